import { describe, expect, test } from 'vitest';
import * as alibabaWorld from '../../practice/alibaba/world.ts';
import * as tencentWorld from '../../practice/tencent/world.ts';
import { createHandlers } from '../background/handlers';
import type { Job } from '../domain/job';
import type { ProductId, SiteId } from '../domain/product';
import { type BackgroundBench, createBackgroundBench, unwrap } from './background-bench';

interface Key {
  keyId: string;
  secret: string;
}

interface Case {
  product: ProductId;
  site: SiteId;
  region: string;
  imageId: string;
  accounts: string[];
  /** The key of the confirmation, another of the same account, and one of another account. */
  keys: { main: Key; second: Key; other: Key };
}

const tencentKey = ({ secretId, secretKey }: { secretId: string; secretKey: string }): Key => ({
  keyId: secretId,
  secret: secretKey,
});
const alibabaKeys = {
  main: alibabaWorld.practiceKeys.main,
  second: alibabaWorld.practiceKeys.root,
  other: alibabaWorld.practiceKeys.other,
};

const cases: Case[] = [
  {
    product: 'tencent-cvm',
    site: 'tencent',
    region: tencentWorld.mainRegion,
    imageId: tencentWorld.knownImages.plain,
    accounts: tencentWorld.recipients(200),
    keys: {
      main: tencentKey(tencentWorld.practiceKeys.main),
      second: tencentKey(tencentWorld.practiceKeys.root),
      other: tencentKey(tencentWorld.practiceKeys.other),
    },
  },
  {
    product: 'alibaba-ecs',
    site: 'alibaba',
    region: alibabaWorld.mainRegion,
    imageId: alibabaWorld.knownEcsImages.plain,
    accounts: alibabaWorld.recipients(50),
    keys: alibabaKeys,
  },
  {
    product: 'alibaba-ens',
    site: 'alibaba',
    region: '',
    imageId: alibabaWorld.knownEnsImages.plain,
    accounts: alibabaWorld.recipients(15),
    keys: alibabaKeys,
  },
];

/** A job of the case that was stopped after its first write: by a person's lock, or by the background's death. */
const setUp = async ({ product, site, region, imageId, accounts, keys }: Case) => {
  const bench = await createBackgroundBench();
  const { clock } = bench;
  const save = async ({ keyId, secret }: Key) =>
    unwrap(await clock.run(bench.services().profiles.save({ site, label: keyId, keyId, secret }))).id;
  const main = await save(keys.main);
  const request = {
    profileId: main,
    product,
    images: [{ region, imageId }],
    mode: 'share',
    accounts,
  } as const;
  const plan = unwrap(
    await clock.run(bench.services().planner.make({ ...request, images: [...request.images] })),
  );
  return { bench, save, main, plan };
};

const writesOf = ({ cloud, alibaba }: BackgroundBench) =>
  [...cloud.calls, ...alibaba.calls].filter(({ action }) => action === 'ModifyImageSharePermission');

const startAndKill = async ({ bench, plan }: Awaited<ReturnType<typeof setUp>>): Promise<Job> => {
  const jobId = await bench.start(plan);
  await bench.clock.run(
    (async () => {
      while (writesOf(bench).length === 0) await bench.clock.sleep(10);
    })(),
  );
  bench.kill();
  // What was on its way arrives.
  await bench.clock.run(bench.clock.sleep(60_000));
  const job = (await bench.stores.jobs.listJobs()).find(({ id }) => id === jobId);
  if (!job) throw new Error('no job');
  return job;
};

/** Goes on with a job as it stands in the store, in a background of its own. @returns its state and further writes */
const resume = async (bench: BackgroundBench, jobId: string) => {
  const before = writesOf(bench).length;
  bench.kill();
  await bench.clock.run(bench.services().jobs.wake());
  const { job } = await bench.settle(jobId);
  await bench.clock.run(bench.clock.sleep(60_000));
  return { job, writes: writesOf(bench).length - before };
};

