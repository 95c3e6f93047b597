import { Agent } from 'node:https';
import { cvm } from 'tencentcloud-sdk-nodejs-cvm';
import { sts } from 'tencentcloud-sdk-nodejs-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PracticeServer, startPracticeServer } from './server.ts';
import type { PracticeKey } from './tencent/keys.ts';
import { knownImages, mainRegion, owner, practiceKeys, recipients } from './tencent/world.ts';
import { createPracticeWorld, type PracticeWorld } from './world.ts';

let world: PracticeWorld;
let server: PracticeServer;
let agent: Agent;

beforeEach(async () => {
  world = createPracticeWorld();
  server = await startPracticeServer({ hosts: world.hosts });
  // The agent's options win over the request's: every name leads to the server, and TLS is judged by its name.
  agent = new Agent({
    ca: server.certificatePem,
    port: server.port,
    lookup: (_name, options, done) => {
      if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
      else done(null, '127.0.0.1', 4);
    },
  });
});

afterEach(async () => {
  agent.destroy();
  await server.stop();
});

interface Access {
  key?: PracticeKey;
  region?: string;
  endpoint?: string;
  token?: string;
  reqMethod?: 'GET' | 'POST';
}

const configFor = (service: string, { key = practiceKeys.main, region = mainRegion, ...access }: Access) => ({
  credential: {
    secretId: key.secretId,
    secretKey: key.secretKey,
    ...(access.token === undefined ? {} : { token: access.token }),
  },
  region,
  profile: {
    httpProfile: {
      endpoint: access.endpoint ?? `${service}.tencentcloudapi.com`,
      agent,
      reqMethod: access.reqMethod ?? ('POST' as const),
    },
  },
});

const cvmFor = (access: Access = {}) => new cvm.v20170312.Client(configFor('cvm', access));
const stsFor = (access: Access = {}) => new sts.v20180813.Client(configFor('sts', access));

const share = (accounts: string[], permission = 'SHARE') => ({
  ImageId: knownImages.plain,
  AccountIds: accounts,
  Permission: permission,
});

describe("the vendor's own client, unmodified", () => {
  it('learns whose key it has', async () => {
    const caller = await stsFor().GetCallerIdentity();
    expect(caller.AccountId).toBe(owner.account);
    expect(caller.Type).toBe('CAMUser');
  });

  it('lists every page of the custom images', async () => {
    const seen = new Set<string>();
    const client = cvmFor();
    let total = Number.POSITIVE_INFINITY;
    for (let offset = 0; offset < total; offset += 100) {
      const page = await client.DescribeImages({
        Filters: [{ Name: 'image-type', Values: ['PRIVATE_IMAGE'] }],
        Offset: offset,
        Limit: 100,
      });
      total = page.TotalCount ?? 0;
      for (const image of page.ImageSet ?? []) seen.add(image.ImageId ?? '');
    }
    expect(seen.size).toBe(total);
    expect(total).toBeGreaterThan(300);
  });

  it('shares, reads, cancels and reads again', async () => {
    const client = cvmFor();
    const accounts = recipients(50);
    await client.ModifyImageSharePermission(share(accounts));
    const shared = await client.DescribeImageSharePermission({ ImageId: knownImages.plain });
    expect(shared.SharePermissionSet?.map(({ AccountId }) => AccountId)).toEqual(accounts);
    await client.ModifyImageSharePermission(share(accounts.slice(0, 49), 'CANCEL'));
    const left = await client.DescribeImageSharePermission({ ImageId: knownImages.plain });
    expect(left.SharePermissionSet?.map(({ AccountId }) => AccountId)).toEqual(accounts.slice(49));
    expect(world.cloud.rosterOf(knownImages.plain)).toEqual(accounts.slice(49));
  });

  it('may use GET with its flat lists', async () => {
    const client = cvmFor({ reqMethod: 'GET' });
    await client.ModifyImageSharePermission(share(recipients(2)));
    expect(world.cloud.rosterOf(knownImages.plain)).toEqual(recipients(2));
    const page = await client.DescribeImages({
      Filters: [{ Name: 'image-name', Values: ['课程实验环境-2026秋'] }],
      Limit: 100,
    });
    expect(page.ImageSet?.map(({ ImageId }) => ImageId)).toEqual([knownImages.plain]);
  });

  it('sees the regions with their console numbers', async () => {
    const { RegionSet = [] } = await cvmFor().DescribeRegions();
    expect(RegionSet.find(({ Region }) => Region === 'ap-nanjing')).toMatchObject({ RegionIdMC: '33' });
  });

  it('reads a business error out of an HTTP 200', async () => {
    const asked = cvmFor().ModifyImageSharePermission(share(['1250000003']));
    await expect(asked).rejects.toMatchObject({ code: 'InvalidAccountId.NotFound' });
    expect(server.log.at(-1)).toMatchObject({ status: 200, outcome: 'finished', isKnown: true });
  });
});

