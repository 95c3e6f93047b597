import { describe, expect, it } from 'vitest';
import type { SiteId } from '../../../domain/product';
import { type Answering, answered, fakeSession } from '../../../testing/fake-session';
import { contentOf } from '../testing/open-practice';
import { parametersOf } from '../testing/request';
import { openAlibabaEns } from './api';
import answers from './fixtures/answers.json';

const openWith = (answer: Answering, site: SiteId = 'alibaba') => {
  const session = fakeSession(answer, site);
  return { session, provider: openAlibabaEns(session) };
};
const saying = (json: object) => openWith(() => answered(JSON.stringify(json)));

const image = { product: 'alibaba-ens', region: '', imageId: 'm-5sdummy00000000000000001' } as const;

describe('images of ENS', () => {
  it('carry what the vendor tells, and why they cannot be shared', async () => {
    const images = contentOf(await saying(answers.images).provider.listImages(''));
    expect(images[0]).toEqual({
      ...image,
      name: '边缘镜像',
      owner: '',
      state: 'Available',
      createdAt: '2025-10-09T07:47:05Z',
      platform: 'CentOS 7.6',
    });
    expect(images.map(({ blockedBy }) => blockedBy)).toEqual([
      undefined,
      'image-not-ready',
      'image-not-owned',
    ]);
  });

  it('are asked for fifty a page, in no region', async () => {
    const { provider, session } = saying(answers.images);
    await provider.listImages('');
    expect(session.sent.map(({ url }) => url)).toEqual([
      'https://ens.aliyuncs.com/?PageNumber=1&PageSize=50',
    ]);
  });

  it('are compared whole, since the API matches ids in part', async () => {
    const { provider } = saying(answers.images);
    expect(contentOf(await provider.readImages('', [image.imageId]))).toHaveLength(1);
    expect(contentOf(await provider.readImages('', ['m-5sdummy']))).toEqual([]);
  });
});

describe('rosters of ENS', () => {
  it.each([
    '{"Accounts":{"Account":[{"AliyunUid":"1000000000000001"},{"AliyunUid":"1000000000000002"}]}',
    '{"Accounts":{"Account":[{"AliyunId":1000000000000001},{"AliyunUid":1000000000000002}]}',
    '{"Accounts":{"Account":["1000000000000001",1000000000000002]}',
    '{"Accounts":["1000000000000001",{"AliyunUid":"1000000000000002"}]',
  ])('are read in every shape: %s', async (start) => {
    const { provider } = openWith(() => answered(`${start},"TotalCount":2,"Code":0,"RequestId":"r"}`));
    const { entries } = contentOf(await provider.readRoster(image));
    expect(entries).toEqual([{ account: '1000000000000001' }, { account: '1000000000000002' }]);
  });

  it.each([
    [false, ['1', '2', '3', '1', '2']],
    [true, ['1', '2', '3']],
  ])('are read by pages of a hundred until all are there (glance: %s)', async (isGlance, pages) => {
    const all = Array.from({ length: 250 }, (_, index) => String(1_000_000_000_000_001 + index));
    const { provider, session } = openWith((request) => {
      const number = Number(parametersOf(request).PageNumber);
      const Account = all.slice((number - 1) * 100, number * 100).map((AliyunUid) => ({ AliyunUid }));
      return answered(JSON.stringify({ RequestId: 'r', TotalCount: all.length, Accounts: { Account } }));
    });
    const { entries } = contentOf(await provider.readRoster(image, isGlance));
    expect(entries.map(({ account }) => account)).toEqual(all);
    expect(session.sent.map((request) => parametersOf(request).PageNumber)).toEqual(pages);
  });

  it('with a gap are none', async () => {
    const { provider } = saying({
      RequestId: 'r',
      TotalCount: 2,
      Accounts: { Account: [{ Name: 'x' }, { AliyunUid: '1000000000000002' }] },
    });
    expect(await provider.readRoster(image)).toMatchObject({ failure: { kind: 'unexpected-reply' } });
  });
});

describe('writes to ENS', () => {
  it('send adds as one text, a remove as one id, and no body', async () => {
    const { provider, session } = saying({ RequestId: 'r' });
    await provider.change(image, 'share', ['1000000000000001', '1000000000000002']);
    await provider.change(image, 'revoke', ['1000000000000001']);
    expect(session.sent.map(({ url, body }) => [url, body])).toEqual([
      [
        `https://ens.aliyuncs.com/?AddAccounts=1000000000000001%2C1000000000000002&ImageId=${image.imageId}`,
        '',
      ],
      [`https://ens.aliyuncs.com/?ImageId=${image.imageId}&RemoveAccounts=1000000000000001`, ''],
    ]);
    expect(session.calls[0]?.perSecond).toBe(2);
  });

  it('send nothing for what is no account id, since a comma would make two of it', async () => {
    const { provider, session } = saying({ RequestId: 'r' });
    for (const account of ['1000000000000001,1000000000000002', '', ' 1', 'a']) {
      const result = await provider.change(image, 'revoke', [account]);
      expect(result).toMatchObject({ failure: { kind: 'request-malformed' } });
    }
    expect(session.sent).toEqual([]);
  });

  it('name no account where the vendor names none, so that the call is split', async () => {
    const { provider } = saying({ Code: 'CallInterface', Message: 'failed', RequestId: 'r' });
    const result = await provider.change(image, 'share', ['1000000000000001', '1000000000000002']);
    expect(result).toMatchObject({ failure: { kind: 'account-refused' } });
    if (!result.ok) expect(result.failure.accounts).toBeUndefined();
  });
});

describe('entrances of ENS', () => {
  it.each([
    ['', 'ens.aliyuncs.com'],
    ['ap-southeast-1', 'ens.ap-southeast-1.aliyuncs.com'],
  ])('for "%s" is %s', async (region, host) => {
    const { provider, session } = saying({ RequestId: 'r' });
    await provider.readRoster({ ...image, region });
    expect(new URL(session.sent[0]?.url ?? '').host).toBe(host);
  });

  it('are no others', async () => {
    const { provider, session } = saying({ RequestId: 'r' });
    for (const region of ['cn-hangzhou', 'evil.example', '__proto__']) {
      const result = await provider.readRoster({ ...image, region });
      expect(result).toMatchObject({ failure: { kind: 'region-wrong' } });
    }
    expect(session.sent).toEqual([]);
  });
});
