import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Result } from '../../lib/domain/result';
import type { VaultState } from '../../lib/messaging/views';
import { useClient } from '../client-context';
import { failureNextStep, failureSentence, t } from '../text';
import { Button } from '../ui/button';
import { TextField } from '../ui/fields';
import { Icon } from '../ui/icon';

/** Asks for the passphrase. It leaves the field with every answer. */
export const UnlockForm = ({ onAnswer }: { onAnswer: (answer: Result<VaultState>) => void }) => {
  const client = useClient();
  const [passphrase, setPassphrase] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const unlock = async () => {
    if (passphrase === '' || isBusy) return;
    setIsBusy(true);
    setFailure(undefined);
    const answer = await client('vault.unlock', { passphrase });
    setPassphrase('');
    setIsBusy(false);
    if (answer.ok) return onAnswer(answer);
    setFailure(answer.failure);
    field.current?.focus();
  };

  return (
    <section class="unlock" aria-label={t('keys_lockedHeading')}>
      <p class="line strong">
        <Icon name="lock" size={14} /> {t('keys_lockedHeading')}
      </p>
      <p class="muted small">{t('keys_lockedText')}</p>
      <TextField
        label={t('keys_passphrase')}
        value={passphrase}
        onInput={setPassphrase}
        type="password"
        autocomplete="current-password"
        inputRef={field}
        onEnter={() => void unlock()}
        problem={failure && `${failureSentence(failure)} ${failureNextStep(failure)}`}
      />
      <div class="line">
        <Button
          kind="primary"
          isBusy={isBusy}
          isDisabled={passphrase === '' && !isBusy}
          onClick={() => void unlock()}
        >
          {t(isBusy ? 'keys_unlocking' : 'keys_unlock')}
        </Button>
      </div>
    </section>
  );
};
