import { useClient } from '../client-context';
import { t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Skeleton } from '../ui/states';
import { CreateVault } from './CreateVault';
import { DamagedKeys } from './DamagedKeys';
import { KeyForm } from './KeyForm';
import { ProfileList } from './ProfileList';
import { UnlockForm } from './UnlockForm';
import type { Vault } from './use-vault';

const Opened = ({ vault }: { vault: Vault }) => {
  const client = useClient();
  const profiles = vault.profiles ?? [];
  return (
    <>
      <div class="vault-line">
        <span class="muted">{t(vault.state === 'memory' ? 'keys_inMemory' : 'keys_isOpen')}</span>
        {vault.state === 'open' && (
          <Button isSlim onClick={() => void client('vault.lock', {}).then(vault.accept)}>
            {t('keys_lockNow')}
          </Button>
        )}
      </div>
      <DamagedKeys vault={vault} />
      {profiles.length > 0 && <ProfileList profiles={profiles} onRemoved={vault.reload} />}
      <KeyForm onSaved={vault.reload} />
    </>
  );
};

/** Where keys are kept, added and removed. Secrets go in and never come back. */
export const KeysPage = ({ vault }: { vault: Vault }) => (
  <>
    {vault.failure && (
      <FailureNote failure={vault.failure}>
        <Button isSlim onClick={vault.reload}>
          {t('roster_tryAgain')}
        </Button>
      </FailureNote>
    )}
    {vault.state === undefined && !vault.failure && <Skeleton lines={6} />}
    {vault.state === 'none' && <CreateVault onAnswer={vault.accept} />}
    {vault.state === 'locked' && (
      <div class="narrow">
        <UnlockForm onAnswer={vault.accept} />
      </div>
    )}
    {(vault.state === 'open' || vault.state === 'memory') && <Opened vault={vault} />}
  </>
);
