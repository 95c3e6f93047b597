import type { Mode } from '../../lib/domain/job';
import type { ProductId } from '../../lib/domain/product';
import type { JobSummary } from '../../lib/messaging/views';

/** What the list of jobs shows. Empty texts leave everything in. */
export interface HistoryFilter {
  kind: Mode | 'undo' | '';
  state: 'under-way' | 'done' | 'refused' | 'cancelled' | '';
  product: ProductId | '';
  /** Days as a date field writes them, such as 2026-11-22; both are included, in the reader's zone. */
  from: string;
  to: string;
}

export const everyJob: HistoryFilter = { kind: '', state: '', product: '', from: '', to: '' };

const stateOf = ({ job, counts }: JobSummary): HistoryFilter['state'] => {
  if (job.state === 'cancelled') return 'cancelled';
  if (job.state !== 'finished') return 'under-way';
  return counts.refused + counts.unknown > 0 ? 'refused' : 'done';
};

const dayMs = 24 * 60 * 60_000;

/** @returns the first moment of a day in the reader's zone, in milliseconds since the epoch; undefined for no day */
const startOf = (day: string): number | undefined => {
  const at = new Date(`${day}T00:00:00`).getTime();
  return Number.isNaN(at) ? undefined : at;
};

/**
 * @param found ids that a search found; undefined when nothing is searched
 * @returns the jobs that filter and search leave, in the order given
 */
export const filterJobs = (
  jobs: readonly JobSummary[],
  filter: HistoryFilter,
  found: ReadonlySet<string> | undefined,
): JobSummary[] => {
  const from = startOf(filter.from);
  const to = startOf(filter.to);
  return jobs.filter((summary) => {
    const { job } = summary;
    const kind = job.undoes === undefined ? job.mode : 'undo';
    return (
      (found === undefined || found.has(job.id)) &&
      (filter.kind === '' || kind === filter.kind) &&
      (filter.state === '' || stateOf(summary) === filter.state) &&
      (filter.product === '' || job.product === filter.product) &&
      (from === undefined || job.startedAt >= from) &&
      (to === undefined || job.startedAt < to + dayMs)
    );
  });
};

/** @returns ids of jobs that another job takes back already */
export const undoneJobs = (jobs: readonly JobSummary[]): ReadonlySet<string> =>
  new Set(
    jobs.flatMap(({ job }) => (job.undoes !== undefined && job.state !== 'cancelled' ? job.undoes : [])),
  );

/** @returns whether taking a job back still makes sense: it is over, changed something, and nobody took it back */
export const canUndo = ({ job, counts }: JobSummary, undone: ReadonlySet<string>): boolean =>
  job.endedAt !== undefined && counts.confirmed > 0 && !undone.has(job.id);
