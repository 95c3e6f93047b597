import { describe, expect, it } from 'vitest';
import {
  abroad,
  knownEcsImages as images,
  mainRegion,
  nobody,
  owner,
  ramUsers,
  recipients,
} from '../../../../practice/alibaba/world.ts';
import { classOf } from '../../../domain/failure';
import { contentOf, openPractice } from '../testing/open-practice';
import { openAlibabaEcs } from './api';

const imageOf = (imageId: string) => ({ product: 'alibaba-ecs', region: mainRegion, imageId }) as const;

describe('ECS against the practice cloud', () => {
  it('learns who the key is and what regions there are', async () => {
    const { provider } = openPractice(openAlibabaEcs);
    expect(contentOf(await provider.whoAmI()).account).toBe(owner.account);
    const regions = contentOf(await provider.listRegions());
    expect(regions.map(({ id }) => id)).toContain(mainRegion);
    expect(regions.every(({ en, zh }) => en !== '' && zh !== '')).toBe(true);
  });

  it('lists every own image of a region, whatever its state, and tells which are shared', async () => {
    const { cloud, provider } = openPractice(openAlibabaEcs);
    const own = cloud.imagesFor(owner.account, 'ecs', mainRegion, 'self').map(({ imageId }) => imageId);
    const listed = contentOf(await provider.listImages(mainRegion));
    expect(listed.map(({ imageId }) => imageId).sort()).toEqual(own.sort());
    expect(own.length).toBeGreaterThan(200);
    const isShared = Object.fromEntries(listed.map((image) => [image.imageId, image.isShared]));
    expect(isShared[images.shared]).toBe(true);
    expect(isShared[images.plain]).toBe(false);
  });

  it('reads the images that exist, and says which cannot be shared', async () => {
    const { provider } = openPractice(openAlibabaEcs);
    const asked = [images.plain, images.creating, images.deprecated, images.community, images.foreign];
    const read = contentOf(await provider.readImages(mainRegion, asked));
    expect(Object.fromEntries(read.map(({ imageId, blockedBy }) => [imageId, blockedBy]))).toEqual({
      [images.plain]: undefined,
      [images.creating]: 'image-not-ready',
      [images.deprecated]: 'image-not-allowed',
      [images.community]: 'image-public',
    });
  });

  it('tells what may keep an image from being shared before anything is sent', async () => {
    const { provider } = openPractice(openAlibabaEcs);
    const asked = [images.plain, images.encryptedSnapshot, images.marketplace];
    const read = contentOf(await provider.readImages(mainRegion, asked));
    expect(Object.fromEntries(read.map(({ imageId, cautions }) => [imageId, cautions]))).toEqual({
      [images.plain]: undefined,
      [images.encryptedSnapshot]: ['encrypted'],
      [images.marketplace]: ['marketplace'],
    });
  });

  it('does not take an empty list for missing images when the keys may not look', async () => {
    const { provider } = openPractice(openAlibabaEcs, 'powerless');
    expect(await provider.readImages(mainRegion, [images.plain])).toMatchObject({
      failure: { kind: 'not-permitted' },
    });
  });

  it('shares and revokes by tens, and reads every page of what came of it', async () => {
    const { cloud, provider } = openPractice(openAlibabaEcs);
    for (const idsAsNumbers of [false, true]) {
      cloud.quirks.idsAsNumbers = idsAsNumbers;
      const roster = contentOf(await provider.readRoster(imageOf(images.nearlyFull)));
      expect(roster.entries.map(({ account }) => account)).toEqual(recipients(48));
    }
    contentOf(await provider.change(imageOf(images.plain), 'share', recipients(10)));
    expect(cloud.rosterOf(images.plain)).toEqual(recipients(10));
    contentOf(await provider.change(imageOf(images.plain), 'revoke', recipients(9)));
    expect(cloud.rosterOf(images.plain)).toEqual(recipients(10).slice(9));
  });

  it('sends no eleventh account', async () => {
    const { cloud, provider } = openPractice(openAlibabaEcs);
    const result = await provider.change(imageOf(images.plain), 'share', recipients(11));
    expect(result).toMatchObject({ failure: { kind: 'too-many-in-call' } });
    expect(cloud.calls).toEqual([]);
  });

  it('works with a temporary key, and with an international one', async () => {
    expect((await openPractice(openAlibabaEcs, 'temporary').provider.whoAmI()).ok).toBe(true);
    const { provider } = openPractice(openAlibabaEcs, 'international', 'alibaba-intl');
    expect(contentOf(await provider.listRegions()).length).toBeGreaterThan(20);
    expect(contentOf(await provider.listImages('ap-southeast-1'))).toHaveLength(15);
  });

  it('signs anew by the server time when the clock is off', async () => {
    for (const hours of [-1, 1]) {
      const { cloud, provider } = openPractice(openAlibabaEcs);
      cloud.moveClock(hours * 3_600_000);
      contentOf(await provider.change(imageOf(images.plain), 'share', recipients(1)));
      expect(cloud.calls.map(({ code }) => code)).toEqual(['InvalidTimeStamp.Expired', 'ok']);
    }
  });
});

