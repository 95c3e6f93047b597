import { expect, test } from 'vitest';
import { findItems, keepPlaces, oldestReading } from './roster-items';
import { testImage, testNow, testRoster } from './test-values';

const golden = testRoster(testImage('img-00000001', 'Golden v10'), ['100000000117', '100000000118']);
const older = testRoster(testImage('img-00000002', 'golden v9'), ['100000000118']);
const alone = testRoster(testImage('img-00000003', 'alone'), []);
const all = [golden, alone, older];

test('lists images by name, those shared with nobody apart', () => {
  const { shared, unshared } = findItems(all, '', 'en');
  expect(shared.map((item) => item.known.image.name)).toEqual(['golden v9', 'Golden v10']);
  expect(unshared.map((item) => item.known.image.name)).toEqual(['alone']);
});

test('finds by name and id whatever the case, and lists the whole roster then', () => {
  const [item] = findItems(all, ' GOLDEN V10 ', 'en').shared;
  expect(item?.entries).toHaveLength(2);
  expect(findItems(all, 'IMG-00000003', 'en').unshared).toHaveLength(1);
});

test('finds by account, typed in full-width digits too, and lists only the matching accounts', () => {
  const { shared, unshared } = findItems(all, '１００００００００１１７', 'en');
  expect(shared).toHaveLength(1);
  expect(shared[0]).toMatchObject({ matches: 1, total: 2, entries: [{ account: '100000000117' }] });
  expect(unshared).toEqual([]);
});

test('counts a roster that was never read among the shared, without a number', () => {
  const { roster: _, ...unread } = golden;
  expect(findItems([unread], '', 'en').shared[0]?.total).toBeUndefined();
});

test('tells the oldest reading', () => {
  const fresh = { ...golden, roster: { readAt: testNow, entries: [] } };
  expect(oldestReading([fresh, older])).toBe(testNow - 120_000);
  expect(oldestReading([])).toBeUndefined();
});

test('moves no image while one is open, even when its last account has gone', () => {
  const order = [`p1/tencent-cvm/ap-guangzhou/img-00000001`];
  const emptied = { ...golden, roster: { readAt: testNow, entries: [] } };
  const { shared, unshared } = keepPlaces(
    findItems([alone, older, emptied], '', 'en'),
    order,
    order[0] ?? '',
  );
  expect(shared.map((item) => item.known.image.name)).toEqual(['Golden v10', 'golden v9']);
  expect(unshared.map((item) => item.known.image.name)).toEqual(['alone']);
});
