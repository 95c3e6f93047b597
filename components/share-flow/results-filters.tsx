import type { OutcomeCounts, OutcomeKind } from '../../lib/domain/job';
import { useSearchKey } from '../share-list/use-search-key';
import { t } from '../text';
import { SearchBox } from '../ui/fields';
import { OutcomeMark, outcomeText } from '../ui/outcome-mark';

export type OutcomeFilter = OutcomeKind | 'all';

const outcomes: readonly OutcomeKind[] = ['refused', 'unknown', 'waiting', 'confirmed', 'no-change'];
/** Fewer rows than this are seen at a glance. */
const searchFrom = 10;
/** With more of them a narrow page has room for the words of the chosen one alone; the others keep mark and count. */
const spaciousChips = 3;

/** Narrows the results to an outcome and to accounts by number or name. */
export const ResultsFilters = ({
  counts,
  total,
  outcome,
  onOutcome,
  query,
  onQuery,
}: {
  counts: OutcomeCounts;
  total: number;
  outcome: OutcomeFilter;
  onOutcome: (outcome: OutcomeFilter) => void;
  query: string;
  onQuery: (query: string) => void;
}) => {
  useSearchKey();
  const present = outcomes.filter((each) => counts[each] > 0 || each === outcome);
  return (
    <div class="filters">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and a frame to a row of buttons */}
      <div
        class={`chips outcomes ${present.length >= spaciousChips ? 'tight' : ''}`}
        role="group"
        aria-label={t('share_show')}
      >
        <button type="button" aria-pressed={outcome === 'all'} onClick={() => onOutcome('all')}>
          {t('share_showAll', total)}
        </button>
        {present.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === outcome}
            title={outcomeText(each)}
            onClick={() => onOutcome(each)}
          >
            <OutcomeMark kind={each} />
            <span class="word">{outcomeText(each)}</span> {counts[each]}
          </button>
        ))}
      </div>
      {total >= searchFrom && (
        <SearchBox label={t('share_searchResults')} value={query} onInput={onQuery} shortcut="/" />
      )}
    </div>
  );
};
