import { useMemo, useState } from 'preact/hooks';
import { productIds } from '../../lib/domain/product';
import type { Profile } from '../../lib/domain/profile';
import { productNameKeys } from '../../lib/providers/catalog';
import { useLabels } from '../book/labels';
import type { Vault } from '../credentials/use-vault';
import {
  type AccountFilter,
  type AccountItem,
  findAccounts,
  groupByAccount,
} from '../share-list/account-items';
import { timeAgo } from '../share-list/dates';
import type { PageClock } from '../share-list/page-clock';
import { RefreshLine } from '../share-list/RefreshLine';
import { oldestReading } from '../share-list/roster-items';
import { useRosters } from '../share-list/use-rosters';
import { useSearchKey } from '../share-list/use-search-key';
import { count, language, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { SearchBox, Select } from '../ui/fields';
import { EmptyState, Skeleton } from '../ui/states';
import { AccountList } from './AccountList';

const Filters = ({
  items,
  profiles,
  filter,
  onChange,
}: {
  items: readonly AccountItem[];
  profiles: readonly Profile[];
  filter: AccountFilter;
  onChange: (filter: AccountFilter) => void;
}) => {
  const met = new Set(items.flatMap(({ places }) => places.map(({ known }) => known.image.product)));
  const products = productIds.filter((product) => met.has(product));
  return (
    <>
      <SearchBox
        label={t('accounts_search')}
        value={filter.query}
        shortcut="/"
        onInput={(query) => onChange({ ...filter, query })}
      />
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
                onChange({ ...filter, product: products.find((product) => product === value) ?? '' })
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
              onChange={(profileId) => onChange({ ...filter, profileId })}
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
  const { rosters, refreshing, failure, refresh, isLoading } = useRosters(clock, canChange, true);
  const labels = useLabels();
  const [filter, setFilter] = useState<AccountFilter>({ query: '', product: '', profileId: '' });
  const [openKey, setOpenKey] = useState<string>();
  useSearchKey();
  const items = useMemo(() => groupByAccount(rosters ?? [], language()), [rosters]);
  const found = useMemo(
    () =>
      findAccounts(items, filter, ({ cloud, account }) => labels.entryOf({ cloud, account })?.label ?? ''),
    [items, filter, labels],
  );
  const readAt = oldestReading(rosters ?? []);
  const isFirst = items.length === 0 && (rosters === undefined || refreshing !== undefined || isLoading);
  return (
    <>
      {failure && canChange && <FailureNote failure={failure} kind="warn" />}
      {isFirst && !failure && <Skeleton lines={8} label={t('roster_refreshLabel')} />}
      {!isFirst && items.length === 0 && (
        <EmptyState icon="image" heading={t('accounts_none')} text={t('accounts_noneText')} />
      )}
      {(items.length > 0 || openKey !== undefined) && (
        <>
          <Filters
            items={items}
            profiles={vault.profiles ?? []}
            filter={filter}
            onChange={(next) => {
              setOpenKey(undefined);
              setFilter(next);
            }}
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
            <p class="muted">{t('roster_noMatch', filter.query)}</p>
          ) : (
            <AccountList
              items={found}
              openKey={openKey}
              profiles={vault.profiles ?? []}
              canChange={canChange}
              isReading={refreshing !== undefined || isLoading}
              clock={clock}
              onOpen={setOpenKey}
            />
          )}
        </>
      )}
    </>
  );
};
