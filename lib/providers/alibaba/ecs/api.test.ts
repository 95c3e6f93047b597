import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SiteId } from '../../../domain/product';
import { type Answering, answered, fakeSession } from '../../../testing/fake-session';
import { contentOf } from '../testing/open-practice';
import { parametersOf } from '../testing/request';
import { openAlibabaEcs } from './api';
import { apis } from './endpoints';
import answers from './fixtures/answers.json';

const openWith = (answer: Answering, site: SiteId = 'alibaba') => {
  const session = fakeSession(answer, site);
  return { session, provider: openAlibabaEcs(session) };
};
const saying = (json: object, site?: SiteId) => openWith(() => answered(JSON.stringify(json)), site);

const region = 'cn-hangzhou';
const image = { product: 'alibaba-ecs', region, imageId: 'm-bp1dummy000000000001' } as const;

describe('images of ECS', () => {
  it('tell why they cannot be shared, and whether they are, before any call', async () => {
    const images = contentOf(await saying(answers.images).provider.listImages(region));
    expect(images.map(({ imageId, blockedBy, isShared }) => [imageId, blockedBy, isShared])).toEqual([
      ['m-bp1dummy000000000001', undefined, true],
      ['m-bp1dummy000000000002', 'image-not-ready', false],
      ['m-281234567', 'image-public', undefined],
      ['m-bp1dummy000000000004', 'image-not-owned', undefined],
    ]);
  });

  it('carry what the vendor tells, and empty texts for what it does not', async () => {
    const [first, second] = contentOf(await saying(answers.images).provider.listImages(region));
    expect(first).toEqual({
      ...image,
      name: '测试镜像',
      owner: '1000000000000099',
      state: 'Available',
      createdAt: '2025-10-09T07:47:05Z',
      platform: 'Alibaba Cloud Linux  3.2104 LTS 64位',
      isShared: true,
    });
    expect(second).toMatchObject({ name: '', owner: '', createdAt: '', platform: 'Ubuntu' });
  });

  it('are asked for as own images of every state, a hundred a page', async () => {
    const { provider, session } = saying(answers.images);
    await provider.listImages(region);
    expect(session.sent.map(parametersOf)).toEqual([
      {
        RegionId: region,
        ImageOwnerAlias: 'self',
        Status: 'Creating,Waiting,Available,UnAvailable,CreateFailed,Deprecated',
        PageNumber: '1',
        PageSize: '100',
      },
    ]);
  });

  it('that the list does not hold are asked for by their rosters', async () => {
    const empty = { TotalCount: 0, RequestId: 'r', Images: { Image: [] } };
    const rosterSays = (text: string, status: number) =>
      openWith(({ headers }) =>
        headers['x-acs-action'] === 'DescribeImages'
          ? answered(JSON.stringify(empty))
          : answered(text, status),
      ).provider.readImages(region, [image.imageId]);
    expect(contentOf(await rosterSays('{"RequestId":"r","TotalCount":0}', 200))).toMatchObject([image]);
    expect(contentOf(await rosterSays('{"Code":"InvalidImageId.NotFound"}', 404))).toEqual([]);
    expect(await rosterSays('{"Code":"Forbidden.RAM"}', 403)).toMatchObject({
      failure: { kind: 'not-permitted' },
    });
  });

  it('are read in one list when many are asked for, and not at all when none', async () => {
    const { provider, session } = saying(answers.images);
    const ids = answers.images.Images.Image.map(({ ImageId }) => ImageId);
    const read = contentOf(await provider.readImages(region, [...ids, ...ids, 'm-bp1a', 'm-bp1b']));
    expect(read.slice(0, ids.length).map(({ imageId }) => imageId)).toEqual(ids);
    expect(session.sent.filter(({ headers }) => headers['x-acs-action'] === 'DescribeImages')).toHaveLength(
      1,
    );
    const silent = saying(answers.images);
    expect(contentOf(await silent.provider.readImages(region, []))).toEqual([]);
    expect(silent.session.sent).toEqual([]);
  });
});

