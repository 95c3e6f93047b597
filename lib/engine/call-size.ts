import type { Action } from '../domain/product';

/** How many accounts a call takes, as far as this job has seen. */
interface CallSize {
  /** Most accounts of the next call. */
  most: number;
  /** The largest call that was accepted since one was refused for its size. */
  passed: number;
  /** The smallest call that was refused for its size. */
  tooMany: number;
}

export type CallSizes = Record<Action, CallSize>;

const sizeOf = (most: number): CallSize => ({ most, passed: 0, tooMany: Number.POSITIVE_INFINITY });

/** @param accountsPerCall most accounts that the product is known to take */
export const createCallSizes = (accountsPerCall: Record<Action, number>): CallSizes => ({
  share: sizeOf(accountsPerCall.share),
  revoke: sizeOf(accountsPerCall.revoke),
});

/** Between what passed and what did not; the step that finds the exact limit in the fewest calls. */
const between = ({ passed, tooMany }: CallSize): number =>
  Math.max(passed, Math.floor((passed + tooMany) / 2));

/** A call of `accounts` accounts was refused for its size: halves, or narrows down what is known. */
export const noteTooMany = (size: CallSize, accounts: number): void => {
  size.tooMany = Math.min(size.tooMany, accounts);
  if (size.passed >= size.tooMany) size.passed = 0;
  size.most = Math.min(size.most, size.passed > 0 ? between(size) : Math.ceil(accounts / 2));
};

/** A call of `accounts` accounts was refused, yet every one of them was taken in smaller calls. */
export const noteDoubted = (size: CallSize, accounts: number): void => {
  size.most = Math.max(1, Math.min(size.most, Math.ceil(accounts / 2)));
};

/** A call of `accounts` accounts was accepted; the next may be larger where the limit is not known exactly yet. */
export const notePassed = (size: CallSize, accounts: number): void => {
  if (!Number.isFinite(size.tooMany)) return;
  size.passed = Math.max(size.passed, accounts);
  if (size.passed >= size.most && size.passed < size.tooMany) size.most = between(size);
};
