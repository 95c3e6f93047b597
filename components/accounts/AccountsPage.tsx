import { useMemo, useState } from 'preact/hooks';
import type { KnownRoster } from '../../lib/domain/image';
import type { Profile } from '../../lib/domain/profile';
import { productNameKeys } from '../../lib/providers/catalog';
import { useLabels } from '../book/labels';
import type { Vault } from '../credentials/use-vault';
import { findAccounts, groupFiltered } from '../share-list/account-items';
import { timeAgo } from '../share-list/dates';
import type { PageClock } from '../share-list/page-clock';
import { RefreshLine } from '../share-list/RefreshLine';
import { choicesOf, noFilter, type RosterFilter } from '../share-list/roster-filter';
import { oldestReading } from '../share-list/roster-items';
import { AwaitRosters } from '../share-list/use-revoke-everywhere';
import { useRosters } from '../share-list/use-rosters';
import { useSearchKey } from '../share-list/use-search-key';
import { count, language, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { SearchBox, Select } from '../ui/fields';
import { EmptyState, Skeleton } from '../ui/states';
import { AccountList } from './AccountList';

const Filters = ({
  rosters,
  profiles,
  query,
  filter,
  onQuery,
  onFilter,
}: {
  rosters: readonly KnownRoster[];
  profiles: readonly Profile[];
  query: string;
  filter: RosterFilter;
  onQuery: (query: string) => void;
  onFilter: (filter: RosterFilter) => void;
}) => {
  const { products } = choicesOf(rosters, noFilter);
  return (
    <>
      <SearchBox label={t('accounts_search')} value={query} shortcut="/" onInput={onQuery} />
      {(products.length > 1 || profiles.length > 1) && (
        <div class="choices">
          {products.length > 1 && (
            <Select
              label={t('ws_product')}
              value={filter.product}
              options={[
                { value: '', text: t('history_all') },
                ...products.map((product) => ({ value: product, text: t(productNameKeys[product]) })),
              ]}
              onChange={(value) =>
                onFilter({ ...filter, product: products.find((product) => product === value) ?? '' })
              }
            />
          )}
          {profiles.length > 1 && (
            <Select
              label={t('ws_profile')}
              value={filter.profileId}
              options={[
                { value: '', text: t('history_all') },
                ...profiles.map(({ id, label, keyIdHint }) => ({ value: id, text: label || keyIdHint })),
              ]}
              onChange={(profileId) => onFilter({ ...filter, profileId })}
            />
          )}
        </div>
      )}
    </>
  );
};

/** Who has which image, from the accounts' side, over all profiles, products and regions. */
export const AccountsPage = ({ vault, clock }: { vault: Vault; clock: PageClock }) => {
  const canChange = vault.state === 'open' || vault.state === 'memory';
  const shown = useRosters(clock, canChange, true);
  const { rosters, refreshing, failure, refresh, isLoading } = shown;
  const labels = useLabels();
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState(noFilter);
  const [openKey, setOpenKey] = useState<string>();
  useSearchKey();
  const items = useMemo(() => groupFiltered(rosters ?? [], filter, language()), [rosters, filter]);
  const found = useMemo(
    () => findAccounts(items, query, ({ cloud, account }) => labels.entryOf({ cloud, account })?.label ?? ''),
    [items, query, labels],
  );
  const readAt = oldestReading(rosters ?? []);
  const isEmpty = items.length === 0 && filter === noFilter;
  const isFirst = isEmpty && (rosters === undefined || refreshing !== undefined || isLoading);
  /** What is shown changes: nothing of it is open yet. */
  const closing =
    <Value,>(change: (value: Value) => void) =>
    (value: Value) => {
      setOpenKey(undefined);
      change(value);
    };
  return (
    <>
      {failure && canChange && <FailureNote failure={failure} kind="warn" />}
      {isFirst && !failure && <Skeleton lines={8} label={t('roster_refreshLabel')} />}
      {!isFirst && isEmpty && (
        <EmptyState icon="image" heading={t('accounts_none')} text={t('accounts_noneText')} />
      )}
      {(!isEmpty || openKey !== undefined) && (
        <>
          <Filters
            rosters={rosters ?? []}
            profiles={vault.profiles ?? []}
            query={query}
            filter={filter}
            onQuery={closing(setQuery)}
            onFilter={closing(setFilter)}
          />
          <div class="line">
            <span class="muted grow" role="status">
              {[
                count('book_accounts', found.length),
                readAt === undefined ? '' : t('roster_readAt', timeAgo(readAt, clock.now())),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <Button isSlim isBusy={refreshing !== undefined} isDisabled={!canChange} onClick={refresh}>
              {t('roster_refresh')}
            </Button>
          </div>
          <RefreshLine refreshing={refreshing} />
          {found.length === 0 && openKey === undefined ? (
            <p class="muted">{query === '' ? t('accounts_none') : t('roster_noMatch', query)}</p>
          ) : (
            <AwaitRosters.Provider value={shown.await}>
              <AccountList
                items={found}
                openKey={openKey}
                profiles={vault.profiles ?? []}
                canChange={canChange}
                isReading={refreshing !== undefined || isLoading}
                clock={clock}
                onOpen={setOpenKey}
              />
            </AwaitRosters.Provider>
          )}
        </>
      )}
    </>
  );
};