describe('rosters of ECS', () => {
  it('carry each account once, the time the cloud tells, and groups beside', async () => {
    const { provider, session } = saying(answers.roster);
    expect(contentOf(await provider.readRoster(image))).toEqual({
      entries: [
        { account: '1000000000000001', since: '2023-09-22T00:00:00Z' },
        { account: '12345678901' },
        { account: '1000000000000002' },
      ],
      groups: ['all'],
      readAt: session.now(),
    });
  });

  it('refuse to read as a failure of the image, even by a code about accounts', async () => {
    for (const Code of [
      'InvalidAccount.NotFound',
      'QuotaExceed.ShareImageUser',
      'InvalidImageId.BidMismatch',
    ]) {
      const result = await saying({ Code, RequestId: 'r' }).provider.readRoster(image);
      expect(result).toMatchObject({ ok: false, failure: { kind: 'image-unexpected', code: Code } });
    }
  });
});

describe('regions of ECS', () => {
  it('are those of the table that the account has, since no other host may be reached', async () => {
    const { provider, session } = saying(answers.regions);
    expect(contentOf(await provider.listRegions())).toEqual([
      { id: 'cn-hangzhou', en: 'China (Hangzhou)', zh: '华东1（杭州）' },
    ]);
    expect(new URL(session.sent[0]?.url ?? '').host).toBe('ecs.cn-hangzhou.aliyuncs.com');
  });

  it('are asked for near to the international site', async () => {
    const { provider, session } = saying(answers.regions, 'alibaba-intl');
    await provider.listRegions();
    expect(new URL(session.sent[0]?.url ?? '').host).toBe('ecs.ap-southeast-1.aliyuncs.com');
  });
});

describe('writes to ECS', () => {
  it('send the parameters in the address and no body', async () => {
    const { provider, session } = saying({ RequestId: 'r' });
    await provider.change(image, 'share', ['1000000000000001', '1000000000000002']);
    await provider.change(image, 'revoke', ['1000000000000001']);
    const base = 'https://ecs.cn-hangzhou.aliyuncs.com/?';
    expect(session.sent.map(({ url, body }) => [url, body])).toEqual([
      [
        `${base}AddAccount.1=1000000000000001&AddAccount.2=1000000000000002&ImageId=${image.imageId}&RegionId=${region}`,
        '',
      ],
      [`${base}ImageId=${image.imageId}&RegionId=${region}&RemoveAccount.1=1000000000000001`, ''],
    ]);
  });

  it('take a new nonce for every attempt', async () => {
    const { provider, session } = openWith(() =>
      answered('{"Code":"InvalidTimeStamp.Expired"}', 400, Date.UTC(2026, 0, 2)),
    );
    await provider.change(image, 'share', ['1000000000000001']);
    await provider.change(image, 'share', ['1000000000000001']);
    const nonces = session.sent.map(({ headers }) => headers['x-acs-signature-nonce']);
    expect(nonces).toHaveLength(4);
    expect(new Set(nonces).size).toBe(4);
  });

  it('can never publish an image: no call holds IsPublic or LaunchPermission, whatever is asked', async () => {
    for (const { parameters } of Object.values(apis)) {
      expect(parameters.filter((name) => /public|launch|group/i.test(name))).toEqual([]);
    }
    const odd = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'IsPublic',
        'LaunchPermission',
        '&IsPublic=true',
        '1&LaunchPermission=HIDDEN',
        '%26IsPublic=1',
      ),
    );
    const asked = fc.record({
      region: fc.oneof(fc.constantFrom(region, 'us-west-1'), odd),
      imageId: odd,
      accounts: fc.array(odd, { maxLength: 12 }),
      action: fc.constantFrom('share', 'revoke'),
      text: fc.constantFrom(
        '{"RequestId":"r"}',
        JSON.stringify(answers.images),
        JSON.stringify(answers.roster),
        '{"Code":"Throttling"}',
      ),
    });
    const allowed =
      /^(?:RegionId|ImageOwnerAlias|Status|ImageId|PageNumber|PageSize|AcceptLanguage|(?:Add|Remove)Account\.(?:[1-9]|10))$/;
    await fc.assert(
      fc.asyncProperty(asked, async ({ region: place, imageId, accounts, action, text }) => {
        const { provider, session } = openWith(() => answered(text));
        const ref = { product: 'alibaba-ecs', region: place, imageId } as const;
        await provider.change(ref, action, accounts);
        await provider.readRoster(ref);
        await provider.readImages(place, [imageId]);
        await provider.listImages(place);
        await provider.listRegions();
        await provider.whoAmI();
        for (const request of session.sent) {
          expect(request.body).toBe('');
          for (const name of new URL(request.url).searchParams.keys()) expect(name).toMatch(allowed);
        }
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});
