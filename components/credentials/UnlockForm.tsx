import { useEffect } from 'preact/hooks';
import type { Result } from '../../lib/domain/result';
import type { VaultState } from '../../lib/messaging/views';
import { useClient } from '../client-context';
import { t } from '../text';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { PresentPassphraseField, usePresentPassphrase } from './use-present-passphrase';

/** Asks for the passphrase. It leaves the field with every answer. */
export const UnlockForm = ({ onAnswer }: { onAnswer: (answer: Result<VaultState>) => void }) => {
  const client = useClient();
  const present = usePresentPassphrase();
  const { field, isBusy } = present;
  useEffect(() => field.current?.focus(), [field]);

  const unlock = async () => {
    const answer = await present.send((passphrase) => client('vault.unlock', { passphrase }));
    if (answer?.ok) onAnswer(answer);
  };

  return (
    <section class="unlock" aria-label={t('keys_lockedHeading')}>
      <p class="line strong">
        <Icon name="lock" size={14} /> {t('keys_lockedHeading')}
      </p>
      <p class="muted small">{t('keys_lockedText')}</p>
      <PresentPassphraseField
        label={t('keys_passphrase')}
        passphrase={present}
        onEnter={() => void unlock()}
      />
      <div class="line">
        <Button
          kind="primary"
          isBusy={isBusy}
          isDisabled={!present.canSend && !isBusy}
          onClick={() => void unlock()}
        >
          {t(isBusy ? 'keys_unlocking' : 'keys_unlock')}
        </Button>
      </div>
    </section>
  );
};
