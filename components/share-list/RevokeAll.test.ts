import { expect, test } from 'vitest';
import { isCountRight } from './RevokeAll';

test('takes the typed number in any width and with separators, and nothing else', () => {
  expect(['1302', '1,302', '１３０２', ' 1 302 '].every((typed) => isCountRight(typed, 1302))).toBe(true);
  expect(['', '302', '13020', '-1302', '1302x'].some((typed) => isCountRight(typed, 1302))).toBe(false);
});
