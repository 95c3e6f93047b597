import { Agent } from 'node:https';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PracticeServer, startPracticeServer } from '../server.ts';
import { createPracticeWorld, type PracticeWorld } from '../world.ts';
import type { PracticeKey } from './keys.ts';
import { knownEcsImages, mainRegion, nobody, owner, practiceKeys, recipients } from './world.ts';

// CommonJS with a default export; require reads it alike in Node and under Vitest.
const load = createRequire(import.meta.url);
const ecs = load('@alicloud/ecs20140526') as typeof import('@alicloud/ecs20140526'); // the package's own types
const sts = load('@alicloud/sts20150401') as typeof import('@alicloud/sts20150401'); // as above
const core = load('@alicloud/openapi-core/dist/utils') as typeof import('@alicloud/openapi-core/dist/utils'); // as above

let world: PracticeWorld;
let server: PracticeServer;

beforeEach(async () => {
  world = createPracticeWorld();
  server = await startPracticeServer({ hosts: world.hosts });
  // Every name leads to the server; TLS is judged by the name that was asked for.
  const connect = Agent.prototype.createConnection;
  vi.spyOn(Agent.prototype, 'createConnection').mockImplementation(function (this: Agent, options, done) {
    const here = { ...options, host: '127.0.0.1', port: server.port, ca: server.certificatePem };
    return connect.call(this, here, done);
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await server.stop();
});

const configFor = (endpoint: string, { keyId, secret, token }: PracticeKey) =>
  new core.Config({
    accessKeyId: keyId,
    accessKeySecret: secret,
    ...(token === undefined ? {} : { securityToken: token }),
    endpoint,
    regionId: mainRegion,
  });

const ecsFor = (key: PracticeKey = practiceKeys.main, region = mainRegion) =>
  new ecs.default(configFor(`ecs.${region}.aliyuncs.com`, key));
const stsFor = (key: PracticeKey = practiceKeys.main) => new sts.default(configFor('sts.aliyuncs.com', key));

const about = { regionId: mainRegion, imageId: knownEcsImages.plain };
const modify = (lists: { addAccount?: string[]; removeAccount?: string[] }) =>
  ecsFor().modifyImageSharePermission(new ecs.ModifyImageSharePermissionRequest({ ...about, ...lists }));
const read = (key?: PracticeKey) =>
  ecsFor(key).describeImageSharePermission(new ecs.DescribeImageSharePermissionRequest(about));

describe("the vendor's own clients, unmodified", () => {
  it('learn whose key they have', async () => {
    const { body } = await stsFor().getCallerIdentity();
    expect(body).toMatchObject({ accountId: owner.account, identityType: 'RAMUser' });
  });

  it('see the regions, each with its endpoint', async () => {
    const { body } = await ecsFor().describeRegions(
      new ecs.DescribeRegionsRequest({ acceptLanguage: 'en-US' }),
    );
    const found = body?.regions?.region?.find(({ regionId }) => regionId === 'cn-hongkong');
    expect(found).toMatchObject({
      localName: 'China (Hong Kong)',
      regionEndpoint: 'ecs.cn-hongkong.aliyuncs.com',
    });
  });

  it('list every page of the own images, ten a page unless told', async () => {
    const page = async (pageNumber: number, pageSize?: number) => {
      const asked = {
        regionId: mainRegion,
        imageOwnerAlias: 'self',
        pageNumber,
        ...(pageSize ? { pageSize } : {}),
      };
      return (await ecsFor().describeImages(new ecs.DescribeImagesRequest(asked))).body;
    };
    expect((await page(1))?.images?.image).toHaveLength(10);
    const seen = new Set<string>();
    const total = (await page(1, 100))?.totalCount ?? 0;
    for (let number = 1; (number - 1) * 100 < total; number += 1) {
      for (const image of (await page(number, 100))?.images?.image ?? []) seen.add(image.imageId ?? '');
    }
    expect(total).toBeGreaterThan(200);
    expect(seen.size).toBe(total);
  });

  it('share, read, revoke and read again', async () => {
    await modify({ addAccount: recipients(10) });
    const accounts = (await read()).body?.accounts?.account?.map(({ aliyunId }) => String(aliyunId));
    expect(accounts).toEqual(recipients(10));
    await modify({ removeAccount: recipients(9) });
    expect(world.alibaba.rosterOf(knownEcsImages.plain)).toEqual(recipients(10).slice(9));
  });

  it('lose the eleventh account without a word', async () => {
    await modify({ addAccount: recipients(11) });
    expect(world.alibaba.rosterOf(knownEcsImages.plain)).toEqual(recipients(10));
  });

  it('read an error out of its status and code', async () => {
    await expect(modify({ addAccount: [nobody] })).rejects.toMatchObject({
      code: 'InvalidAccount.NotFound',
      statusCode: 404,
    });
    expect(server.log.at(-1)).toMatchObject({ status: 404, action: 'ModifyImageSharePermission' });
  });
});

describe('what the server refuses', () => {
  it.each([
    ['a wrong secret', { ...practiceKeys.main, secret: 'PRACTICE-SECRET-wrong' }, 'SignatureDoesNotMatch'],
    ['a key nobody knows', { ...practiceKeys.main, keyId: 'NOBODY' }, 'InvalidAccessKeyId.NotFound'],
    ['a disabled key', practiceKeys.disabled, 'InvalidAccessKeyId.Inactive'],
    [
      'a wrong token',
      { ...practiceKeys.temporary, token: 'wrong' },
      'InvalidSecurityToken.MismatchWithAccessKey',
    ],
  ])('%s', async (_what, key, code) => {
    await expect(read(key)).rejects.toMatchObject({ code });
  });

  it('nothing of a temporary key with its token', async () => {
    expect((await read(practiceKeys.temporary)).statusCode).toBe(200);
  });

  it('a clock more than fifteen minutes away', async () => {
    world.alibaba.moveClock(16 * 60 * 1000);
    await expect(read()).rejects.toMatchObject({ code: 'InvalidTimeStamp.Expired' });
    world.alibaba.moveClock(-2 * 60 * 1000);
    expect((await read()).statusCode).toBe(200);
  });
});
