import { useMemo, useState } from 'preact/hooks';
import type { Image } from '../../lib/domain/image';
import type { JobRow, OutcomeKind } from '../../lib/domain/job';
import { AccountName } from '../book/labels';
import { failureNextStep, failureSentence, t } from '../text';
import { Button } from '../ui/button';
import { Chips } from '../ui/choices';
import { Group } from '../ui/group';
import { OutcomeMark, outcomeText } from '../ui/outcome-mark';
import { VirtualList } from '../ui/virtual-list';
import { type JobProgress, rowsToShow } from './job-progress';
import { skipText } from './plan-image';
import { sentences } from './sentences';

/** @returns what to say about a row beside its outcome */
export const detailText = (row: JobRow): string => {
  if (row.failure && (row.outcome === 'refused' || row.outcome === 'unknown')) {
    return sentences(failureSentence(row.failure), failureNextStep(row.failure));
  }
  if (row.outcome === 'unknown') return t('share_unknownMeans');
  if (row.skip !== undefined) return skipText(row.skip);
  if (row.outcome === 'no-change')
    return t(row.action === 'share' ? 'share_skip_alreadyThere' : 'share_skip_notThere');
  if (row.outcome === 'confirmed') return t(row.action === 'share' ? 'share_nowShared' : 'share_nowRevoked');
  return t(row.action === 'share' ? 'share_toShare' : 'share_toRevoke');
};

// Roles in place of table elements: rows are windowed, and a table's own layout would measure only those drawn.
const table = (label: string, rowCount: number) =>
  ({ role: 'table', 'aria-label': label, 'aria-rowcount': rowCount }) as const;
const rowgroup = { role: 'rowgroup' } as const;
const headRow = { role: 'row', 'aria-rowindex': 1 } as const;
const columnheader = { role: 'columnheader' } as const;
const cell = { role: 'cell' } as const;
const presentation = { role: 'presentation' } as const;

/** @returns whether the detail fits beside the account, so that a row takes one line */
const isBrief = (row: JobRow) => row.failure === undefined && row.outcome !== 'unknown';

const ResultRow = ({ row, image, isAlone }: { row: JobRow; image: Image | undefined; isAlone: boolean }) => (
  <div class={`result row ${isBrief(row) ? 'brief' : ''}`} {...presentation}>
    <OutcomeMark kind={row.outcome} />
    <span {...cell} class={`account ${row.outcome === 'waiting' ? 'muted' : ''}`}>
      <span class="id">{row.account}</span>
      {image && <AccountName product={image.product} account={row.account} />}
    </span>
    <span {...cell} class={isAlone ? 'hidden-visually' : 'image small muted clip'}>
      {image?.name || row.imageId}
    </span>
    <span {...cell} class={`outcome small ${row.outcome}`}>
      {outcomeText(row.outcome)}
    </span>
    <span {...cell} class="detail small muted">
      {detailText(row)}
      {row.failure?.code !== undefined && <span class="id code">{row.failure.code}</span>}
    </span>
  </div>
);

const outcomes: readonly OutcomeKind[] = ['refused', 'unknown', 'waiting', 'confirmed', 'no-change'];

/** Every account on every image with its outcome; what needs a person stands first. */
export const ResultsTable = ({ progress, onExport }: { progress: JobProgress; onExport: () => void }) => {
  const [filter, setFilter] = useState<OutcomeKind | 'all'>('all');
  const rows = useMemo(() => rowsToShow(progress.rows, filter), [progress.rows, filter]);
  const images = useMemo(
    () => new Map(progress.images.map((image) => [image.imageId, image])),
    [progress.images],
  );
  const present = outcomes.filter((outcome) => progress.counts[outcome] > 0 || outcome === filter);
  return (
    <Group
      fills
      heading={t('share_results')}
      aside={
        <Button kind="quiet" isSlim onClick={onExport}>
          {t('share_exportCsv')}
        </Button>
      }
    >
      <div class="filters">
        <Chips
          label={t('share_show')}
          value={filter}
          options={[
            { value: 'all', text: t('share_showAll', progress.total) },
            ...present.map((outcome) => ({
              value: outcome,
              text: `${outcomeText(outcome)} ${progress.counts[outcome]}`,
            })),
          ]}
          // The chips' values are those above.
          onChange={(chosen) => setFilter(chosen as OutcomeKind | 'all')}
        />
      </div>
      <div class="table" {...table(t('share_results'), rows.length + 1)}>
        <div class="hidden-visually" {...rowgroup}>
          <div {...headRow}>
            {['share_account', 'share_image', 'share_outcome', 'share_detail'].map((key) => (
              <span key={key} {...columnheader}>
                {t(key)}
              </span>
            ))}
          </div>
        </div>
        <VirtualList
          items={rows}
          keyOf={(row) => row.index}
          label={t('share_results')}
          as="rows"
          rowHeight={32}
          fills
        >
          {(row) => (
            <ResultRow row={row} image={images.get(row.imageId)} isAlone={progress.images.length <= 1} />
          )}
        </VirtualList>
      </div>
    </Group>
  );
};
