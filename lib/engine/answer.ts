import { classOf, type Failure } from '../domain/failure';
import { noteTooMany } from './call-size';
import { defer, freeOthers, type Group, halves, requeue } from './group-queue';
import { type ImageRun, keyIn, rest, type Stop, settle } from './image-run';
import { holdOnce, isolate } from './isolate';
import { look, settled } from './look';
import { pauseMs } from './retry';

const mostThrottledTries = 12;
const mostBusyTries = 8;
const mostLostTries = 5;
/** A call of two bad accounts in different halves fails so often before a part of it passes. */
const mostSetAside = 4;
/** An image busy with a copy or another change takes seconds to minutes. */
const busyMs = { least: 5_000, spread: 10_000 };

/**
 * Decides what a failed write means for its accounts: refuse one, split the rest, wait, or stop.
 * It assumes nothing about what the cloud applied of a failed call; a read tells.
 */
export const takeFailure = async (
  run: ImageRun,
  group: Group,
  failure: Failure,
): Promise<Stop | undefined> => {
  const stops = classOf(failure);
  // Nobody asked about these, so they are like any other again.
  if (stops !== 'retry' && stops !== 'lost') freeOthers(run, group);
  switch (stops) {
    case 'account':
      return isolate(run, group, failure);
    case 'batch':
      return shrink(run, group, failure);
    case 'full':
      return fill(run, group, failure);
    case 'image':
      refuseAll(run, failure);
      return undefined;
    case 'retry':
      return waitAndRepeat(run, group, failure);
    case 'lost':
      return readAndRepeat(run, group, failure);
    case 'job':
    case 'local':
      return { state: 'waiting', cause: failure };
  }
};

const shrink = async (run: ImageRun, group: Group, failure: Failure): Promise<Stop | undefined> => {
  const [only] = group.accounts;
  if (group.accounts.length === 1 && only !== undefined) {
    run.refused.set(keyIn(run, group.action, only), failure);
    return undefined;
  }
  noteTooMany(run.callSizes[group.action], group.accounts.length);
  requeue(run, group, [group.accounts]);
  return undefined;
};

/** The roster takes no more: smaller groups use up what is left, then every further share is refused. */
const fill = async (run: ImageRun, group: Group, failure: Failure): Promise<Stop | undefined> => {
  if (group.accounts.length === 1) {
    for (const [key, row] of run.open) {
      if (row.action === 'share' && !run.claimed.has(key)) run.refused.set(key, failure);
    }
    return undefined;
  }
  const stop = await look(run);
  if (stop) return stop;
  requeue(run, group, halves(group.accounts), true);
  return undefined;
};

const refuseAll = (run: ImageRun, failure: Failure): void => {
  for (const key of run.open.keys()) {
    if (!run.claimed.has(key) && !run.refused.has(key)) run.refused.set(key, failure);
  }
};

/** The cloud refused the call before it did anything; the same group goes again after a pause. */
const waitAndRepeat = async (run: ImageRun, group: Group, failure: Failure): Promise<Stop | undefined> => {
  const tries = group.tries + 1;
  const busyTries = (group.busyTries ?? 0) + (failure.kind === 'image-busy' ? 1 : 0);
  const { random } = run.deps;
  if (failure.kind === 'image-busy') {
    // Throttled tries do not count: they say nothing of the image.
    if (busyTries > mostBusyTries) refuseAll(run, failure);
    else await rest(run, busyMs.least + random() * busyMs.spread);
  } else {
    if (tries > mostThrottledTries) return { state: 'waiting', cause: failure };
    await rest(run, pauseMs(failure, tries, random));
  }
  run.queue.unshift({ ...group, tries, busyTries });
  return undefined;
};

/** Nobody knows whether the call was applied: say so, read, and send only what is missing. */
const readAndRepeat = async (run: ImageRun, group: Group, failure: Failure): Promise<Stop | undefined> => {
  const tries = group.tries + 1;
  const rows = group.accounts.flatMap((account) => run.open.get(keyIn(run, group.action, account)) ?? []);
  for (const row of rows) run.lost.add(keyIn(run, row.action, row.account));
  await settle(
    run,
    rows.map((row) => settled(row, 'unknown', failure)),
  );
  const isAnswered = failure.kind === 'unavailable' && failure.requestId !== undefined;
  if (tries <= (isAnswered && group.isSplit ? 1 : mostLostTries)) run.queue.unshift({ ...group, tries });
  else if (!isAnswered || !setAside(run, group)) return { state: 'waiting', cause: failure };
  await rest(run, pauseMs(failure, tries, run.deps.random));
  return look(run);
};

/**
 * The API answers, again and again, that it failed inside: one account may be what it fails on, and must not keep the
 * others from being revoked. So halves go behind all others, and an account alone once.
 * @returns whether it did; nothing passing in between is the cloud's own trouble
 */
const setAside = (run: ImageRun, group: Group): boolean => {
  const { action, accounts } = group;
  run.setAside += 1;
  if (run.setAside > mostSetAside) return false;
  freeOthers(run, group);
  if (accounts.length === 1) return holdOnce(run, action, accounts);
  for (const half of halves(accounts)) defer(run, action, half, true);
  return true;
};
