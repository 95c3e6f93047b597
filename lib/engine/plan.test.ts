import { describe, expect, test } from 'vitest';
import type { Image, Roster } from '../domain/image';
import type { Mode, ShareRequest } from '../domain/job';
import type { Product } from '../domain/product';
import { type ImageReading, rosterMark } from './image-plan';
import { countRows, createRows } from './job-rows';
import { isStale, makePlan } from './plan';

const product: Product = {
  id: 'tencent-cvm',
  consoleHosts: {},
  sites: ['tencent'],
  limits: { accountsPerCall: { share: 50, revoke: 50 }, accountsPerImage: 5, signatureValidMs: 300_000 },
  regions: [],
  imageId: /^img-\w+$/,
  accountId: /^[1-9]\d{4,19}$/,
  suspiciousAccountId: /^12\d{8}$/,
  lookalikes: [],
  resourceOwner: /(?!)/,
  accountPage: { tencent: '', 'tencent-intl': '' },
  keyPage: { tencent: '', 'tencent-intl': '' },
  imagePage: {},
  policy: '',
};
const own = '100000000001';
const [a, b, c, d] = ['100000000011', '100000000012', '100000000013', '100000000014'] as const;

const image: Image = {
  product: 'tencent-cvm',
  region: 'ap-guangzhou',
  imageId: 'img-00000001',
  name: 'golden',
  owner: own,
  state: 'NORMAL',
  createdAt: '',
  platform: '',
};
const rosterOf = (...accounts: string[]): Roster => ({
  entries: accounts.map((account) => ({ account })),
  readAt: 0,
});
const plan = (mode: Mode, accounts: string[], reading: Partial<ImageReading> = {}, of = product) => {
  const request: ShareRequest = {
    profileId: 'p',
    product: 'tencent-cvm',
    images: [{ region: 'ap-guangzhou', imageId: image.imageId }],
    mode,
    accounts,
  };
  const full: ImageReading = { ref: image, image, roster: rosterOf(a, b), ...reading };
  return makePlan({ id: 'plan-1', request, product: of, caller: own, images: [full], now: 0 });
};
const first = (...args: Parameters<typeof plan>) => {
  const [only] = plan(...args).images;
  if (!only) throw new Error('the plan has no image');
  return only;
};

describe('modes', () => {
  test('share subtracts what is there, the own account, duplicates and malformed ids, each with its reason', () => {
    const { share, revoke, skipped } = first('share', [a, c, own, c, 'img-1', d]);
    expect({ share, revoke }).toEqual({ share: [c, d], revoke: [] });
    expect(skipped).toEqual([
      { account: a, reason: 'already-there' },
      { account: own, reason: 'own-account' },
      { account: c, reason: 'duplicate' },
      { account: 'img-1', reason: 'malformed' },
    ]);
  });

  test('revoke sends only what is there', () => {
    const { share, revoke, skipped } = first('revoke', [b, c]);
    expect({ share, revoke }).toEqual({ share: [], revoke: [b] });
    expect(skipped).toEqual([{ account: c, reason: 'not-there' }]);
  });

  test('match exactly adds what is missing and removes the rest', () => {
    const { share, revoke, skipped } = first('match', [b, c]);
    expect({ share, revoke }).toEqual({ share: [c], revoke: [a] });
    expect(skipped).toEqual([{ account: b, reason: 'already-there' }]);
  });

  test('match exactly leaves alone what stands in the list, even where it is called malformed', () => {
    const { revoke, skipped } = first('match', ['1234', own], { roster: rosterOf('1234', own, a) });
    expect(revoke).toEqual([a]);
    expect(skipped.map(({ reason }) => reason)).toEqual(['malformed', 'own-account']);
  });

  test('the quota that is left counts removals and may be negative', () => {
    expect(first('share', [c]).quotaLeft).toBe(2);
    expect(first('match', [c]).quotaLeft).toBe(4);
    expect(first('share', ['100000000021', '100000000022', '100000000023', '100000000024']).quotaLeft).toBe(
      -1,
    );
  });

  test('no quota is told where none is documented', () => {
    const { accountsPerImage: _, ...limits } = product.limits;
    expect(plan('share', [c], {}, { ...product, limits }).images[0]).not.toHaveProperty('quotaLeft');
  });
});

describe('images that cannot be shared', () => {
  test.each([
    [
      'an image that is not ready',
      { image: { ...image, blockedBy: 'image-not-ready' as const } },
      'image-not-ready',
    ],
    ['an image the cloud does not have', { image: undefined }, 'image-not-found'],
    ['a roster that could not be read', { failure: { kind: 'unavailable' as const } }, 'unavailable'],
  ])('%s gets no calls and says why', (_name, reading, kind) => {
    const planned = first('share', [c], reading);
    expect(planned).toMatchObject({ share: [], revoke: [], blockedBy: { kind } });
    const { rows } = createRows(plan('share', [c], reading));
    expect(rows).toMatchObject([{ account: c, outcome: 'refused', failure: { kind } }]);
  });

  test('accounts can still be taken off an image that is no longer ready', () => {
    const reading = { image: { ...image, blockedBy: 'image-not-ready' as const } };
    expect(first('revoke', [a], reading)).toMatchObject({ revoke: [a] });
  });
});

test('a plan is stale when the set of accounts changed, not when their order did', () => {
  const made = plan('share', [c]);
  expect(isStale(made, new Map([[image.imageId, rosterOf(b, a)]]))).toBe(false);
  expect(isStale(made, new Map([[image.imageId, rosterOf(b)]]))).toBe(true);
  expect(rosterMark([a, b])).not.toBe(rosterMark([a, c]));
});

test('rows hold every account once, with what is in place waiting for a fresh look', () => {
  const { rows } = createRows(plan('share', [a, c, own, c]));
  expect(countRows(rows)).toEqual({ waiting: 2, confirmed: 0, 'no-change': 0, refused: 1, unknown: 0 });
});
