import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import { useClient } from '../client-context';
import { t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { TextField } from '../ui/fields';
import { Note } from '../ui/note';

const Asking = ({ onForget, onKeep }: { onForget: () => Promise<void>; onKeep: () => void }) => {
  const [typed, setTyped] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isMeant = typed.trim().toLowerCase() === t('settings_forgetWord').toLowerCase();
  const forget = async () => {
    if (!isMeant || isBusy) return;
    setIsBusy(true);
    await onForget();
    setIsBusy(false);
  };
  return (
    <div class="ask-line">
      <span class="strong">{t('settings_forgetAsk')}</span>
      <span>{t('settings_forgetJobs')}</span>
      <TextField
        label={t('settings_forgetType', t('settings_forgetWord'))}
        value={typed}
        onInput={setTyped}
        inputRef={field}
        onEnter={() => void forget()}
      />
      <span class="line">
        <Button kind="danger-solid" isBusy={isBusy} isDisabled={!isMeant} onClick={() => void forget()}>
          {t('settings_forgetNow')}
        </Button>
        <Button onClick={onKeep}>{t('settings_forgetKeep')}</Button>
      </span>
    </div>
  );
};

/** Takes everything away that the extension keeps on this computer, after a word was typed. */
export const ForgetEverything = ({ onForgotten }: { onForgotten: () => void }) => {
  const client = useClient();
  const [stage, setStage] = useState<'idle' | 'asking' | 'done'>('idle');
  const [failure, setFailure] = useState<Failure>();
  const forget = async () => {
    const answer = await client('everything.forget', {});
    setFailure(answer.ok ? undefined : answer.failure);
    setStage(answer.ok ? 'done' : 'idle');
    if (answer.ok) onForgotten();
  };
  return (
    <section class="card soft" aria-label={t('settings_forgetHeading')}>
      <h2>{t('settings_forgetHeading')}</h2>
      <p class="muted">{t('settings_forgetText')}</p>
      {failure && <FailureNote failure={failure} />}
      {stage === 'done' && (
        <Note kind="good" role="status">
          <span>{t('settings_forgotten')}</span>
        </Note>
      )}
      {stage === 'asking' ? (
        <Asking onForget={forget} onKeep={() => setStage('idle')} />
      ) : (
        <div class="line">
          <Button kind="danger" onClick={() => setStage('asking')}>
            {t('settings_forget')}
          </Button>
        </div>
      )}
    </section>
  );
};
