import { classOf, type Failure } from '../domain/failure';
import { type Group, type ImageRun, keyIn, rest, type Stop, settle } from './image-run';
import { look, settled } from './look';
import { pauseMs } from './retry';

const mostThrottledTries = 12;
const mostBusyTries = 8;
const mostLostTries = 5;
/** Pauses between reads while accounts said to be shared are not yet visible. */
const sharedPatienceMs = [0, 500, 1_000, 2_000];
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
  switch (classOf(failure)) {
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

/** One bad id must not block the others: those named go alone, the rest again; unnamed, the group splits in halves. */
const isolate = async (run: ImageRun, group: Group, failure: Failure): Promise<Stop | undefined> => {
  // What the vendor does with the others of such a call is not documented, and the browser may have sent it twice: some
  // may have what was asked for, and not show it yet.
  for (const account of group.accounts)
    run.partlyAt.set(keyIn(run, group.action, account), run.deps.clock.now());
  const [only] = group.accounts;
  if (group.accounts.length === 1 && only !== undefined) {
    const key = keyIn(run, group.action, only);
    // "Already shared" says that the wish holds; a read must still show it.
    if (failure.kind === 'account-already-shared' && group.action === 'share') run.claimed.add(key);
    else run.refused.set(key, failure);
    return undefined;
  }
  if (failure.kind === 'account-already-shared') return awaitShared(run, group);
  const stop = await look(run);
  if (stop) return stop;
  const named = group.accounts.filter((account) => failure.accounts?.includes(account));
  const others = group.accounts.filter((account) => !named.includes(account));
  const parts = named.length > 0 ? [...named.map((account) => [account]), others] : halves(group.accounts);
  requeue(run, group, parts);
  return undefined;
};

/** Some of the group are shared already, so a read must come to show them; they then need no call of their own. */
const awaitShared = async (run: ImageRun, group: Group): Promise<Stop | undefined> => {
  const isOpen = (account: string) => run.open.has(keyIn(run, group.action, account));
  for (const delayMs of sharedPatienceMs) {
    if (delayMs > 0) await rest(run, delayMs);
    const stop = await look(run);
    if (stop) return stop;
    if (!group.accounts.every(isOpen)) {
      requeue(run, group, [group.accounts.filter(isOpen)]);
      return undefined;
    }
  }
  requeue(run, group, halves(group.accounts));
  return undefined;
};

const shrink = async (run: ImageRun, group: Group, failure: Failure): Promise<Stop | undefined> => {
  const [only] = group.accounts;
  if (group.accounts.length === 1 && only !== undefined) {
    run.refused.set(keyIn(run, group.action, only), failure);
    return undefined;
  }
  run.perCall[group.action] = Math.min(run.perCall[group.action], Math.ceil(group.accounts.length / 2));
  requeue(run, group, halves(group.accounts));
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
  requeue(run, group, halves(group.accounts));
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
  const { random } = run.deps;
  if (failure.kind === 'image-busy') {
    if (tries > mostBusyTries) refuseAll(run, failure);
    else await rest(run, busyMs.least + random() * busyMs.spread);
  } else {
    if (tries > mostThrottledTries) return { state: 'waiting', cause: failure };
    await rest(run, pauseMs(failure, tries, random));
  }
  run.queue.unshift({ ...group, tries });
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
  if (tries > mostLostTries) return { state: 'waiting', cause: failure };
  await rest(run, pauseMs(failure, tries, run.deps.random));
  run.queue.unshift({ ...group, tries });
  return look(run);
};

const requeue = (run: ImageRun, group: Group, parts: readonly string[][]): void => {
  const groups = parts
    .filter((part) => part.length > 0)
    .map((accounts) => ({ ...group, accounts, tries: 0 }));
  run.queue.unshift(...groups);
};

const halves = (accounts: readonly string[]): string[][] => {
  const middle = Math.ceil(accounts.length / 2);
  return [accounts.slice(0, middle), accounts.slice(middle)];
};
