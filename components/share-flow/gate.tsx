import type { ComponentChildren } from 'preact';
import type { Client } from '../../lib/messaging/client';
import { t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { EmptyState, Skeleton } from '../ui/states';
import type { Access } from './use-access';

/** What stands in place of the flow while there are no keys to act with, and the way to them. */
export const Gate = ({
  access,
  client,
  onCheck,
}: {
  access: Access;
  client: Client;
  onCheck: () => void;
}): ComponentChildren => {
  const openKeys = () => void client('workspace.open', { section: 'keys' });
  switch (access.kind) {
    case 'loading':
      return <Skeleton lines={4} />;
    case 'none':
      return (
        <EmptyState icon="key" heading={t('share_noKeys')} text={t('share_noKeysMeans')}>
          <Button kind="primary" onClick={openKeys}>
            {t('share_addKeys')}
          </Button>
        </EmptyState>
      );
    case 'locked':
      return (
        <EmptyState icon="lock" heading={t('share_locked')} text={t('share_lockedMeans')}>
          <Button kind="primary" onClick={openKeys}>
            {t('share_unlock')}
          </Button>
        </EmptyState>
      );
    case 'failed':
      return (
        <FailureNote failure={access.failure}>
          <Button isSlim onClick={onCheck}>
            {t('share_tryAgain')}
          </Button>
        </FailureNote>
      );
    case 'open':
      return (
        <EmptyState icon="key" heading={t('share_noProfiles')} text={t('share_noProfilesMeans')}>
          <Button kind="primary" onClick={openKeys}>
            {t('share_addKeys')}
          </Button>
        </EmptyState>
      );
  }
};
