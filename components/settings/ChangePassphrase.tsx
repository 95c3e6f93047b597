import { useState } from 'preact/hooks';
import { useClient } from '../client-context';
import { NewPassphraseFields, useNewPassphrase } from '../credentials/new-passphrase';
import { PresentPassphraseField, usePresentPassphrase } from '../credentials/use-present-passphrase';
import { t } from '../text';
import { Button } from '../ui/button';
import { Note } from '../ui/note';

/** Puts another passphrase on the vault. What is typed leaves the fields with every answer. */
export const ChangePassphrase = () => {
  const client = useClient();
  const present = usePresentPassphrase();
  const next = useNewPassphrase();
  const [isDone, setIsDone] = useState(false);

  const change = async () => {
    setIsDone(false);
    if (!next.check()) return;
    const answer = await present.send((passphrase) =>
      client('vault.change', { present: passphrase, next: next.first }),
    );
    if (!answer?.ok) return;
    next.clear();
    setIsDone(true);
  };

  return (
    <section class="card tall" aria-label={t('settings_changeHeading')}>
      <h2>{t('settings_changeHeading')}</h2>
      <p class="muted">{t('settings_changeText')}</p>
      <PresentPassphraseField
        label={t('settings_presentPassphrase')}
        passphrase={present}
        onEnter={() => void change()}
      />
      <NewPassphraseFields passphrase={next} onEnter={() => void change()} />
      {isDone && (
        <Note kind="good" role="status">
          <span>{t('settings_changed')}</span>
        </Note>
      )}
      <div class="line">
        <Button
          kind="primary"
          isBusy={present.isBusy}
          isDisabled={!present.canSend && !present.isBusy}
          onClick={() => void change()}
        >
          {t(present.isBusy ? 'settings_changing' : 'settings_changePassphrase')}
        </Button>
      </div>
    </section>
  );
};
