import { useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import { products } from '../../lib/providers/catalog';
import { useClient } from '../client-context';
import { count } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Note } from '../ui/note';
import type { ShareFlow } from './use-share-flow';

/** As many as one call takes. */
const mostIds = 1_000;

/** Offers to add images whose ids stand in the search box, in whatever region they are. */
export const FoundById = ({
  text,
  flow,
  onAdded,
}: {
  text: string;
  flow: ShareFlow;
  onAdded: () => void;
}) => {
  const client = useClient();
  const [isBusy, setIsBusy] = useState(false);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState<Failure>();
  const { product, profileId } = flow.state;
  const words = new Set(text.split(/[\s,，、;；"']+/));
  const imageIds = [...words].filter((word) => products[product].imageId.test(word)).slice(0, mostIds);
  if (imageIds.length === 0) return null;

  const add = async () => {
    setIsBusy(true);
    setFailure(undefined);
    setMissing([]);
    const answer = await client('images.locate', { profileId, product, imageIds });
    setIsBusy(false);
    if (!answer.ok) return setFailure(answer.failure);
    const places = answer.value.map(({ region, imageId }) => ({ region, imageId }));
    const found = new Set(places.map(({ imageId }) => imageId));
    const rest = imageIds.filter((imageId) => !found.has(imageId));
    if (places.length > 0) flow.dispatch({ kind: 'images-located', places });
    if (rest.length === 0) onAdded();
    else setMissing(rest);
  };
  return (
    <>
      <Button isSlim isBusy={isBusy} onClick={() => void add()}>
        {count('share_addById', imageIds.length)}
      </Button>
      {failure && <FailureNote failure={failure} />}
      {missing.length > 0 && (
        <Note kind="warn" role="status">
          <span>{count('share_notFoundById', missing.length)}</span>
          <span class="id">{missing.slice(0, 20).join(' ')}</span>
        </Note>
      )}
    </>
  );
};
