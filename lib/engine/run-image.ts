import { classOf } from '../domain/failure';
import type { JobRow, SettledRow } from '../domain/job';
import { takeFailure } from './answer';
import { noteExtra } from './extra-accounts';
import { type Group, queueOpenRows, takeGroup } from './group-queue';
import { type ImageRun, keyIn, rest, type Stop, settle } from './image-run';
import { takeSuccess, unripeMs } from './isolate';
import { confirm, look, settled } from './look';

/** Between two reads of a long job, so that its report keeps up with the cloud; more time where a read takes long. */
const looksEvery = { writes: 4, leastMs: 1_500, timesARead: 10 };
/** How often an accepted but invisible change is sent anew before it is called refused. */
const mostRounds = 3;

/**
 * Brings one image to what its open rows wish: read, subtract, send, read again, until the cloud shows it
 * or says why not.
 * @returns why the job must stop before that; rows left open are then still waiting or unknown
 */
export const runImage = async (run: ImageRun): Promise<Stop | undefined> => {
  const unread = await look(run);
  if (unread) return unread;
  for (let round = 1; run.open.size > 0; round += 1) {
    queueOpenRows(run);
    const stop = (await drain(run)) ?? (await confirm(run));
    if (stop) return stop.state === 'cancelled' ? finishCancelled(run, stop) : stop;
    // Confirming may have been cut short by a person; what was not seen is then not judged.
    const wish = wishOf(run);
    if (wish) return wish.state === 'cancelled' ? finishCancelled(run, wish) : wish;
    await settleRefused(run);
    await settleUnsent(run, [...run.heldBack]);
    if (round === mostRounds) await settleUnseen(run);
  }
  await noteExtra(run);
  return undefined;
};

const wishOf = (run: ImageRun): Stop | undefined => {
  const wish = run.deps.control();
  if (wish === 'run') return undefined;
  return { state: wish === 'pause' ? 'paused' : 'cancelled' };
};

const drain = async (run: ImageRun): Promise<Stop | undefined> => {
  for (let writes = 0; ; ) {
    const stop = wishOf(run);
    if (stop) return stop;
    const group = takeGroup(run);
    if (!group) return undefined;
    const delayMs = unripeMs(run, group);
    if (delayMs > 0) run.queue.unshift({ ...group, isDoubted: false });
    const halt = delayMs > 0 ? await ripen(run, delayMs) : await send(run, group);
    if (halt) return halt;
    writes += 1;
    if (writes < looksEvery.writes || run.queue.length === 0 || !isLookDue(run)) continue;
    writes = 0;
    const unread = await look(run, isOnlySharing(run));
    if (unread) return unread;
  }
};

const isOnlySharing = ({ open }: ImageRun): boolean =>
  [...open.values()].every(({ action }) => action === 'share');

const ripen = async (run: ImageRun, delayMs: number): Promise<Stop | undefined> => {
  await rest(run, delayMs);
  return look(run);
};

const isLookDue = ({ deps, looked }: ImageRun): boolean => {
  const sinceMs = deps.clock.now() - looked.at;
  // A clock set back must not put the next look off.
  return sinceMs < 0 || sinceMs >= Math.max(looksEvery.leastMs, looksEvery.timesARead * looked.tookMs);
};

/** Journal line, call, journal line, verdict: in this order, whatever happens. */
const send = async (run: ImageRun, group: Group): Promise<Stop | undefined> => {
  const { append, clock, provider } = run.deps;
  const { action, accounts } = group;
  const about = { imageId: run.image.imageId, action, accounts };
  await append({ kind: 'sending', ...about, at: clock.now() });
  const keys = accounts.map((account) => keyIn(run, action, account));
  const answer = await provider.change(run.image, action, accounts);
  await append({
    kind: 'answered',
    ...about,
    at: clock.now(),
    ...(answer.ok ? { requestId: answer.value.requestId } : { failure: answer.failure }),
  });
  if (!answer.ok && answer.failure.kind === 'job-not-possible') {
    // Called back before it left; a person may want it again by now.
    run.queue.unshift(group);
    return wishOf(run);
  }
  for (const key of keys) run.sent.set(key, (run.sent.get(key) ?? 0) + 1);
  const isRefused = !answer.ok && classOf(answer.failure) !== 'lost';
  // A refusal says nothing about the calls before it.
  if (!isRefused) for (const key of keys) run.doubtful.add(key);
  if (!answer.ok) return takeFailure(run, group, answer.failure);
  for (const key of keys) run.claimed.add(key);
  takeSuccess(run, group);
  return undefined;
};

/** The last read did not show them, so what the cloud said of each alone stands. */
const settleRefused = (run: ImageRun): Promise<void> =>
  settle(
    run,
    [...run.refused].flatMap(([key, failure]) => {
      const row = run.open.get(key);
      return row ? [settled(row, 'refused', failure)] : [];
    }),
  );

/** Accepted every time and never seen: said as it is. A lost write may still land, so that one stays unknown. */
const settleUnseen = async (run: ImageRun): Promise<void> => {
  const rows = [...run.open].map(([key, row]) => {
    const kind = row.action === 'share' ? 'account-not-applied' : 'account-still-shared';
    return settled(row, run.lost.has(key) ? 'unknown' : 'refused', { kind });
  });
  await settle(run, rows);
  run.open.clear();
};

/**
 * Rows that are sent no more and not seen: cancelled, or unknown where a write of them may still show.
 * @param isRead whether the roster was read since; else nobody knows of anything that was sent, also where it was refused
 */
const settleUnsent = async (run: ImageRun, keys: readonly string[], isRead = true): Promise<void> => {
  const rows = keys.flatMap((key) => {
    const row = run.open.get(key);
    if (!row) return [];
    const isDoubtful = run.doubtful.has(key) || (!isRead && run.sent.has(key));
    return [isDoubtful ? settled(row, 'unknown') : cancelled(row)];
  });
  await settle(run, rows);
  for (const key of keys) run.open.delete(key);
};

const cancelled = (row: JobRow): SettledRow => ({ ...settled(row, 'no-change'), skip: 'cancelled' });

/** A cancelled job still reports what it did: it reads, then names what was never sent. */
const finishCancelled = async (run: ImageRun, stop: Stop): Promise<Stop> => {
  run.queue = [];
  const isRead = (await confirm(run, false)) === undefined;
  if (isRead) await settleRefused(run);
  await settleUnsent(run, [...run.open.keys()], isRead);
  return stop;
};
