import { useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Result } from '../../lib/domain/result';
import type { VaultState } from '../../lib/messaging/views';
import { useClient } from '../client-context';
import { t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { TextField } from '../ui/fields';
import { Note } from '../ui/note';
import { type Strength, shortestPassphrase, strengthOf } from './passphrase';

const strengthKeys: Record<Exclude<Strength, 'empty'>, string> = {
  'too-short': 'keys_strengthTooShort',
  weak: 'keys_strengthWeak',
  fair: 'keys_strengthFair',
  strong: 'keys_strengthStrong',
};

const StrengthHint = ({ strength }: { strength: Strength }) =>
  strength === 'empty' ? (
    <span>{t('keys_passphraseHint', shortestPassphrase)}</span>
  ) : (
    <span class={`strength ${strength}`}>
      <i aria-hidden="true" />
      {t(strengthKeys[strength], shortestPassphrase)}
    </span>
  );

/** First run: how keys shall be kept. */
export const CreateVault = ({ onAnswer }: { onAnswer: (answer: Result<VaultState>) => void }) => {
  const client = useClient();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [isTried, setIsTried] = useState(false);
  const [busy, setBusy] = useState<'vault' | 'memory'>();
  const [failure, setFailure] = useState<Failure>();
  const strength = strengthOf(first);
  const differs = second !== '' && first !== second && (isTried || second.length >= first.length);

  const run = async (kind: 'vault' | 'memory') => {
    if (busy) return;
    setBusy(kind);
    setFailure(undefined);
    const answer =
      kind === 'vault'
        ? await client('vault.create', { passphrase: first })
        : await client('vault.useMemory', {});
    setFirst('');
    setSecond('');
    setIsTried(false);
    setBusy(undefined);
    if (answer.ok) onAnswer(answer);
    else setFailure(answer.failure);
  };
  const create = () => {
    setIsTried(true);
    if (first === second && strength !== 'empty' && strength !== 'too-short') void run('vault');
  };

  return (
    <div class="cards">
      <section class="card" aria-label={t('keys_createHeading')}>
        <h2>{t('keys_createHeading')}</h2>
        <p class="muted">{t('keys_createText')}</p>
        <TextField
          label={t('keys_newPassphrase')}
          value={first}
          onInput={setFirst}
          type="password"
          autocomplete="new-password"
          hint={<StrengthHint strength={strength} />}
        />
        <TextField
          label={t('keys_repeatPassphrase')}
          value={second}
          onInput={setSecond}
          type="password"
          autocomplete="new-password"
          onEnter={create}
          problem={differs ? t('keys_mismatch') : undefined}
        />
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
