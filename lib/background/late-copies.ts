import { classOf } from '../domain/failure';
import type { JobRow, SettledRow } from '../domain/job';
import type { Provider } from '../domain/provider';
import { type Result, success } from '../domain/result';
import { rowKey } from '../engine/job-rows';
import { withRetry } from '../engine/retry';
import type { JobEnd } from '../engine/run-job';
import { appendSettled } from './job-journal';
import { askedAt, isSameScope, keyOf, opposite } from './job-order';
import type { RunnerDeps } from './job-runner';
import type { LiveJob } from './live-job';

const storageFailed: JobEnd = { state: 'waiting', cause: { kind: 'storage-failed' } };

/** How often a person's pause or cancel is looked for while waiting. */
const lookEveryMs = 1_000;

type DoubtedRow = { imageId: string } & SettledRow;

interface Late {
  rows: JobRow[];
  /** From then on no copy can land any more; milliseconds since the epoch, 0 where a look is enough. */
  until: number;
  /** How long that is from when it was found out; less than nothing where it is over. */
  waitMs: number;
}

/** A write of ours that was accepted is shown by then, or never (run-image waits as long for its own). */
const shownAfterMs = 10_000;

/**
 * @param key of a row of an earlier job
 * @returns from when on none of its writes can turn up any more; 0 where none is in doubt
 */
const restlessUntil = (earlier: LiveJob, key: string, now: number, signatureValidMs: number): number => {
  const lost = Math.max(earlier.pending.get(key) ?? 0, earlier.lost.get(key) ?? 0);
  const unseen = earlier.unseen.get(key) ?? 0;
  return Math.max(
    // Twice: a signature made by a clock that runs ahead is accepted that much longer. A time to come is a clock set back.
    lost > 0 ? Math.min(lost, now) + 2 * signatureValidMs : 0,
    unseen > 0 ? Math.min(unseen, now) + shownAfterMs : 0,
  );
};

/**
 * @param key of the contrary row
 * @returns whether a row was found in place by a reading that may be older than what an earlier job has since confirmed
 */
const isOutdated = (
  live: LiveJob,
  row: JobRow,
  key: string,
  earlier: readonly LiveJob[],
  now: number,
): boolean =>
  row.outcome === 'no-change' &&
  earlier.some((other) => {
    const place = other.state.places.get(key);
    if (place === undefined || other.state.rows[place]?.outcome !== 'confirmed') return false;
    if (askedAt(other, key) > askedAt(live, keyOf(row))) return false;
    return Math.min(other.readAt.get(key) ?? 0, now) + shownAfterMs > (live.readAt.get(keyOf(row)) ?? 0);
  });

/**
 * An earlier job's write whose answer was lost may land after this job's contrary one, as long as its signature
 * is valid; one that was accepted may show only after this job has read.
 */
const findLate = async (deps: RunnerDeps, live: LiveJob): Promise<Late> => {
  const { signatureValidMs } = deps.products[live.job.product].limits;
  const now = deps.clock.now();
  const late: Late = { rows: [], until: 0, waitMs: 0 };
  const earlier = (await deps.earlierJobs(live)).filter((other) => isSameScope(other, live));
  for (const row of live.state.rows) {
    if ((row.outcome !== 'confirmed' && row.outcome !== 'no-change') || row.skip === 'cancelled') continue;
    const key = rowKey(row.imageId, opposite[row.action], row.account);
    // A retry counts as later than what was started before it, by whichever of the two jobs.
    const before = earlier.filter(({ job }) => job.startedAt < askedAt(live, keyOf(row)));
    const until = Math.max(0, ...before.map((other) => restlessUntil(other, key, now, signatureValidMs)));
    // What counts is when the roster was last read, not now: the watch may have been cut short.
    const readAt = live.readAt.get(keyOf(row)) ?? 0;
    if (until <= readAt && !isOutdated(live, row, key, before, now)) continue;
    late.rows.push(row);
    late.until = Math.max(late.until, until);
  }
  late.waitMs = late.until - now;
  return late;
};

