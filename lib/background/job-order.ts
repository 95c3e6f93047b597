import { imageKey } from '../domain/image';
import type { Job, JobRow } from '../domain/job';
import type { Action } from '../domain/product';
import { rowKey } from '../engine/job-rows';
import type { Clock, JobStore } from '../engine/ports';
import { isOpen, type LiveJob } from './live-job';

/** @returns whether two jobs write to the same images; a caller that is unknown in one of them proves nothing */
export const isSameScope = ({ job: one }: LiveJob, { job: other }: LiveJob): boolean =>
  one.product === other.product &&
  (one.profileId === other.profileId || (one.caller !== '' && one.caller === other.caller));

/** @returns when a person last asked for something of a job: its start, or a retry of what was refused */
export const lastWordAt = ({ startedAt, retriedAt = 0 }: Job): number => Math.max(startedAt, retriedAt);

/**
 * @returns gives a person's word its time: strictly later than any before, also of an earlier life under a clock that ran
 *   ahead. Rejects when the jobs cannot be read
 */
export const createWords = ({ store, clock }: { store: Pick<JobStore, 'listJobs'>; clock: Clock }) => {
  let last = 0;
  return async (): Promise<number> => {
    const stored = (await store.listJobs()).map(lastWordAt);
    last = Math.max(last + 1, ...stored.map((at) => at + 1), clock.now());
    return last;
  };
};

/** Far longer than any vendor lets a signature live (Alibaba: 15 minutes). */
const nearMs = 60 * 60_000;

/**
 * All of a long history need not be read for one job.
 * @param now milliseconds since the epoch: a job that was asked for while the clock ran ahead has a start to come
 * @returns whether a call of `earlier` may land when `job` runs
 */
export const mayReach = (earlier: Job, job: Job, now: number): boolean =>
  earlier.id !== job.id &&
  earlier.product === job.product &&
  earlier.startedAt < lastWordAt(job) &&
  // A job may have ended before it started: by a clock that was set back.
  (earlier.endedAt === undefined ||
    Math.max(earlier.endedAt, earlier.startedAt) > Math.min(job.startedAt, now) - nearMs);

/** @returns whether a person's word in `later` may count more than one in `job`; which does, each row tells */
export const isLater = (later: Job, job: Job): boolean =>
  later.id !== job.id && later.product === job.product && lastWordAt(later) > job.startedAt;

/** @returns the key of a row */
export const keyOf = ({ imageId, action, account }: JobRow): string => rowKey(imageId, action, account);

/** The contrary wish. */
export const opposite: Record<Action, Action> = { share: 'revoke', revoke: 'share' };

/** @returns when a person last asked for a job's row: with its start, or again when it had been refused */
export const askedAt = ({ job, retriedAt }: LiveJob, key: string): number =>
  Math.max(job.startedAt, retriedAt.get(key) ?? 0);

/** @returns the row of `other` that was asked for after a job's row and wishes the contrary */
const laterContrary = (live: LiveJob, row: JobRow, other: LiveJob): JobRow | undefined => {
  const key = rowKey(row.imageId, opposite[row.action], row.account);
  const place = other.state.places.get(key);
  if (place === undefined || askedAt(other, key) <= askedAt(live, keyOf(row))) return undefined;
  return other.state.rows[place];
};

/** @returns whether a later word in `other` has brought about the contrary of a job's row for good */
export const isOverruled = (live: LiveJob, row: JobRow, other: LiveJob): boolean => {
  // What a later job found in place may be an old reading of what this one has changed since.
  if (laterContrary(live, row, other)?.outcome !== 'confirmed') return false;
  // A call of ours that nobody knows may land until the other job has watched for it.
  const isInDoubt = live.lost.has(keyOf(row)) || live.pending.has(keyOf(row));
  return !isInDoubt || other.job.state === 'finished';
};

/**
 * @returns whether a later word in `later` wishes the contrary of a job's open row, was not refused, and was not
 *   cancelled before its job came to it
 */
export const isOpposed = (live: LiveJob, row: JobRow, later: LiveJob): boolean => {
  const other = laterContrary(live, row, later);
  if (!other || other.outcome === 'refused' || other.skip === 'cancelled') return false;
  const isGivenUp = later.control === 'cancel' && other.outcome === 'waiting';
  return !isGivenUp || later.sent.has(keyOf(other));
};

/**
 * @returns whether `earlier` must be done with an image before `later` may begin: they disagree about an account. The
 *   job that was spoken to last waits: what its own rows were overruled in, it knew when its run began
 */
export const mustPrecede = (earlier: LiveJob, later: LiveJob, imageOfLater: string): boolean =>
  earlier.runner !== undefined &&
  lastWordAt(earlier.job) < lastWordAt(later.job) &&
  isSameScope(earlier, later) &&
  earlier.state.rows.some(
    (row) => isOpen(row) && imageOf(earlier, row.imageId) === imageOfLater && isOpposed(earlier, row, later),
  );

const imageOf = ({ images }: LiveJob, imageId: string): string | undefined => {
  const image = images.get(imageId);
  return image && imageKey(image);
};
