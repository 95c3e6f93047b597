import type { Action } from '../domain/product';
import { type ImageRun, keyIn } from './image-run';

/** Accounts that go out in one call. */
export interface Group {
  action: Action;
  accounts: string[];
  /** Calls made with these accounts that passed nothing on. */
  tries: number;
  /** How many of them found the image busy. */
  busyTries?: number | undefined;
  /** Set when they are tried for a call that was refused for an account: what follows if they pass. */
  suspects?: Suspects | undefined;
  /** Goes as it is, without accounts of the next group. */
  isSplit?: boolean | undefined;
  /** They were in a refused call a moment ago, and a read must show first what became of it. */
  isDoubted?: boolean | undefined;
}

interface Suspects {
  /** If the group passes, one of these is refused. */
  others: string[];
  /** How many accounts the refused call had; 0 where this tells nothing about its size. */
  ofCall: number;
  /**
   * Whether a read after the refused call showed nothing of it: then nobody reads after each of its parts. Where it
   * showed a part, the others may go again at once.
   */
  isUnseen?: boolean | undefined;
}

/** Queues every open row that is to be sent and was not refused; revokes first, so that a full roster makes room. */
export const queueOpenRows = (run: ImageRun): void => {
  run.claimed.clear();
  const rows = [...run.open]
    .filter(([key]) => !run.refused.has(key) && !run.heldBack.has(key))
    .map(([, row]) => row);
  run.queue = (['revoke', 'share'] as const).flatMap((action) => {
    const accounts = rows.filter((row) => row.action === action).map((row) => row.account);
    return accounts.length > 0 ? [{ action, accounts, tries: 0 }] : [];
  });
};

/** @returns whether an account is still to be sent: not settled, not accepted, not refused */
export const isUndecided = (run: ImageRun, action: Action, account: string): boolean => {
  const key = keyIn(run, action, account);
  return run.open.has(key) && !run.claimed.has(key) && !run.refused.has(key);
};

/** Queues the next try with accounts of a refused call; its answer tells which of them hold the bad one. */
export const queueSuspects = (
  run: ImageRun,
  { action, accounts: sent, suspects }: Group,
  { accounts, others, isUnseen = suspects?.isUnseen }: Parted,
): void => {
  if (accounts.length === 0) return;
  const ofCall = suspects?.ofCall ?? sent.length;
  run.queue.unshift({ action, accounts, tries: 0, suspects: { others, ofCall, isUnseen } });
};

interface Parted extends Pick<Suspects, 'others' | 'isUnseen'> {
  /** They go first. */
  accounts: string[];
}

/** The second half goes first: a cloud that applies accounts in order up to the bad one has not touched it. */
export const inHalves = (accounts: readonly string[]): Parted => {
  const [others = [], tried = []] = halves(accounts);
  return tried.length > 0 ? { accounts: tried, others } : { accounts: others, others: [] };
};

/** Takes the next group of at most the accepted size, without rows that were settled meanwhile. */
export const takeGroup = (run: ImageRun): Group | undefined => {
  for (let group = run.queue.shift(); group; group = run.queue.shift()) {
    const { action, suspects } = group;
    const isOpen = (account: string) => isUndecided(run, action, account);
    const accounts = group.accounts.filter(isOpen);
    const others = suspects?.others.filter(isOpen) ?? [];
    if (accounts.length === 0) {
      // A read showed them: what was refused is one of the others.
      queueSuspects(run, group, inHalves(others));
      continue;
    }
    const limit = run.callSizes[action].most;
    const rest = accounts.splice(limit);
    if (suspects) return { ...group, accounts, suspects: { ...suspects, others: [...rest, ...others] } };
    if (rest.length > 0) run.queue.unshift({ ...group, accounts: rest, tries: 0 });
    else if (isOpenToOthers(group)) accounts.push(...takeMore(run, group, limit - accounts.length));
    return { ...group, accounts };
  }
  return undefined;
};

const isOpenToOthers = ({ suspects, isSplit, tries }: Group): boolean => !suspects && !isSplit && tries === 0;

/** Fills a call up with accounts of the groups behind it. */
const takeMore = (run: ImageRun, { action, isDoubted }: Group, most: number): string[] => {
  const taken: string[] = [];
  for (let next = run.queue[0]; next && taken.length < most; next = run.queue[0]) {
    if (next.action !== action || next.isDoubted !== isDoubted || !isOpenToOthers(next)) break;
    const accounts = next.accounts.filter((account) => isUndecided(run, action, account));
    const left = accounts.splice(most - taken.length);
    taken.push(...accounts);
    run.queue.shift();
    if (left.length > 0) run.queue.unshift({ ...next, accounts: left });
  }
  return taken;
};

/** Queues a call for one account, whose answer says nothing of others. */
export const tryAlone = (run: ImageRun, action: Action, account: string): void => {
  run.queue.unshift({ action, accounts: [account], tries: 0, suspects: { others: [], ofCall: 0 } });
};

/** Puts accounts in front of the queue, from where they may go together with those behind them. */
export const requeue = (
  run: ImageRun,
  { action }: Group,
  parts: readonly string[][],
  isSplit = false,
): void => {
  const groups = parts
    .filter((part) => part.length > 0)
    .map((accounts) => ({ action, accounts, tries: 0, ...(isSplit ? { isSplit } : {}) }));
  run.queue.unshift(...groups);
};

/** Puts accounts of a refused call behind all others of their action. */
export const defer = (
  run: ImageRun,
  action: Action,
  accounts: readonly string[],
  isSplit?: boolean,
): void => {
  if (accounts.length === 0) return;
  const end = run.queue.findLastIndex((group) => group.action === action) + 1;
  run.queue.splice(end, 0, { action, accounts: [...accounts], tries: 0, isDoubted: true, isSplit });
};

/** A part of a refused call was refused too, so nothing is known of the others. */
export const freeOthers = (run: ImageRun, group: Group): void => {
  const { others = [], isUnseen } = group.suspects ?? {};
  if (isUnseen === false) requeue(run, group, [others]);
  else defer(run, group.action, others);
};

export const halves = (accounts: readonly string[]): string[][] => {
  const middle = Math.ceil(accounts.length / 2);
  return [accounts.slice(0, middle), accounts.slice(middle)];
};