describe('what the server refuses', () => {
  const read = (access: Access) =>
    cvmFor(access).DescribeImageSharePermission({ ImageId: knownImages.plain });

  it('a wrong secret', async () => {
    const key = { ...practiceKeys.main, secretKey: 'PRACTICE-SECRET-wrong' };
    await expect(read({ key })).rejects.toMatchObject({ code: 'AuthFailure.SignatureFailure' });
  });

  it('a key nobody knows, and one that is disabled', async () => {
    const key = { ...practiceKeys.main, secretId: 'AKIDNOBODY' };
    await expect(read({ key })).rejects.toMatchObject({ code: 'AuthFailure.SecretIdNotFound' });
    await expect(read({ key: practiceKeys.disabled })).rejects.toMatchObject({
      code: 'AuthFailure.SecretIdNotFound',
    });
  });

  it('a temporary key without its token, or with a wrong one', async () => {
    const key = practiceKeys.temporary;
    await expect(read({ key })).rejects.toMatchObject({ code: 'AuthFailure.TokenFailure' });
    await expect(read({ key, token: 'wrong' })).rejects.toMatchObject({ code: 'AuthFailure.TokenFailure' });
    await expect(read({ key, token: key.token ?? '' })).resolves.toBeDefined();
  });

  it('a clock more than five minutes away, and tells its own in the Date header', async () => {
    world.cloud.moveClock(6 * 60 * 1000);
    await expect(read({})).rejects.toMatchObject({ code: 'AuthFailure.SignatureExpire' });
    world.cloud.moveClock(-2 * 60 * 1000);
    await expect(read({})).resolves.toBeDefined();
  });

  it('finance regions on the plain host, and other regions on a finance host', async () => {
    const list = (endpoint: string, region: string) => cvmFor({ endpoint, region }).DescribeImages({});
    const finance = 'cvm.ap-shanghai-fsi.tencentcloudapi.com';
    await expect(list('cvm.tencentcloudapi.com', 'ap-shanghai-fsi')).rejects.toMatchObject({
      code: 'UnsupportedRegion',
    });
    await expect(list(finance, 'ap-guangzhou')).rejects.toMatchObject({ code: 'UnsupportedRegion' });
    await expect(list(finance, 'ap-shanghai-fsi')).resolves.toMatchObject({ TotalCount: 6 });
  });

  it("the other site's keys, by switch", async () => {
    const intl = 'cvm.intl.tencentcloudapi.com';
    const list = (key: PracticeKey, endpoint?: string) =>
      cvmFor({ key, region: 'ap-singapore', ...(endpoint ? { endpoint } : {}) }).DescribeImages({});
    await expect(list(practiceKeys.international, intl)).resolves.toMatchObject({ TotalCount: 54 });
    await expect(list(practiceKeys.international)).resolves.toBeDefined();
    await expect(list(practiceKeys.main, intl)).rejects.toMatchObject({
      code: 'AuthFailure.SecretIdNotFound',
    });
    world.cloud.quirks.internationalKeyOnPlainHost = false;
    await expect(list(practiceKeys.international)).rejects.toMatchObject({
      code: 'AuthFailure.SecretIdNotFound',
    });
  });
});

describe('lost answers', () => {
  it('may come after the effect', async () => {
    world.cloud.faultNext('ModifyImageSharePermission', 'lost-after');
    await expect(cvmFor().ModifyImageSharePermission(share(recipients(1)))).rejects.toThrow();
    expect(world.cloud.rosterOf(knownImages.plain)).toEqual(recipients(1));
    expect(server.log.at(-1)?.outcome).toBe('aborted');
  });

  it('may come before it', async () => {
    world.cloud.faultNext('ModifyImageSharePermission', 'lost-before');
    await expect(cvmFor().ModifyImageSharePermission(share(recipients(1)))).rejects.toThrow();
    expect(world.cloud.rosterOf(knownImages.plain)).toEqual([]);
  });
});
