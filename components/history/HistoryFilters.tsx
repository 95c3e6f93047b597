import { useId } from 'preact/hooks';
import { productIds } from '../../lib/domain/product';
import type { JobSummary } from '../../lib/messaging/views';
import { productNameKeys } from '../../lib/providers/catalog';
import { t } from '../text';
import { SearchBox, Select } from '../ui/fields';
import type { HistoryFilter } from './history-state';

const kindKeys = {
  '': 'history_all',
  share: 'share_modeShare',
  revoke: 'share_modeRevoke',
  match: 'share_modeMatch',
  undo: 'history_undo',
} as const;
const stateKeys = {
  '': 'history_all',
  'under-way': 'history_underWay',
  done: 'history_done',
  refused: 'history_withRefusals',
  cancelled: 'ws_stateCancelled',
} as const;

const optionsOf = (keys: Record<string, string>) =>
  Object.entries(keys).map(([value, key]) => ({ value, text: t(key) }));

const Day = ({ label, value, onInput }: { label: string; value: string; onInput: (day: string) => void }) => {
  const id = useId();
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="input"
        type="date"
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
};

/** Search and the choices that narrow the list of jobs. */
export const HistoryFilters = ({
  jobs,
  text,
  filter,
  onText,
  onFilter,
}: {
  jobs: readonly JobSummary[];
  text: string;
  filter: HistoryFilter;
  onText: (text: string) => void;
  onFilter: (filter: HistoryFilter) => void;
}) => {
  const products = productIds.filter((product) => jobs.some(({ job }) => job.product === product));
  return (
    <>
      <SearchBox label={t('history_search')} value={text} shortcut="/" onInput={onText} />
      <div class="choices slim">
        <Select
          label={t('history_kind')}
          value={filter.kind}
          options={optionsOf(kindKeys)}
          // The options' values are the keys above.
          onChange={(kind) => onFilter({ ...filter, kind: kind as HistoryFilter['kind'] })}
        />
        <Select
          label={t('history_state')}
          value={filter.state}
          options={optionsOf(stateKeys)}
          // The options' values are the keys above.
          onChange={(state) => onFilter({ ...filter, state: state as HistoryFilter['state'] })}
        />
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
        <Day
          label={t('history_from')}
          value={filter.from}
          onInput={(from) => onFilter({ ...filter, from })}
        />
        <Day label={t('history_to')} value={filter.to} onInput={(to) => onFilter({ ...filter, to })} />
      </div>
    </>
  );
};
