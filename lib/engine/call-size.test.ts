import { describe, expect, test } from 'vitest';
import { createCallSizes, noteDoubted, notePassed, noteTooMany } from './call-size';

/** Sends `accounts` to a cloud that takes `cap` in a call. @returns sizes of the calls, and how many were refused */
const send = (accounts: number, cap: number) => {
  const size = createCallSizes({ share: 50, revoke: 50 }).share;
  const calls: number[] = [];
  let refused = 0;
  for (let left = accounts; left > 0; ) {
    const call = Math.min(left, size.most);
    calls.push(call);
    if (call > cap) {
      refused += 1;
      noteTooMany(size, call);
    } else {
      notePassed(size, call);
      left -= call;
    }
  }
  return { calls, refused };
};

describe('the size of a call', () => {
  test.each(Array.from({ length: 50 }, (_, at) => at + 1))('finds a limit of %i in few calls', (cap) => {
    const { calls, refused } = send(2_000, cap);
    expect(calls.at(-2)).toBe(cap);
    // Halving to what passes, then the way back to the exact limit.
    expect(refused).toBeLessThanOrEqual(Math.ceil(Math.log2(50)));
    expect(calls.length).toBeLessThanOrEqual(Math.ceil(2_000 / cap) + refused + 4);
  });

  test('stays at half of a call that was refused although each of its accounts was taken', () => {
    const size = createCallSizes({ share: 10, revoke: 1 }).share;
    noteDoubted(size, 10);
    notePassed(size, 5);
    expect(size.most).toBe(5);
  });

  test('starts anew where a size that passed is refused later', () => {
    const size = createCallSizes({ share: 50, revoke: 50 }).share;
    noteTooMany(size, 50);
    notePassed(size, 25);
    noteTooMany(size, 20);
    expect(size.most).toBe(10);
  });
});
