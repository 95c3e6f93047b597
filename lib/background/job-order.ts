import { imageKey } from '../domain/image';
import type { Job, JobRow } from '../domain/job';
import type { Action } from '../domain/product';
import { rowKey } from '../engine/job-rows';
import { isOpen, type LiveJob } from './live-job';

/** @returns whether two jobs write to the same images; a caller that is unknown in one of them proves nothing */
export const isSameScope = ({ job: one }: LiveJob, { job: other }: LiveJob): boolean =>
  one.product === other.product &&
  (one.profileId === other.profileId || (one.caller !== '' && one.caller === other.caller));

/** Far longer than any vendor lets a signature live (Alibaba: 15 minutes). */
const nearMs = 60 * 60_000;

/** @returns whether a call of `earlier` may land when `job` runs; all of a long history need not be read for one job */
export const mayReach = (earlier: Job, job: Job): boolean =>
  earlier.product === job.product &&
  earlier.startedAt < job.startedAt &&
  // A job may have ended before it started: by a clock that was set back.
  (earlier.endedAt === undefined || Math.max(earlier.endedAt, earlier.startedAt) > job.startedAt - nearMs);

/** @returns whether a person's word in `later` counts more than one in `job` */
export const isLater = (later: Job, job: Job): boolean =>
  later.product === job.product && later.startedAt > job.startedAt;

/** The contrary wish. */
export const opposite: Record<Action, Action> = { share: 'revoke', revoke: 'share' };

const contraryOf = (row: JobRow, later: LiveJob): JobRow | undefined => {
  const place = later.state.places.get(rowKey(row.imageId, opposite[row.action], row.account));
  return place === undefined ? undefined : later.state.rows[place];
};

/** @returns whether `later` has brought about the contrary of an earlier job's row */
export const isOverruled = (row: JobRow, later: LiveJob): boolean => {
  // What a later job found in place may be an old reading of what this one has changed since.
  return contraryOf(row, later)?.outcome === 'confirmed';
};

/**
 * @returns whether `later` wishes the contrary of an open row of an earlier job, was not refused it, and was not
 *   cancelled before it came to it
 */
export const isOpposed = (row: JobRow, later: LiveJob): boolean => {
  const other = contraryOf(row, later);
  if (!other || other.outcome === 'refused' || other.skip === 'cancelled') return false;
  const isGivenUp = later.control === 'cancel' && other.outcome === 'waiting';
  return !isGivenUp || later.sent.has(rowKey(other.imageId, other.action, other.account));
};

/** @returns whether `earlier` must be done with an image before `later` may begin: they disagree about an account */
export const mustPrecede = (earlier: LiveJob, later: LiveJob, imageOfLater: string): boolean =>
  earlier.runner !== undefined &&
  earlier.job.startedAt < later.job.startedAt &&
  isSameScope(earlier, later) &&
  earlier.state.rows.some(
    (row) => isOpen(row) && keyOf(earlier, row.imageId) === imageOfLater && isOpposed(row, later),
  );

const keyOf = ({ images }: LiveJob, imageId: string): string | undefined => {
  const image = images.get(imageId);
  return image && imageKey(image);
};
