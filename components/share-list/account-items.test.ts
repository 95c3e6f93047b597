import { expect, test } from 'vitest';
import type { KnownRoster } from '../../lib/domain/image';
import { findAccounts, groupByAccount, groupFiltered } from './account-items';
import { noFilter, type RosterFilter } from './roster-filter';
import { testImage, testNow, testRoster } from './test-values';

const golden = testRoster(testImage('img-00000001', 'golden'), ['100000000117', '100000000118']);
const wide = testRoster(testImage('img-00000002', 'wide'), ['100000000117']);
const ecs: KnownRoster = {
  profileId: 'p2',
  image: { ...testImage('m-1', 'ecs'), product: 'alibaba-ecs' },
  roster: { readAt: testNow, entries: [{ account: '100000000117', seenAt: 5 }] },
};
const group = (...rosters: KnownRoster[]) => groupByAccount(rosters, 'en');
const shown = (rosters: KnownRoster[]) =>
  group(...rosters).map(({ key, places }) => [key, ...places.map(({ known }) => known.image.imageId)]);

test('accounts with the most images come first; clouds do not mix', () => {
  expect(shown([golden, wide, ecs])).toEqual([
    ['tencent/100000000117', 'img-00000001', 'img-00000002'],
    ['alibaba/100000000117', 'm-1'],
    ['tencent/100000000118', 'img-00000001'],
  ]);
});

test('an image that two profiles see counts once, by its latest reading', () => {
  const later: KnownRoster = {
    ...golden,
    profileId: 'p9',
    roster: { readAt: testNow, entries: [{ account: '100000000118' }] },
  };
  expect(shown([golden, later])).toEqual([['tencent/100000000118', 'img-00000001']]);
  expect(shown([later, golden])).toEqual([['tencent/100000000118', 'img-00000001']]);
  expect(group(later)[0]?.places[0]?.known.profileId).toBe('p9');
});

test('access is known from the earliest of what the cloud told and readings showed', () => {
  const seen: KnownRoster = {
    ...wide,
    roster: { readAt: testNow, entries: [{ account: '100000000117', seenAt: 1000 }] },
  };
  expect(group(golden)[0]).toMatchObject({ firstAt: Date.parse('2026-03-12T08:00:00Z'), isTold: true });
  expect(group(golden, seen)[0]).toMatchObject({ firstAt: 1000, isTold: false });
  expect(group(testRoster(wide.image, [])).length).toBe(0);
});

test.each([
  ['0118', ['100000000118']],
  ['acme', ['100000000117']],
  ['wide', ['100000000117']],
  ['IMG-00000001', ['100000000117', '100000000118']],
  ['nothing', []],
])('%s finds accounts by id, name, or an image they have', (query, accounts) => {
  const found = findAccounts(group(golden, wide), query, ({ account }) =>
    account === '100000000117' ? 'Acme' : '',
  );
  expect(found.map(({ account }) => account)).toEqual(accounts);
});

test('a filter leaves the images of its product, region and profile, and each account tells how many it has in all', () => {
  const far = { ...wide, image: { ...wide.image, region: 'ap-singapore' } };
  const filtered = (filter: Partial<RosterFilter>) =>
    groupFiltered([golden, far, ecs], { ...noFilter, ...filter }, 'en').map(({ key, places, total }) => [
      key,
      places.length,
      total,
    ]);
  expect(filtered({ product: 'alibaba-ecs' })).toEqual([['alibaba/100000000117', 1, 1]]);
  expect(filtered({ profileId: 'p2' })).toHaveLength(1);
  expect(filtered({ region: 'ap-singapore' })).toEqual([['tencent/100000000117', 1, 2]]);
});
