import type { Job } from '../domain/job';

const dayMs = 24 * 60 * 60_000;
/** A year and the month after it, so that a yearly review still finds the last one. */
const longestKeptMs = 400 * dayMs;
/** Finished jobs kept whatever their age. */
const mostKept = 1_000;
/** Kept in any case: a lost call of such a job may still land, and later jobs look for it. */
const surelyKeptMs = dayMs;
/** A plan that nobody started is a look at the cloud of a day ago. */
const unusedPlanMs = dayMs;

/**
 * Chooses the finished jobs that are no longer kept: those older than 400 days, and the oldest above 1,000. Unfinished
 * jobs always stay.
 * @param now milliseconds since the epoch
 */
export const oldJobs = (jobs: readonly Job[], now: number): Job[] => {
  const ageOf = ({ endedAt }: Job): number => (endedAt === undefined ? 0 : now - endedAt);
  return jobs
    .filter(({ endedAt }) => endedAt !== undefined)
    .sort((one, other) => ageOf(one) - ageOf(other))
    .filter((job, rank) => ageOf(job) > longestKeptMs || (rank >= mostKept && ageOf(job) > surelyKeptMs));
};

/** @returns whether a plan that became no job is no longer kept */
export const isPlanOld = (madeAt: number, now: number): boolean => now - madeAt > unusedPlanMs;
