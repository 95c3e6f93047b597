import type { Settings } from '../../lib/domain/settings';
import { useClient } from '../client-context';
import type { Vault } from '../credentials/use-vault';
import { count, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Skeleton } from '../ui/states';
import { ChangePassphrase } from './ChangePassphrase';
import { ForgetEverything } from './ForgetEverything';
import { LanguageChoice } from './LanguageChoice';
import { SettingChoice } from './SettingChoice';
import { type SettingsState, useSettings } from './use-settings';

const lockAfterText = (lockAfter: Settings['lockAfter']): string => {
  if (lockAfter === 'never') return t('settings_lockNever');
  return lockAfter < 60 ? count('settings_minutes', lockAfter) : count('settings_hours', lockAfter / 60);
};

const stateKeys = {
  none: 'settings_noVault',
  locked: 'settings_isLocked',
  open: 'keys_isOpen',
  memory: 'settings_inMemory',
} as const;

const Locking = ({ vault, state }: { vault: Vault; state: SettingsState }) => {
  const client = useClient();
  return (
    <section class="card" aria-label={t('settings_lockHeading')}>
      <h2>{t('settings_lockHeading')}</h2>
      {vault.state && <p class="muted">{t(stateKeys[vault.state])}</p>}
      <SettingChoice
        name="lockAfter"
        label={t('settings_lockAfter')}
        hint={t('settings_lockAfterHint')}
        textOf={lockAfterText}
        state={state}
      />
      {vault.state === 'open' && (
        <div class="line">
          <Button onClick={() => void client('vault.lock', {}).then(vault.accept)}>
            {t('keys_lockNow')}
          </Button>
        </div>
      )}
    </section>
  );
};

const Notices = ({ state }: { state: SettingsState }) => (
  <section class="card" aria-label={t('settings_noticesHeading')}>
    <h2>{t('settings_noticesHeading')}</h2>
    <SettingChoice
      name="jobNotices"
      label={t('settings_notices')}
      hint={t('settings_noticesHint')}
      textOf={(choice) => t(choice === 'on' ? 'settings_noticesOn' : 'settings_noticesOff')}
      state={state}
    />
  </section>
);

const ConsolePages = ({ state }: { state: SettingsState }) => (
  <section class="card" aria-label={t('settings_consoleHeading')}>
    <h2>{t('settings_consoleHeading')}</h2>
    <SettingChoice
      name="consoleCounts"
      label={t('settings_consoleCounts')}
      hint={t('settings_consoleCountsHint')}
      textOf={(choice) => t(choice === 'on' ? 'settings_consoleCountsOn' : 'settings_consoleCountsOff')}
      state={state}
    />
  </section>
);

/** What a person can set, and the ways to lock, to change the passphrase and to leave nothing behind. */
export const SettingsPage = ({ vault }: { vault: Vault }) => {
  const state = useSettings();
  const hasVault = vault.state === 'open' || vault.state === 'locked';
  return (
    <>
      {state.failure && <FailureNote failure={state.failure} />}
      {state.settings === undefined && !state.failure ? (
        <Skeleton lines={6} />
      ) : (
        <div class="cards">
          <Locking vault={vault} state={state} />
          <Notices state={state} />
          <ConsolePages state={state} />
          <LanguageChoice state={state} onChange={() => location.reload()} />
          {hasVault && <ChangePassphrase />}
          <ForgetEverything onForgotten={vault.reload} />
        </div>
      )}
    </>
  );
};
