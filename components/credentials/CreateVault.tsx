import { useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Result } from '../../lib/domain/result';
import type { VaultState } from '../../lib/messaging/views';
import { useClient } from '../client-context';
import { t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Note } from '../ui/note';
import { NewPassphraseFields, useNewPassphrase } from './new-passphrase';

/** First run: how keys shall be kept. */
export const CreateVault = ({ onAnswer }: { onAnswer: (answer: Result<VaultState>) => void }) => {
  const client = useClient();
  const next = useNewPassphrase();
  const [busy, setBusy] = useState<'vault' | 'memory'>();
  const [failure, setFailure] = useState<Failure>();

  const run = async (kind: 'vault' | 'memory') => {
    if (busy) return;
    setBusy(kind);
    setFailure(undefined);
    const answer =
      kind === 'vault'
        ? await client('vault.create', { passphrase: next.first })
        : await client('vault.useMemory', {});
    next.clear();
    setBusy(undefined);
    if (answer.ok) onAnswer(answer);
    else setFailure(answer.failure);
  };
  const create = () => {
    if (next.check()) void run('vault');
  };

  return (
    <div class="cards">
      <section class="card" aria-label={t('keys_createHeading')}>
        <h2>{t('keys_createHeading')}</h2>
        <p class="muted">{t('keys_createText')}</p>
        <NewPassphraseFields passphrase={next} onEnter={create} />
        <Note kind="warn">
          <span>{t('keys_noRecovery')}</span>
        </Note>
        {failure && <FailureNote failure={failure} />}
        <div class="line">
          <Button kind="primary" isBusy={busy === 'vault'} onClick={create}>
            {t(busy === 'vault' ? 'keys_creating' : 'keys_createVault')}
          </Button>
        </div>
      </section>
      <section class="card soft" aria-label={t('keys_memoryHeading')}>
        <h2>{t('keys_memoryHeading')}</h2>
        <p class="muted">{t('keys_memoryText')}</p>
        <div class="line">
          <Button isBusy={busy === 'memory'} onClick={() => void run('memory')}>
            {t('keys_useMemory')}
          </Button>
        </div>
      </section>
    </div>
  );
};
