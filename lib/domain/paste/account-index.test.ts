import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAccountIndex } from './account-index';

test('keeps what a Map keeps, for ids of every length', () => {
  const account = fc.oneof(
    fc.integer({ min: 0, max: 30 }).map(String),
    fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
    fc.constantFrom('9007199254740991', '9007199254740992', '9007199254740993', '0', '00', '01', '0001'),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(account, fc.nat())), (pairs) => {
      const map = new Map<string, number>();
      const index = createAccountIndex<number>();
      for (const [key, value] of pairs) {
        expect(index.get(key)).toBe(map.get(key));
        map.set(key, value);
        index.set(key, value);
      }
      for (const [key, value] of map) expect(index.get(key)).toBe(value);
    }),
  );
});

test('grows beyond its first table', () => {
  const index = createAccountIndex<string>();
  const ids = Array.from({ length: 20_000 }, (_, at) => String(100_000_000_000 + at * 4096));
  for (const id of ids) index.set(id, id);
  expect(ids.every((id) => index.get(id) === id)).toBe(true);
  expect(index.get('100000000001')).toBeUndefined();
});