describe('what the practice ECS refuses', () => {
  it.each([
    ['encrypted', 'image-key-unusable'],
    ['encryptedSnapshot', 'image-encrypted'],
    ['community', 'image-public'],
    ['received', 'image-not-found'],
    ['foreign', 'image-not-found'],
  ] as const)('says of the image %s that it is %s', async (name, kind) => {
    const { cloud, provider } = openPractice(openAlibabaEcs);
    for (const errorBodies of ['json', 'xml'] as const) {
      cloud.quirks.errorBodies = errorBodies;
      const result = await provider.change(imageOf(images[name]), 'share', recipients(1));
      expect(result).toMatchObject({ ok: false, failure: { kind, requestId: expect.any(String) } });
    }
  });

  it.each([
    [nobody, 'account-not-found'],
    [ramUsers[0], 'account-not-found'],
    [owner.account, 'account-is-own'],
  ])('says of the account %s that it is %s, and names it', async (account, kind) => {
    const { provider } = openPractice(openAlibabaEcs);
    const accounts = [...recipients(9), account];
    const result = await provider.change(imageOf(images.plain), 'share', accounts);
    expect(result).toMatchObject({ ok: false, failure: { kind, accounts: [account] } });
  });

  it('says of an account of another site that it is one', async () => {
    const { provider } = openPractice(openAlibabaEcs);
    const result = await provider.change(imageOf(images.marketplace), 'share', [abroad.first]);
    expect(result).toMatchObject({ failure: { kind: 'account-other-site' } });
  });

  it('says when the roster is full', async () => {
    const { provider } = openPractice(openAlibabaEcs);
    const full = await provider.change(imageOf(images.nearlyFull), 'share', recipients(53).slice(48));
    expect(full).toMatchObject({ failure: { kind: 'roster-full' } });
  });

  it.each([
    ['disabled', {}, 'key-unknown'],
    ['main', { secret: 'EXAMPLE-WRONG-SECRET' }, 'signature-wrong'],
    ['temporary', { token: undefined }, 'token-expired'],
    ['main', { token: 'EXAMPLE-TOKEN' }, 'token-expired'],
    ['readOnly', {}, 'not-permitted'],
  ] as const)('says of the key %s with %o: %s', async (name, changed, kind) => {
    const { cloud, provider } = openPractice(openAlibabaEcs, name, 'alibaba', changed);
    const result = await provider.change(imageOf(images.plain), 'share', recipients(1));
    expect(result).toMatchObject({ ok: false, failure: { kind } });
    if (!result.ok && kind === 'signature-wrong') expect(result.failure.message).toBeUndefined();
    expect(cloud.effects).toEqual([]);
  });

  it.each(['lost-before', 'lost-after', 'server-error', 'server-error-after', 'truncated'] as const)(
    'leaves open what became of a write whose answer is gone: %s',
    async (fault) => {
      const { cloud, provider } = openPractice(openAlibabaEcs);
      cloud.faultNext('ModifyImageSharePermission', fault);
      const result = await provider.change(imageOf(images.plain), 'share', recipients(1));
      expect(result.ok).toBe(false);
      if (!result.ok) expect(classOf(result.failure)).toBe('lost');
    },
  );
});
