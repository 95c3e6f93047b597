import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf, isLong } from './excerpt';

test('a short text is shown whole', () => {
  expect(excerptOf('1\n2', 2)).toEqual({ start: 0, end: 3 });
});

test('of a long text whole lines around the place are shown', () => {
  const text = Array.from({ length: 10_000 }, (_, at) => String(100_000_000_000 + at)).join('\n');
  expect(isLong(text)).toBe(true);
  const place = text.indexOf('100000005000');
  const { start, end } = excerptOf(text, place);
  expect(text[start - 1]).toBe('\n');
  expect(text[end]).toBe('\n');
  expect(start < place && place + 12 <= end).toBe(true);
});

test('a field never gets more than it can hold, and always the place', () => {
  const text = fc
    .array(fc.tuple(fc.constantFrom('1', '\n', 'ab\n'), fc.nat(9000)), { minLength: 1, maxLength: 20 })
    .map((parts) => parts.map(([unit, times]) => unit.repeat(times)).join(''));
  fc.assert(
    fc.property(text, fc.nat(100_000), (long, at) => {
      const place = Math.min(at, long.length);
      const { start, end } = excerptOf(long, place);
      expect(end - start).toBeLessThanOrEqual(20_000);
      expect(start <= place && place <= end).toBe(true);
    }),
  );
});
