import type { JobRow } from '../domain/job';
import type { Provider } from '../domain/provider';
import { rowKey } from '../engine/job-rows';
import { withRetry } from '../engine/retry';
import type { JobEnd } from '../engine/run-job';
import { appendSettled, type RunnerDeps } from './job-runner';
import { isSameScope, type LiveJob, opposite } from './live-job';

/** How often a person's pause or cancel is looked for while waiting. */
const lookEveryMs = 1_000;

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
  await appendSettled(
    deps,
    live,
    rows
      .filter(({ action }) => action === 'revoke')
      .map(({ imageId, account, action }) => ({ imageId, account, action, outcome: 'unknown' as const })),
  );
};

/** @returns the rows that a late copy has turned back; undefined when a roster could not be read */
const findTurned = async (
  deps: RunnerDeps,
  live: LiveJob,
  provider: Provider,
  rows: readonly JobRow[],
): Promise<JobRow[] | undefined> => {
  const turned: JobRow[] = [];
  for (const imageId of new Set(rows.map((row) => row.imageId))) {
    const ref = live.images.get(imageId);
    if (!ref) continue;
    const roster = await withRetry(deps, () => provider.readRoster(ref));
    if (!roster.ok) return undefined;
    const present = new Set(roster.value.entries.map((entry) => entry.account));
    const isTurned = (row: JobRow) => present.has(row.account) !== (row.action === 'share');
    turned.push(...rows.filter((row) => row.imageId === imageId && isTurned(row)));
  }
  return turned;
};

/**
 * After a run: waits until no lost write of an earlier job can land any more, then reads again.
 * @returns changed when rows were turned back and another run must set them right; else how the job ends
 */
export const watchLate = async (
  deps: RunnerDeps,
  live: LiveJob,
  provider: Provider,
): Promise<JobEnd | 'changed'> => {
  const late = await findLate(deps, live);
  if (late.rows.length === 0) return { state: 'finished' };
  while (deps.clock.now() < late.until) {
    if (live.control !== 'run') return { state: live.control === 'pause' ? 'paused' : 'cancelled' };
    await deps.clock.sleep(Math.min(lookEveryMs, late.until - deps.clock.now()));
  }
  const turned = await findTurned(deps, live, provider, late.rows);
  if (!turned) return { state: 'waiting', cause: { kind: 'unreachable' } };
  if (turned.length === 0) return { state: 'finished' };
  const rows = turned.map(({ imageId, account, action }) => ({
    imageId,
    account,
    action,
    outcome: 'unknown' as const,
  }));
  await appendSettled(deps, live, rows);
  return 'changed';
};