/** A cancelled job watches no longer, so what it revoked is not said to be gone while a lost share may still land. */
export const doubtLate = async (deps: RunnerDeps, live: LiveJob): Promise<void> => {
  const { rows } = await findLate(deps, live);
  await appendSettled(deps, live, rows.filter(({ action }) => action === 'revoke').map(doubted));
};

const doubted = ({ imageId, account, action }: JobRow) => ({
  imageId,
  account,
  action,
  outcome: 'unknown' as const,
});

/**
 * Reads the rosters once more.
 * @returns the rows that a late copy has turned back, and those of an image that will not be read; fails where reading
 *   may pass later or after a repair
 */
const findTurned = async (
  deps: RunnerDeps,
  live: LiveJob,
  provider: Provider,
  rows: readonly JobRow[],
): Promise<Result<DoubtedRow[]>> => {
  const turned: DoubtedRow[] = [];
  for (const imageId of new Set(rows.map((row) => row.imageId))) {
    const ref = live.images.get(imageId);
    if (!ref) continue;
    const mine = rows.filter((row) => row.imageId === imageId);
    const roster = await withRetry(deps, () => provider.readRoster(ref));
    if (!roster.ok && classOf(roster.failure) !== 'image') return roster;
    if (!roster.ok) {
      turned.push(...mine.map((row) => ({ ...doubted(row), failure: roster.failure })));
      continue;
    }
    const present = new Set(roster.value.entries.map((entry) => entry.account));
    const isTurned = (row: JobRow) => present.has(row.account) !== (row.action === 'share');
    turned.push(...mine.filter(isTurned).map(doubted));
  }
  return success(turned);
};

/**
 * A clock that is set back makes the wait no longer.
 * @returns for how many milliseconds it waited, and how the job ends when a person stops it
 */
const waitFor = async (
  deps: RunnerDeps,
  live: LiveJob,
  until: number,
  waitMs: number,
): Promise<{ waitedMs: number; stop?: JobEnd }> => {
  let leftMs = Math.min(waitMs, until - deps.clock.now());
  let waitedMs = 0;
  while (leftMs > 0 && deps.clock.now() < until) {
    if (live.control !== 'run')
      return { waitedMs, stop: { state: live.control === 'pause' ? 'paused' : 'cancelled' } };
    const sliceMs = Math.min(lookEveryMs, leftMs);
    await deps.clock.sleep(sliceMs);
    waitedMs += sliceMs;
    leftMs -= sliceMs;
  }
  return { waitedMs };
};

/**
 * After a run: waits until no lost write of an earlier job can land any more, then reads again. The head says until
 * when, so that pages can say it too, also after a kill.
 * @returns changed when rows were turned back and another run must set them right; else how the job ends
 */
export const watchLate = async (
  deps: RunnerDeps,
  live: LiveJob,
  provider: Provider,
): Promise<JobEnd | 'changed'> => {
  const late = await findLate(deps, live).catch(() => undefined);
  if (!late) return storageFailed;
  if (late.rows.length === 0) return { state: 'finished' };
  // For showing: a watch that could not be stored is kept all the same.
  const watchingUntil = Math.max(late.until, deps.clock.now());
  await deps.save(live, { watchingUntil }).catch(() => {});
  // No copy lives longer than this, whatever the clock does meanwhile.
  let mostMs = 2 * deps.products[live.job.product].limits.signatureValidMs;
  let { waitMs } = late;
  let turned: Result<DoubtedRow[]>;
  do {
    const { stop, waitedMs } = await waitFor(deps, live, late.until, Math.min(waitMs, mostMs));
    if (stop) return stop;
    mostMs -= waitedMs;
    turned = await findTurned(deps, live, provider, late.rows);
    // The answer tells the cloud's time: by it, a clock that jumped ahead has cut the wait short.
    waitMs = late.until - deps.clock.now();
  } while (turned.ok && turned.value.length === 0 && waitMs > 0 && mostMs > 0);
  if (!turned.ok) return { state: 'waiting', cause: turned.failure };
  if (turned.value.length === 0) return { state: 'finished' };
  const isKept = await appendSettled(deps, live, turned.value).then(
    () => true,
    () => false,
  );
  return isKept ? 'changed' : storageFailed;
};
