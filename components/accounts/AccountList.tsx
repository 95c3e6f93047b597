import { useRef } from 'preact/hooks';
import type { Profile } from '../../lib/domain/profile';
import { useLabels } from '../book/labels';
import type { AccountItem } from '../share-list/account-items';
import type { PageClock } from '../share-list/page-clock';
import { t } from '../text';
import { VirtualList } from '../ui/virtual-list';
import { AccountRow } from './AccountRow';

/** Accounts with the images they have. An open one stays where it is read and undone, although it lost its last image. */
export const AccountList = ({
  items,
  openKey,
  profiles,
  canChange,
  isReading,
  clock,
  onOpen,
}: {
  items: readonly AccountItem[];
  openKey: string | undefined;
  profiles: readonly Profile[];
  /** Nothing can be sent while the keys are locked. */
  canChange: boolean;
  /** Rosters are being read. */
  isReading: boolean;
  clock: PageClock;
  /** Told the key of the account to open; undefined closes. */
  onOpen: (key: string | undefined) => void;
}) => {
  const labels = useLabels();
  const opened = useRef<AccountItem | undefined>(undefined);
  const isGone = openKey !== undefined && !items.some(({ key }) => key === openKey);
  const last = opened.current?.key === openKey ? opened.current : undefined;
  const shown = isGone && last ? [{ ...last, places: [], total: 0 }, ...items] : items;
  return (
    <div class="group fills account-list">
      <VirtualList items={shown} keyOf={({ key }) => key} label={t('ws_accounts')} rowHeight={41} fills>
        {(item) => (
          <AccountRow
            item={item}
            label={labels.entryOf(item)?.label ?? ''}
            isOpen={item.key === openKey}
            profiles={profiles}
            canChange={canChange}
            isReading={isReading}
            clock={clock}
            onToggle={() => {
              opened.current = item;
              onOpen(item.key === openKey ? undefined : item.key);
            }}
          />
        )}
      </VirtualList>
    </div>
  );
};