describe.each(cases)('a job on $product', (one) => {
  test('goes on with its own key, whatever other keys are added meanwhile', async () => {
    const all = await setUp(one);
    const { bench, save } = all;
    const job = await startAndKill(all);
    await save(one.keys.other);
    await save(one.keys.second);
    const { job: after } = await resume(bench, job.id);
    expect(after).toMatchObject({ state: 'finished', profileId: all.main });
    const used = new Set(writesOf(bench).map(({ keyId }) => keyId));
    expect([...used]).toEqual([one.keys.main.keyId]);
  });

  test.each([
    ['another account', 'other', 'key-changed'],
    ['the same account', 'second', 'key-changed'],
  ] as const)('stops with no write when it is replayed under a key of %s', async (_name, key, cause) => {
    const all = await setUp(one);
    const { bench, save } = all;
    const job = await startAndKill(all);
    const profileId = await save(one.keys[key]);
    await bench.stores.jobs.saveJob({ ...job, state: 'running', profileId });
    const { job: after, writes } = await resume(bench, job.id);
    expect([after.state, after.cause?.kind, writes]).toEqual(['waiting', cause, 0]);
    // Put right, it goes on.
    await bench.stores.jobs.saveJob({ ...job, state: 'running' });
    expect((await resume(bench, job.id)).job.state).toBe('finished');
  });

  test.each([
    ['key', (job: Job, { keys }: Case): Job => ({ ...job, keyMark: `${job.keyMark}${keys.other.keyId}` })],
    ['account', (job: Job): Job => ({ ...job, caller: '100000009999' })],
    [
      'product',
      (job: Job): Job => ({ ...job, product: job.product === 'alibaba-ens' ? 'alibaba-ecs' : 'alibaba-ens' }),
    ],
  ] as const)('stops with no write when its record names another %s', async (_name, change) => {
    const all = await setUp(one);
    const { bench } = all;
    const job = await startAndKill(all);
    await bench.stores.jobs.saveJob({ ...change(job, one), state: 'running' });
    const { job: after, writes } = await resume(bench, job.id);
    expect([after.state, writes]).toEqual(['waiting', 0]);
  });

  test('stops with no write when its key is another account’s from one day to the next', async () => {
    const all = await setUp(one);
    const { bench, plan } = all;
    // Plan and job agree, and the cloud does not.
    const moved = { ...plan, caller: '100000009999' };
    await bench.stores.jobs.savePlan(moved);
    const jobId = await bench.start(moved);
    const { job } = await bench.settle(jobId);
    expect([job.state, job.cause?.kind, writesOf(bench).length]).toEqual(['waiting', 'caller-changed', 0]);
  });

  test('whose key was removed waits for that key, and not for another of the account', async () => {
    const all = await setUp(one);
    const { bench, main } = all;
    const job = await startAndKill(all);
    const handlers = createHandlers(bench.services());
    await bench.clock.run(bench.services().jobs.wake());
    unwrap(await bench.clock.run(handlers['profiles.remove']({ profileId: main }, {})));
    expect((await bench.settle(job.id)).job.cause?.kind).toBe('profile-missing');
    const add = ({ keyId, secret }: Key) =>
      bench.clock.run(handlers['profiles.save']({ site: one.site, label: '', keyId, secret }, {}));
    const before = writesOf(bench).length;
    unwrap(await add(one.keys.second));
    await bench.clock.run(bench.clock.sleep(10_000));
    expect((await bench.settle(job.id)).job.cause?.kind).toBe('key-changed');
    expect(writesOf(bench).length).toBe(before);
    unwrap(await add(one.keys.main));
    await bench.clock.run(bench.clock.sleep(10_000));
    expect((await bench.settle(job.id)).job.state).toBe('finished');
    expect(new Set(writesOf(bench).map(({ keyId }) => keyId))).toEqual(new Set([one.keys.main.keyId]));
  });
});
