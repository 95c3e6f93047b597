import { useMemo } from 'preact/hooks';
import type { KnownRoster } from '../../lib/domain/image';
import type { Profile } from '../../lib/domain/profile';
import { AccountList } from '../accounts/AccountList';
import { useLabels } from '../book/labels';
import { count, language } from '../text';
import { Skeleton } from '../ui/states';
import { findAccounts, groupFiltered } from './account-items';
import { NothingListed } from './NothingListed';
import type { PageClock } from './page-clock';
import type { RosterFilter } from './roster-filter';

/** The popup from the accounts' side: which images each one has, and the way to take it off them. */
export const AccountsView = ({
  rosters,
  filter,
  query,
  openKey,
  profiles,
  canChange,
  isReading,
  clock,
  onOpen,
}: {
  /** Undefined until they are known. */
  rosters: readonly KnownRoster[] | undefined;
  filter: RosterFilter;
  query: string;
  openKey: string | undefined;
  profiles: readonly Profile[];
  canChange: boolean;
  isReading: boolean;
  clock: PageClock;
  onOpen: (key: string | undefined) => void;
}) => {
  const labels = useLabels();
  const items = useMemo(() => groupFiltered(rosters ?? [], filter, language()), [rosters, filter]);
  const found = useMemo(
    () => findAccounts(items, query, (item) => labels.entryOf(item)?.label ?? ''),
    [items, query, labels],
  );
  if (rosters === undefined) return <Skeleton lines={6} />;
  return (
    <>
      <p class="hidden-visually" role="status">
        {query === '' ? '' : count('book_accounts', found.length)}
      </p>
      {found.length === 0 && openKey === undefined && isReading ? (
        <Skeleton lines={6} />
      ) : found.length === 0 && openKey === undefined ? (
        <NothingListed query={query} isLocked={!canChange} />
      ) : (
        <AccountList
          items={found}
          openKey={openKey}
          profiles={profiles}
          canChange={canChange}
          isReading={isReading}
          clock={clock}
          onOpen={onOpen}
        />
      )}
    </>
  );
};
