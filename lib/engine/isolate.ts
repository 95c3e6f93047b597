import type { Failure } from '../domain/failure';
import type { Action } from '../domain/product';
import { noteDoubted, notePassed } from './call-size';
import { defer, type Group, inHalves, isUndecided, queueSuspects, tryAlone } from './group-queue';
import { type ImageRun, keyIn, type Stop } from './image-run';
import { look } from './look';

/** A refused call that did something after all shows it by then, as far as this engine holds its accounts back. */
const ripeAfterMs = 3_500;

/**
 * One bad id must not block the others: those named go alone. Unnamed, half of the group is tried: if it passes, the
 * bad id is in the other half, which then needs no call to say so; if not, nothing is known of the other half (Hwang,
 * "A method for detecting all defective members in a population by group testing", 1972). Accounts that nothing is
 * known of wait behind those that were not sent yet: perhaps some have the image and do not show it yet, and with
 * them a call of good accounts would be refused.
 */
export const isolate = async (run: ImageRun, group: Group, failure: Failure): Promise<Stop | undefined> => {
  const { action, accounts } = group;
  const isRepeated = failure.kind === 'account-already-shared' && action === 'share';
  const lastMs = accounts.flatMap((account) => run.partlyAt.get(keyIn(run, action, account)) ?? []);
  // What the vendor does with the others of such a call is not documented, and the browser may have sent it twice: some
  // may have what was asked for, and not show it yet.
  for (const account of accounts) run.partlyAt.set(keyIn(run, action, account), run.deps.clock.now());
  const [only] = accounts;
  if (accounts.length === 1 && only !== undefined) {
    // "Already shared" says that the wish holds; a read must still show it.
    if (isRepeated) run.claimed.add(keyIn(run, action, only));
    // Said of other troubles too, so the account is blamed when it is said again.
    else if (failure.kind === 'account-refused' && lastMs.length === 0) defer(run, action, [only]);
    else run.refused.set(keyIn(run, action, only), failure);
    return undefined;
  }
  // An earlier call of ours did it, and nobody has waited for that to show.
  const isFresh = lastMs.some((at) => run.deps.clock.now() - at < ripeAfterMs);
  if (isRepeated && isFresh && holdOnce(run, action, accounts)) return undefined;
  if (!group.suspects?.isUnseen) {
    const stop = await look(run);
    if (stop) return stop;
  }
  const left = accounts.filter((account) => isUndecided(run, action, account));
  const named = left.filter((account) => failure.accounts?.includes(account));
  const others = left.filter((account) => !named.includes(account));
  if (named.length > 0) {
    for (const account of named.toReversed()) tryAlone(run, action, account);
    defer(run, action, others);
  } else if (isRepeated && lastMs.length === 0 && holdOnce(run, action, left)) return undefined;
  // Where a part of the call was applied, the first account that was not is most likely the one.
  else if (left.length < accounts.length)
    queueSuspects(run, group, { accounts: left.slice(0, 1), others: left.slice(1), isUnseen: false });
  else queueSuspects(run, group, { ...inHalves(left), isUnseen: true });
  return undefined;
};

/** Defers accounts that may do better later. @returns whether it did; the same ones are not held back again */
export const holdOnce = (run: ImageRun, action: Action, accounts: readonly string[]): boolean => {
  const keys = accounts.map((account) => keyIn(run, action, account));
  if (keys.every((key) => run.heldOnce.has(key))) return false;
  for (const key of keys) run.heldOnce.add(key);
  defer(run, action, accounts);
  return true;
};

/**
 * Before accounts of a refused call go again, a read must show what it did.
 * @returns milliseconds until such a read tells
 */
export const unripeMs = (run: ImageRun, { action, accounts, isDoubted }: Group): number =>
  isDoubted
    ? Math.max(
        0,
        ...accounts.map((account) => {
          const at = run.partlyAt.get(keyIn(run, action, account)) ?? 0;
          // A clock that was set back makes the wait no longer.
          return Math.min(ripeAfterMs, at + ripeAfterMs - run.deps.clock.now());
        }),
      )
    : 0;

/** A call was accepted: if one of it or of others had to be refused, it is one of the others. */
export const takeSuccess = (run: ImageRun, { action, accounts, suspects, tries }: Group): void => {
  const size = run.callSizes[action];
  run.setAside = 0;
  notePassed(size, accounts.length);
  if (!suspects) return;
  const others = suspects.others.filter((account) => isUndecided(run, action, account));
  if (others.length > 0) queueSuspects(run, { action, accounts, suspects, tries }, inHalves(others));
  // None of them was refused in the end, so perhaps they were too many.
  else if (suspects.others.length === 0 && suspects.ofCall > 1) noteDoubted(size, suspects.ofCall);
};
