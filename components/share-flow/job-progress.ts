import type { Job, JobRow, JobView, OutcomeKind } from '../../lib/domain/job';
import type { Place } from './share-state';

/** A job as the panel keeps it: the head of the last answer, and all rows. */
export interface JobProgress extends Omit<JobView, 'rows'> {
  /** By index. */
  rows: readonly JobRow[];
}

/** @returns what is known after an answer that brings only the changed rows */
export const mergeView = (before: JobProgress | undefined, view: JobView): JobProgress => {
  if (before && before.job.id === view.job.id && view.rows.length === 0)
    return { ...view, rows: before.rows };
  const rows = before && before.job.id === view.job.id ? [...before.rows] : [];
  for (const row of view.rows) rows[row.index] = row;
  return { ...view, rows };
};

/** @returns whether nothing more will happen by itself */
export const isEnded = (job: Job): boolean => job.state === 'finished' || job.state === 'cancelled';

/** @returns rows whose outcome is said */
export const settledCount = ({ counts }: JobProgress): number =>
  counts.confirmed + counts['no-change'] + counts.refused;

/**
 * Without a sort, since thousands of rows are gone through at every change.
 * @param isMeant keeps rows beside their outcome
 * @returns the rows of an outcome, or all; what needs a person comes first, the rest keeps its order
 */
export const rowsToShow = (
  rows: readonly JobRow[],
  outcome: OutcomeKind | 'all',
  isMeant: (row: JobRow) => boolean = () => true,
): JobRow[] => {
  const refused: JobRow[] = [];
  const unknown: JobRow[] = [];
  const others: JobRow[] = [];
  for (const row of rows) {
    if ((outcome !== 'all' && row.outcome !== outcome) || !isMeant(row)) continue;
    if (row.outcome === 'refused') refused.push(row);
    else if (row.outcome === 'unknown') unknown.push(row);
    else others.push(row);
  }
  return [...refused, ...unknown, ...others];
};

/** @returns accounts that did not come to what was asked for, refused ones and unknown ones, each once */
export const failedAccounts = (rows: readonly JobRow[]): string[] => [
  ...new Set([...rowsToShow(rows, 'refused'), ...rowsToShow(rows, 'unknown')].map(({ account }) => account)),
];

/** @returns rows that were to be changed: without those in place before and those that could never be sent */
export const askedCount = ({ rows }: JobProgress): number =>
  rows.filter(({ outcome, skip }) => skip === 'cancelled' || skip === undefined || outcome === 'waiting')
    .length;

/** @returns where a job works; without a region when its images are in several */
export const placeOf = ({ job, images }: JobProgress): Place => {
  const [first, ...others] = new Set(images.map(({ region }) => region));
  return { product: job.product, profileId: job.profileId, region: (others.length === 0 && first) || '' };
};
