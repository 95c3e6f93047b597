import { describe, expect, it } from 'vitest';
import type { SiteId } from '../../../domain/product';
import type { Result } from '../../../domain/result';
import { type Answering, answered, fakeSession } from '../../../testing/fake-session';
import { openTencentCvm } from './api';
import answers from './fixtures/answers.json';

const openWith = (answer: Answering, site: SiteId = 'tencent') => {
  const session = fakeSession(answer, site);
  return { session, provider: openTencentCvm(session) };
};
const saying = (json: object, site?: SiteId) => openWith(() => answered(JSON.stringify(json)), site);

const contentOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`);
  return result.value;
};

const image = { product: 'tencent-cvm', region: 'ap-guangzhou', imageId: 'img-6pb6lrmy' } as const;
const error = (Code: string) => ({ Response: { Error: { Code, Message: '' }, RequestId: 'r' } });

describe('images of Tencent CVM', () => {
  it('tell why they cannot be shared, before any call', async () => {
    const images = contentOf(await saying(answers.images).provider.listImages('ap-guangzhou'));
    expect(images.map(({ imageId, blockedBy }) => [imageId, blockedBy])).toEqual([
      ['img-6pb6lrmy', undefined],
      ['img-copying1', 'image-not-ready'],
      ['img-licence1', 'image-byol'],
      ['img-received', 'image-not-owned'],
    ]);
  });

  it('carry what the vendor tells, and empty texts for what it does not', async () => {
    const [first, second] = contentOf(await saying(answers.images).provider.listImages('ap-guangzhou'));
    expect(first).toEqual({
      ...image,
      name: '测试镜像',
      owner: '100000000099',
      state: 'NORMAL',
      createdAt: '2025-10-09T07:47:05Z',
      platform: 'TencentOS Server 3.1 (TK4)',
      cautions: ['data-disks'],
    });
    expect(second).toMatchObject({ name: '', owner: '', createdAt: '', platform: '' });
  });

  it('are asked for as own images only, a hundred a page', async () => {
    const { provider, session } = saying(answers.images);
    await provider.listImages('ap-guangzhou');
    expect(JSON.parse(session.sent[0]?.body ?? '')).toEqual({
      Filters: [{ Name: 'image-type', Values: ['PRIVATE_IMAGE'] }],
      Offset: 0,
      Limit: 100,
    });
  });
});

describe('reading images by id', () => {
  const cloudWith =
    (existing: readonly string[], most = 100): Answering =>
    (request) => {
      const { ImageIds: ids } = JSON.parse(request.body) as { ImageIds: string[] };
      if (ids.length > most) return answered(JSON.stringify(error('InvalidParameterValue.LimitExceeded')));
      if (ids.some((id) => !existing.includes(id)))
        return answered(JSON.stringify(error('InvalidImageId.NotFound')));
      const set = ids.map((ImageId) => ({ ImageId, ImageType: 'PRIVATE_IMAGE' }));
      return answered(
        JSON.stringify({ Response: { ImageSet: set, TotalCount: ids.length, RequestId: 'r' } }),
      );
    };
  const ids = Array.from({ length: 250 }, (_, index) => `img-${String(index).padStart(8, '0')}`);

  it('reads others although one unknown id fails the whole call', async () => {
    const existing = ids.filter((id) => id !== ids[7] && id !== ids[130]);
    const { provider, session } = openWith(cloudWith(existing));
    const images = contentOf(await provider.readImages('ap-guangzhou', ids));
    expect(images.map(({ imageId }) => imageId)).toEqual(existing);
    expect(session.sent.length).toBeLessThan(40);
  });

  it('answers an empty list when none exists, and asks nothing for none', async () => {
    const { provider } = openWith(cloudWith([]));
    expect(contentOf(await provider.readImages('ap-guangzhou', ids.slice(0, 3)))).toEqual([]);
    const silent = openWith(cloudWith([]));
    expect(contentOf(await silent.provider.readImages('ap-guangzhou', []))).toEqual([]);
    expect(silent.session.sent).toEqual([]);
  });

  it('leaves out images that were not asked for', async () => {
    const images = contentOf(
      await saying(answers.images).provider.readImages('ap-guangzhou', [image.imageId]),
    );
    expect(images.map(({ imageId }) => imageId)).toEqual([image.imageId]);
  });

  it('fails as a whole when the cloud is not available', async () => {
    const { provider } = saying(error('InternalError'));
    expect(await provider.readImages('ap-guangzhou', ids)).toMatchObject({
      failure: { kind: 'unavailable' },
    });
  });
});

describe('rosters of Tencent CVM', () => {
  it('carry each account once, with the time the cloud tells', async () => {
    const { provider, session } = saying(answers.roster);
    expect(contentOf(await provider.readRoster(image))).toEqual({
      entries: [{ account: '101104350000', since: '2020-09-22T00:00:00Z' }, { account: '1038493875' }],
      readAt: session.now(),
    });
  });

  it('refuse to read as a failure of the image, even by a code about accounts', async () => {
    for (const code of ['InvalidAccountId.NotFound', 'OverQuota', 'InvalidParameterValue.LimitExceeded']) {
      const result = await saying(error(code)).provider.readRoster(image);
      expect(result).toMatchObject({ ok: false, failure: { kind: 'image-unexpected', code } });
    }
  });
});

describe('regions and caller', () => {
  it('lists open regions by their known names, then new ones by what the API says', async () => {
    const regions = contentOf(await saying(answers.regions).provider.listRegions());
    expect(regions.map(({ id, consoleNumber }) => [id, consoleNumber])).toEqual([
      ['ap-guangzhou', 1],
      ['ap-singapore', 9],
      ['ap-newtown', 123],
      ['ap-elsewhere', undefined],
    ]);
    expect(regions[3]).toEqual({ id: 'ap-elsewhere', en: 'ap-elsewhere', zh: 'ap-elsewhere' });
  });

  it('asks for regions without naming one, and for the caller with one', async () => {
    const { provider, session } = saying(answers.regions);
    await provider.listRegions();
    await provider.whoAmI();
    expect(session.sent[0]?.headers).not.toHaveProperty('X-TC-Region');
    expect(session.sent[1]?.headers).toMatchObject({
      'X-TC-Region': 'ap-guangzhou',
      'X-TC-Version': '2018-08-13',
    });
    expect(session.sent[1]?.body).toBe('{}');
  });

  it('takes the root account for the caller, not the user', async () => {
    expect(contentOf(await saying(answers.caller).provider.whoAmI())).toEqual({
      account: '100000000099',
      name: 'qcs::cam::uin/100000000099:uin/100000000098',
    });
  });
});

describe('endpoints', () => {
  it.each([
    ['tencent', 'ap-guangzhou', 'cvm.tencentcloudapi.com'],
    ['tencent', 'me-saudi-arabia', 'cvm.tencentcloudapi.com'],
    ['tencent-intl', 'ap-singapore', 'cvm.intl.tencentcloudapi.com'],
    ['tencent', 'ap-shanghai-fsi', 'cvm.ap-shanghai-fsi.tencentcloudapi.com'],
    ['tencent-intl', 'ap-shenzhen-fsi', 'cvm.ap-shenzhen-fsi.tencentcloudapi.com'],
  ] as const)('serve %s %s at %s', async (site, region, host) => {
    const { provider, session } = saying(answers.roster, site);
    await provider.readRoster({ ...image, region });
    expect(session.sent[0]?.url).toBe(`https://${host}/`);
    expect(session.sent[0]?.headers).toMatchObject({ 'X-TC-Region': region, 'X-TC-Version': '2017-03-12' });
    expect(session.calls[0]?.bucket).toBe(`DescribeImageSharePermission@${host}`);
    expect(session.calls[0]?.perSecond).toBe(10);
  });

  it('ask who the key is on the site of the keys', async () => {
    const { provider, session } = saying(answers.caller, 'tencent-intl');
    await provider.whoAmI();
    expect(session.sent[0]?.url).toBe('https://sts.intl.tencentcloudapi.com/');
  });

  it('serve every region of the table', async () => {
    const { tencentRegions } = await import('./regions');
    for (const { id } of tencentRegions) {
      const { provider } = saying(answers.roster);
      expect((await provider.readRoster({ ...image, region: id })).ok, id).toBe(true);
    }
  });
});

describe('writes to Tencent CVM', () => {
  it('send one image, the accounts as strings, and the vendor word', async () => {
    const { provider, session } = saying({ Response: { RequestId: 'r' } });
    await provider.change(image, 'share', ['100000000001']);
    await provider.change(image, 'revoke', ['100000000001']);
    expect(session.sent.map(({ body }) => body)).toEqual([
      '{"ImageId":"img-6pb6lrmy","AccountIds":["100000000001"],"Permission":"SHARE"}',
      '{"ImageId":"img-6pb6lrmy","AccountIds":["100000000001"],"Permission":"CANCEL"}',
    ]);
  });
});
