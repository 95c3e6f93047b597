import { useMemo, useState } from 'preact/hooks';
import { useLabels } from '../book/labels';
import { count, t } from '../text';
import { Group } from '../ui/group';
import { VirtualList } from '../ui/virtual-list';
import type { ShareEnvironment } from './environment';
import { type JobProgress, rowsToShow } from './job-progress';
import { ResultRow } from './result-row';
import { type OutcomeFilter, ResultsFilters } from './results-filters';
import { useResultsTools } from './results-tools';

// Roles in place of table elements: rows are windowed, and a table's own layout would measure only those drawn.
const table = (label: string, rowCount: number) =>
  ({ role: 'table', 'aria-label': label, 'aria-rowcount': rowCount }) as const;
const rowgroup = { role: 'rowgroup' } as const;
const headRow = { role: 'row', 'aria-rowindex': 1 } as const;
const columnheader = { role: 'columnheader' } as const;

const Head = () => (
  <div class="hidden-visually" {...rowgroup}>
    <div {...headRow}>
      {['share_account', 'share_image', 'share_outcome', 'share_detail'].map((key) => (
        <span key={key} {...columnheader}>
          {t(key)}
        </span>
      ))}
    </div>
  </div>
);

/** The rows to be shown; made anew only when a row, the filter or the book changed, not at every answer. */
const useRows = ({ rows }: JobProgress, outcome: OutcomeFilter, query: string) => {
  const labels = useLabels();
  return useMemo(() => {
    const text = query.normalize('NFKC').trim();
    if (text === '') return rowsToShow(rows, outcome);
    const named = new Set(labels.accountsNamed(text));
    return rowsToShow(rows, outcome, ({ account }) => account.includes(text) || named.has(account));
  }, [rows, outcome, query, labels]);
};

/** Every account on every image with its outcome; what needs a person stands first. */
export const ResultsTable = ({
  progress,
  environment,
}: {
  progress: JobProgress;
  environment: ShareEnvironment;
}) => {
  const [outcome, setOutcome] = useState<OutcomeFilter>('all');
  const [query, setQuery] = useState('');
  const [opened, setOpened] = useState<number>();
  const rows = useRows(progress, outcome, query);
  const images = useMemo(
    () => new Map(progress.images.map((image) => [image.imageId, image])),
    [progress.images],
  );
  const { buttons, note } = useResultsTools(progress, environment);
  return (
    <>
      {note}
      <Group fills heading={t('share_results')} aside={buttons}>
        <ResultsFilters
          counts={progress.counts}
          total={progress.total}
          outcome={outcome}
          onOutcome={setOutcome}
          query={query}
          onQuery={setQuery}
        />
        <div class="hidden-visually" role="status">
          {query.trim() !== '' && count('share_rowsFound', rows.length)}
        </div>
        <div class="table" {...table(t('share_results'), rows.length + 1)}>
          <Head />
          {rows.length === 0 && <div class="row plain muted">{t('share_noRows')}</div>}
          <VirtualList
            items={rows}
            keyOf={(row) => row.index}
            label={t('share_results')}
            as="rows"
            rowHeight={32}
            fills
          >
            {(row) => (
              <ResultRow
                row={row}
                image={images.get(row.imageId)}
                jobId={progress.job.id}
                isAlone={progress.images.length <= 1}
                isOpen={opened === row.index}
                onToggle={() => setOpened(opened === row.index ? undefined : row.index)}
              />
            )}
          </VirtualList>
        </div>
      </Group>
    </>
  );
};
