import type { Job, OutcomeCounts } from '../lib/domain/job';
import { language, t } from './text';

const keys = { share: 'job_watchShared', revoke: 'job_watchRevoked', match: 'job_watchDone' } as const;

/**
 * @returns what a job says while it watches for late copies of earlier calls, such as "Revoked, watching until 12:34";
 *   undefined while it does not, and while a row is open again
 */
export const watchText = (job: Job, counts: OutcomeCounts): string | undefined => {
  const isOver = job.state === 'finished' || job.state === 'cancelled';
  if (isOver || job.watchingUntil === undefined || counts.waiting + counts.unknown > 0) return undefined;
  const until = new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit' });
  return t(keys[job.mode], until.format(job.watchingUntil));
};
