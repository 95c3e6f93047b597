import { type ComponentChildren, Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import { useClient } from '../client-context';
import { t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';

/** A heading with the button that removes a set of keys beside it, and the question under `children`. */
export const RemoveKeys = ({
  profileId,
  heading,
  question,
  onRemoved,
  children,
}: {
  profileId: string;
  heading: ComponentChildren;
  question: string;
  onRemoved: () => void;
  children: ComponentChildren;
}) => {
  const client = useClient();
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const remove = async () => {
    setIsBusy(true);
    const answer = await client('profiles.remove', { profileId });
    setIsBusy(false);
    setIsAsking(false);
    if (answer.ok) onRemoved();
    else setFailure(answer.failure);
  };
  return (
    <Fragment>
      <div class="spread">
        <h2>{heading}</h2>
        {!isAsking && (
          <Button kind="danger-quiet" isSlim onClick={() => setIsAsking(true)}>
            {t('keys_remove')}
          </Button>
        )}
      </div>
      {children}
      {failure && <FailureNote failure={failure} />}
      {isAsking && (
        <div class="ask-line">
          <span>{question}</span>
          <span class="line">
            <Button kind="danger-solid" isSlim isBusy={isBusy} onClick={() => void remove()}>
              {t('keys_confirmRemove')}
            </Button>
            <Button isSlim onClick={() => setIsAsking(false)}>
              {t('keys_keep')}
            </Button>
          </span>
        </div>
      )}
    </Fragment>
  );
};
