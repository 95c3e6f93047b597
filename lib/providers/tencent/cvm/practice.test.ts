import { describe, expect, it } from 'vitest';
import { knownImages, owner, recipients, subAccounts } from '../../../../practice/tencent/world.ts';
import { createPracticeWorld } from '../../../../practice/world.ts';
import { classOf } from '../../../domain/failure';
import type { SiteId } from '../../../domain/product';
import type { Credentials } from '../../../domain/profile';
import type { Result } from '../../../domain/result';
import { sendToPractice } from '../../../testing/practice-send';
import { openTencentCvm } from './api';

type KeyName = keyof ReturnType<typeof createPracticeWorld>['keys'];

const start = Date.UTC(2026, 0, 1);
const region = 'ap-guangzhou';
const imageOf = (imageId: string) => ({ product: 'tencent-cvm', region, imageId }) as const;

const contentOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`);
  return result.value;
};

/** A practice world of its own, and the adapter with one of its keys. */
const openPractice = (
  keyName: KeyName = 'main',
  site: SiteId = 'tencent',
  changed: Partial<Credentials> = {},
) => {
  let offset = 0;
  const { cloud, hosts, keys } = createPracticeWorld({ now: () => start, rates: 'none' });
  const key = keys[keyName];
  const credentials = { keyId: key.secretId, secret: key.secretKey, token: key.token, ...changed };
  const [host] = hosts;
  if (!host) throw new Error('the practice world plays no host');
  const provider = openTencentCvm({
    site,
    credentials,
    send: sendToPractice(host, () => start + offset),
    learnServerTime: (serverTime) => {
      offset = serverTime - start;
    },
    now: () => start,
  });
  return { cloud, provider };
};

describe('the adapter against the practice cloud', () => {
  it('learns who the key is and what regions there are', async () => {
    const { provider } = openPractice();
    expect(contentOf(await provider.whoAmI()).account).toBe(owner.account);
    const regions = contentOf(await provider.listRegions());
    expect(regions.map(({ id }) => id)).toContain(region);
    expect(regions.every(({ en, zh }) => en !== '' && zh !== '')).toBe(true);
  });

  it('lists every own image of a region, and of a finance region by its own host', async () => {
    const { cloud, provider } = openPractice();
    for (const place of [region, 'ap-shanghai-fsi']) {
      const own = cloud.imagesFor(owner.account, place, 'PRIVATE_IMAGE').map(({ imageId }) => imageId);
      const images = contentOf(await provider.listImages(place));
      expect(images.map(({ imageId }) => imageId)).toEqual(own);
      expect(own.length).toBeGreaterThan(place === region ? 300 : 5);
    }
  });

  it('reads the images that exist, and says which cannot be shared', async () => {
    const { provider } = openPractice();
    const asked = [
      knownImages.plain,
      'img-nothere1',
      knownImages.byol,
      knownImages.received,
      knownImages.syncing,
    ];
    const images = contentOf(await provider.readImages(region, asked));
    expect(Object.fromEntries(images.map(({ imageId, blockedBy }) => [imageId, blockedBy]))).toEqual({
      [knownImages.plain]: undefined,
      [knownImages.byol]: 'image-byol',
      [knownImages.received]: 'image-not-owned',
      [knownImages.syncing]: 'image-not-ready',
    });
  });

  it('shares and revokes, and reads what came of it', async () => {
    const { cloud, provider } = openPractice();
    const image = imageOf(knownImages.plain);
    const accounts = recipients(50);
    contentOf(await provider.change(image, 'share', accounts));
    const roster = contentOf(await provider.readRoster(image));
    expect(roster.entries.map(({ account }) => account)).toEqual(accounts);
    contentOf(await provider.change(image, 'revoke', accounts.slice(1)));
    expect(cloud.rosterOf(image.imageId)).toEqual(accounts.slice(0, 1));
  });

  it('reads a nearly full roster in one go', async () => {
    const roster = contentOf(await openPractice().provider.readRoster(imageOf(knownImages.nearlyFull)));
    expect(roster.entries).toHaveLength(498);
  });

  it('works with a temporary key, and with an international one on its own site', async () => {
    expect((await openPractice('temporary').provider.whoAmI()).ok).toBe(true);
    const { cloud, provider } = openPractice('international', 'tencent-intl');
    const caller = contentOf(await provider.whoAmI());
    const images = contentOf(await provider.listImages('ap-singapore'));
    const own = cloud.imagesFor(caller.account, 'ap-singapore', 'PRIVATE_IMAGE');
    expect(images.map(({ imageId }) => imageId)).toEqual(own.map(({ imageId }) => imageId));
  });

  it('signs anew by the server time when the clock is off', async () => {
    for (const hours of [-1, 1]) {
      const { cloud, provider } = openPractice();
      cloud.moveClock(hours * 3_600_000);
      contentOf(await provider.change(imageOf(knownImages.plain), 'share', recipients(1)));
      expect(cloud.calls.map(({ code }) => code)).toEqual(['AuthFailure.SignatureExpire', 'ok']);
    }
  });
});

describe('what the practice cloud refuses', () => {
  it.each([
    ['byol', 'image-byol'],
    ['encrypted', 'image-encrypted'],
    ['wholeInstance', 'image-whole-instance'],
    ['elsewhere', 'image-elsewhere'],
    ['qImage', 'image-refused'],
    ['rImage', 'image-refused'],
    ['creating', 'image-busy'],
    ['received', 'image-not-owned'],
    ['foreign', 'image-not-owned'],
  ] as const)('says of the image %s that it is %s', async (name, kind) => {
    const { provider } = openPractice();
    const result = await provider.change(imageOf(knownImages[name]), 'share', recipients(1));
    expect(result).toMatchObject({ ok: false, failure: { kind, requestId: expect.any(String) } });
  });

  it('says of an image of another region that it is not there', async () => {
    const { provider } = openPractice();
    const elsewhere = { ...imageOf(knownImages.plain), region: 'ap-beijing' };
    expect(await provider.readRoster(elsewhere)).toMatchObject({ failure: { kind: 'image-not-found' } });
  });

  it.each([
    ['199999999999', 'account-not-found'],
    [subAccounts[0], 'account-is-sub-account'],
    [owner.account, 'account-is-own'],
    ['0123456', 'account-malformed'],
    [recipients(1)[0] ?? '', 'account-already-shared'],
  ])('says of the account %s that it is %s, and names it', async (account, kind) => {
    const { provider } = openPractice();
    const accounts = [...recipients(60).slice(50), account];
    const result = await provider.change(imageOf(knownImages.shared), 'share', accounts);
    expect(result).toMatchObject({ ok: false, failure: { kind, accounts: [account] } });
  });

  it('says when the roster is full, and when a call is too large', async () => {
    const { cloud, provider } = openPractice();
    const full = await provider.change(imageOf(knownImages.nearlyFull), 'share', recipients(503).slice(498));
    expect(full).toMatchObject({ failure: { kind: 'roster-full' } });
    cloud.quirks.perCallCap = 10;
    const large = await provider.change(imageOf(knownImages.plain), 'share', recipients(11));
    expect(large).toMatchObject({ failure: { kind: 'too-many-in-call' } });
  });

  it.each([
    ['disabled', 'tencent', {}, 'key-unknown'],
    ['main', 'tencent-intl', {}, 'key-unknown'],
    ['main', 'tencent', { secret: 'EXAMPLE-WRONG-SECRET' }, 'signature-wrong'],
    ['temporary', 'tencent', { token: undefined }, 'token-expired'],
    ['main', 'tencent', { token: 'EXAMPLE-TOKEN' }, 'token-expired'],
    ['mfa', 'tencent', {}, 'mfa-required'],
    ['readOnly', 'tencent', {}, 'not-permitted'],
    ['fenced', 'tencent', {}, 'network-restricted'],
  ] as const)('says of the key %s on %s with %o: %s', async (name, site, changed, kind) => {
    const { cloud, provider } = openPractice(name, site, changed);
    const result = await provider.change(imageOf(knownImages.plain), 'share', recipients(1));
    expect(result).toMatchObject({ ok: false, failure: { kind } });
    expect(cloud.effects).toEqual([]);
  });

  it.each([
    'lost-before',
    'lost-after',
    'server-error',
    'server-error-after',
    'truncated',
    'wrong-types',
  ] as const)('leaves open what became of a write whose answer is gone: %s', async (fault) => {
    const { cloud, provider } = openPractice();
    cloud.faultNext('ModifyImageSharePermission', fault);
    const result = await provider.change(imageOf(knownImages.plain), 'share', recipients(1));
    expect(result.ok).toBe(false);
    if (!result.ok) expect(classOf(result.failure)).toBe('lost');
  });
});
