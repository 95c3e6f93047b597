import { classOf, type Failure } from '../domain/failure';
import type { JobRow, SettledRow } from '../domain/job';
import { type ImageRun, rest, type Stop, settle } from './image-run';
import { withRetry } from './retry';

/**
 * Reads the image's whole roster and settles every open row whose wish it shows: confirmed if we sent it,
 * no change if it was so without us.
 * @param isGlance a cheaper reading, which proves who is there and nobody's absence
 * @returns why the job must stop, if the roster cannot be read
 */
export const look = async (run: ImageRun, isGlance = false): Promise<Stop | undefined> => {
  const { clock } = run.deps;
  const from = clock.now();
  const read = await withRetry(run.deps, () => run.deps.provider.readRoster(run.image, isGlance));
  run.present = undefined;
  run.looked = { at: clock.now(), tookMs: Math.max(0, clock.now() - from) };
  if (!read.ok) return stopOrRefuse(run, read.failure);
  const present = new Set(read.value.entries.map((entry) => entry.account));
  run.present = isGlance ? undefined : present;
  const seen = [...run.open].filter(([, { account, action }]) =>
    action === 'share' ? present.has(account) : !isGlance && !present.has(account),
  );
  await settle(
    run,
    seen.map(([key, row]) => (run.sent.has(key) ? settled(row, 'confirmed') : unchanged(row))),
  );
  return undefined;
};

/** Pauses between reads while a write is not yet visible; together 7.5 s. */
const patienceMs = [0, 500, 1_000, 2_000, 4_000];

/**
 * Reads until nothing that the cloud accepted is left unseen, or patience ends.
 * What was refused after an earlier call that was not also waits: the earlier one may have worked unseen. Nobody hopes
 * to see that, so where nothing else is awaited one read at the end is enough.
 */
export const confirm = async (run: ImageRun, isHurried = true): Promise<Stop | undefined> => {
  const wait = (delayMs: number) => (isHurried ? rest(run, delayMs) : run.deps.clock.sleep(delayMs));
  let leftMs = patienceMs.reduce((sum, delayMs) => sum + delayMs, 0);
  for (const delayMs of patienceMs) {
    if (delayMs > 0) await wait(delayMs);
    leftMs -= delayMs;
    const stop = await look(run);
    if (stop) return stop;
    if (isSightAwaited(run)) continue;
    const doubtMs = Math.min(leftMs, sightDoubtedMs(run));
    if (doubtMs <= 0) return undefined;
    await wait(doubtMs);
    return look(run);
  }
  return undefined;
};

/** What a call did is shown by then, as far as this engine waits for it. */
const shownAfterMs = 8_000;

const isSightAwaited = (run: ImageRun): boolean =>
  [...run.open.keys()].some(
    (key) =>
      run.claimed.has(key) ||
      (run.deps.control() === 'cancel' && run.sent.has(key)) ||
      (run.heldBack.has(key) && run.doubtful.has(key)),
  );

/** @returns milliseconds for which an earlier call of what was refused may still come to be seen; 0 for never */
const sightDoubtedMs = (run: ImageRun): number =>
  Math.max(
    0,
    ...[...run.open].map(([key, row]) => {
      if (!run.refused.has(key)) return 0;
      const isDoubtful = run.doubtful.has(key) || (row.action === 'revoke' && (run.sent.get(key) ?? 0) > 1);
      return isDoubtful
        ? Number.POSITIVE_INFINITY
        : (run.partlyAt.get(key) ?? 0) + shownAfterMs - run.deps.clock.now();
    }),
  );

const stopOrRefuse = async (run: ImageRun, failure: Failure): Promise<Stop | undefined> => {
  const stops = classOf(failure);
  if (stops === 'job' || stops === 'lost' || stops === 'retry' || stops === 'local') {
    return { state: 'waiting', cause: failure };
  }
  await settleUnread(run, failure);
  return undefined;
};

/** The roster will not be read: what was sent stays unknown, what was not is refused. */
const settleUnread = async (run: ImageRun, failure: Failure): Promise<void> => {
  const rows = [...run.open].map(([key, row]) =>
    settled(row, run.sent.has(key) ? 'unknown' : 'refused', failure),
  );
  await settle(run, rows);
  run.open.clear();
};

const unchanged = (row: JobRow): SettledRow => ({
  ...settled(row, 'no-change'),
  skip: row.action === 'share' ? 'already-there' : 'not-there',
});

/** @returns a journal row for `row` */
export const settled = (row: JobRow, outcome: SettledRow['outcome'], failure?: Failure): SettledRow => ({
  account: row.account,
  action: row.action,
  outcome,
  failure,
});
