import { describe, expect, it } from 'vitest';
import { knownEnsImages as images, nobody, owner, recipients } from '../../../../practice/alibaba/world.ts';
import { classOf } from '../../../domain/failure';
import { contentOf, openPractice } from '../testing/open-practice';
import { openAlibabaEns } from './api';

const imageOf = (imageId: string, region = '') => ({ product: 'alibaba-ens', region, imageId }) as const;

describe('ENS against the practice cloud', () => {
  it('learns who the key is, and that there are no regions', async () => {
    const { provider } = openPractice(openAlibabaEns);
    expect(contentOf(await provider.whoAmI()).account).toBe(owner.account);
    expect(contentOf(await provider.listRegions())).toEqual([]);
  });

  it('lists every page of the account, and says which cannot be shared', async () => {
    const { provider } = openPractice(openAlibabaEns);
    const listed = contentOf(await provider.listImages(''));
    expect(listed.length).toBeGreaterThan(60);
    const blocked = Object.fromEntries(listed.map((image) => [image.imageId, image.blockedBy]));
    expect(blocked[images.packing]).toBe('image-not-ready');
    expect(blocked[images.received]).toBe('image-not-owned');
    expect(blocked[images.plain]).toBeUndefined();
  });

  it('reads the images that exist, and none of like names', async () => {
    const { provider } = openPractice(openAlibabaEns);
    const few = contentOf(await provider.readImages('', [images.plain, images.foreign]));
    expect(few.map(({ imageId }) => imageId)).toEqual([images.plain]);
    expect(contentOf(await provider.readImages('', ['m-5plain']))).toEqual([]);
    const many = Object.values(images);
    expect(contentOf(await provider.readImages('', many))).toHaveLength(many.length - 1);
  });

  it.each(['AliyunUid', 'AliyunId', 'bare'] as const)('reads a roster of entries as %s', async (ensEntry) => {
    const { cloud, provider } = openPractice(openAlibabaEns);
    for (const idsAsNumbers of [false, true]) {
      Object.assign(cloud.quirks, { ensEntry, idsAsNumbers });
      const roster = contentOf(await provider.readRoster(imageOf(images.shared)));
      expect(roster.entries.map(({ account }) => account)).toEqual(recipients(23));
    }
  });

  it('shares by tens and revokes one by one, at either entrance', async () => {
    const { cloud, provider } = openPractice(openAlibabaEns);
    contentOf(await provider.change(imageOf(images.plain), 'share', recipients(10)));
    expect(cloud.rosterOf(images.plain)).toEqual(recipients(10));
    const singapore = imageOf(images.plain, 'ap-southeast-1');
    contentOf(await provider.change(singapore, 'revoke', recipients(1)));
    expect(cloud.rosterOf(images.plain)).toEqual(recipients(10).slice(1));
    const two = await provider.change(imageOf(images.plain), 'revoke', recipients(2));
    expect(two).toMatchObject({ failure: { kind: 'too-many-in-call' } });
  });

  it('signs anew by the server time when the clock is off', async () => {
    const { cloud, provider } = openPractice(openAlibabaEns);
    cloud.moveClock(-3_600_000);
    contentOf(await provider.change(imageOf(images.plain), 'share', recipients(1)));
    expect(cloud.calls.map(({ code }) => code)).toEqual(['InvalidTimeStamp.Expired', 'ok']);
  });
});

describe('what the practice ENS refuses', () => {
  it.each([
    'InvalidParameter',
    'InvalidParameter.AddAccounts',
    'ens.interface.error',
    'CallInterface',
  ] as const)('takes %s for the fault of one of the accounts', async (ensBadIdCode) => {
    const { cloud, provider } = openPractice(openAlibabaEns);
    cloud.quirks.ensBadIdCode = ensBadIdCode;
    const result = await provider.change(imageOf(images.plain), 'share', [...recipients(3), nobody]);
    expect(result).toMatchObject({ failure: { kind: 'account-refused', code: ensBadIdCode } });
  });

  it('says of an image of a kind that cannot be shared that it is one', async () => {
    const { provider } = openPractice(openAlibabaEns);
    const result = await provider.change(imageOf(images.unsupported), 'share', recipients(1));
    expect(result).toMatchObject({ failure: { kind: 'image-not-allowed' } });
  });

  it.each(['NoPermission', 'Forbidden.RAM'] as const)('says of keys without the right: %s', async (code) => {
    const { cloud, provider } = openPractice(openAlibabaEns, 'powerless');
    cloud.quirks.ensForbidden = code;
    for (const result of [
      await provider.readImages('', [images.plain]),
      await provider.readRoster(imageOf(images.plain)),
      await provider.change(imageOf(images.plain), 'share', recipients(1)),
    ]) {
      expect(result).toMatchObject({ failure: { kind: 'not-permitted', code } });
    }
  });

  it.each(['lost-before', 'lost-after', 'server-error', 'truncated'] as const)(
    'leaves open what became of a write whose answer is gone: %s',
    async (fault) => {
      const { cloud, provider } = openPractice(openAlibabaEns);
      cloud.faultNext('ModifyImageSharePermission', fault);
      const result = await provider.change(imageOf(images.plain), 'share', recipients(1));
      expect(result.ok).toBe(false);
      if (!result.ok) expect(classOf(result.failure)).toBe('lost');
    },
  );
});
