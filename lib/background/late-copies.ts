import { classOf } from '../domain/failure';
import type { JobRow, SettledRow } from '../domain/job';
import type { Provider } from '../domain/provider';
import { type Result, success } from '../domain/result';
import { rowKey } from '../engine/job-rows';
import { withRetry } from '../engine/retry';
import type { JobEnd } from '../engine/run-job';
import { appendSettled, type RunnerDeps } from './job-runner';
import { isSameScope, type LiveJob, opposite } from './live-job';

/** How often a person's pause or cancel is looked for while waiting. */
const lookEveryMs = 1_000;

type DoubtedRow = { imageId: string } & SettledRow;

interface Late {
  rows: JobRow[];
  /** From then on no copy can land any more; milliseconds since the epoch. */
  until: number;
}

/**
 * An earlier job's write whose answer was lost may land after this job's contrary one, as long as its signature
 * is valid.
 */
const findLate = async (deps: RunnerDeps, live: LiveJob): Promise<Late> => {
  const { signatureValidMs } = deps.products[live.job.product].limits;
  const now = deps.clock.now();
  const late: Late = { rows: [], until: now };
  const earlier = (await deps.earlierJobs(live)).filter((other) => isSameScope(other, live));
  for (const row of live.state.rows) {
    if ((row.outcome !== 'confirmed' && row.outcome !== 'no-change') || row.skip === 'cancelled') continue;
    const readAt = live.readAt.get(rowKey(row.imageId, row.action, row.account)) ?? 0;
    const key = rowKey(row.imageId, opposite[row.action], row.account);
    const last = Math.max(
      ...earlier.map((other) => Math.max(other.pending.get(key) ?? 0, other.lost.get(key) ?? 0)),
      0,
    );
    // Twice: a signature made by a clock that runs ahead is accepted that much longer. A time to come is a clock set back.
    const until = Math.min(last, now) + 2 * signatureValidMs;
    // What counts is when the roster was last read, not now: the watch may have been cut short.
    if (last === 0 || until <= readAt) continue;
    late.rows.push(row);
    late.until = Math.max(late.until, until);
  }
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
 * After a run: waits until no lost write of an earlier job can land any more, then reads again. The head says until
 * when, so that pages can say it too, also after a kill.
 * @returns changed when rows were turned back and another run must set them right; else how the job ends
 */
export const watchLate = async (
  deps: RunnerDeps,
  live: LiveJob,
  provider: Provider,
): Promise<JobEnd | 'changed'> => {
  const late = await findLate(deps, live);
  if (late.rows.length === 0) return { state: 'finished' };
  // For showing: a watch that could not be stored is kept all the same.
  await deps.save(live, { watchingUntil: late.until }).catch(() => {});
  while (deps.clock.now() < late.until) {
    if (live.control !== 'run') return { state: live.control === 'pause' ? 'paused' : 'cancelled' };
    await deps.clock.sleep(Math.min(lookEveryMs, late.until - deps.clock.now()));
  }
  const turned = await findTurned(deps, live, provider, late.rows);
  if (!turned.ok) return { state: 'waiting', cause: turned.failure };
  if (turned.value.length === 0) return { state: 'finished' };
  await appendSettled(deps, live, turned.value);
  return 'changed';
};
