import type { Failure } from '../../lib/domain/failure';
import type { JobRow, JobView } from '../../lib/domain/job';
import { failed, type Result, success } from '../../lib/domain/result';
import type { Client } from '../../lib/messaging/client';
import type { PageClock } from './page-clock';

const pollMs = 250;
/** A background that is being restarted answers again within this many polls. */
const toleratedSilences = 20;

/** How far a followed job is. */
export interface JobProgress {
  jobId: string;
  settled: number;
  total: number;
  /** Why it waits, when it does; it may go on after a repair. */
  cause?: Failure | undefined;
}

/** How a job ended: every row with its outcome. */
export interface JobEnd {
  jobId: string;
  rows: JobRow[];
  isUndoPossible: boolean;
}

const isSettled = (row: JobRow) => row.outcome !== 'waiting' && row.outcome !== 'unknown';

/** Between a job's last row and its end it cannot be taken back yet; a watch for late copies is too long to wait for. */
const isOver = ({ job, total }: JobView, rows: readonly JobRow[]) =>
  job.state === 'finished' ||
  job.state === 'cancelled' ||
  ((job.state !== 'running' || job.watchingUntil !== undefined) &&
    rows.length === total &&
    rows.every(isSettled));

/**
 * Follows a job to its end, or until it only watches rows of which the cloud has shown every outcome. A job that waits
 * is followed on.
 * @param report told after every reading
 * @param signal ends the following, not the job; the result is then `background-gone`
 */
export const followJob = async (
  client: Client,
  clock: PageClock,
  jobId: string,
  report: (progress: JobProgress) => void,
  signal: AbortSignal,
): Promise<Result<JobEnd>> => {
  const rows = new Map<number, JobRow>();
  let revision = -1;
  let silences = 0;
  while (!signal.aborted) {
    const answer = await client('job.read', { jobId, after: revision });
    if (answer.ok) {
      silences = 0;
      revision = answer.value.revision;
      for (const row of answer.value.rows) rows.set(row.index, row);
      const all = [...rows.values()];
      const { job, total, isUndoPossible } = answer.value;
      report({
        jobId,
        settled: all.filter(isSettled).length,
        total,
        cause: job.state === 'waiting' ? job.cause : undefined,
      });
      if (isOver(answer.value, all)) return success({ jobId, rows: all, isUndoPossible });
    } else {
      silences += 1;
      if (answer.failure.kind !== 'background-gone' || silences > toleratedSilences) return answer;
    }
    await clock.sleep(pollMs, signal);
  }
  return failed({ kind: 'background-gone' });
};
