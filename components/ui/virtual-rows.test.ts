import { expect, test } from 'vitest';
import { findFirst, offsetsOf } from './virtual-rows';

test('offsets add up rows of different heights', () => {
  expect([...offsetsOf(3, (index) => 10 * (index + 1))]).toEqual([0, 10, 30, 60]);
});

test('the row at a height is the one that covers it', () => {
  const offsets = offsetsOf(3, (index) => 10 * (index + 1));
  expect([0, 9, 10, 29, 30, 500].map((top) => findFirst(offsets, top))).toEqual([0, 0, 1, 1, 2, 2]);
});

test('an empty list has a first row of 0', () => {
  expect(
    findFirst(
      offsetsOf(0, () => 1),
      100,
    ),
  ).toBe(0);
});
