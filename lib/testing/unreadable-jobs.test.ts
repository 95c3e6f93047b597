import { expect, test } from 'vitest';
import { recipients } from '../../practice/tencent/world.ts';
import { createHandlers } from '../background/handlers';
import type { JobStore } from '../engine/ports';
import { createBackgroundBench, unwrap } from './background-bench';

/** A background whose store rejects what is named in `broken`. */
const setUp = async () => {
  const bench = await createBackgroundBench();
  const { jobs } = bench.stores;
  const broken = new Set<keyof JobStore>();
  const check = async (name: keyof JobStore) => {
    if (broken.has(name)) throw new DOMException('broken', 'UnknownError');
  };
  const { listJobs, loadJob, readPlan } = jobs;
  jobs.listJobs = () => check('listJobs').then(listJobs);
  jobs.loadJob = (jobId) => check('loadJob').then(() => loadJob(jobId));
  jobs.readPlan = (planId) => check('readPlan').then(() => readPlan(planId));
  bench.kill();
  return { bench, broken };
};

const storageFailed = { ok: false, failure: { kind: 'storage-failed' } };

test('a job that cannot look for earlier ones at its end waits for the storage', async () => {
  const { bench, broken } = await setUp();
  const jobId = await bench.start(await bench.plan('share', recipients(1)));
  bench.onWrite(() => void broken.add('listJobs'));
  expect((await bench.settle(jobId)).job).toMatchObject({
    state: 'waiting',
    cause: { kind: 'storage-failed' },
  });
  broken.clear();
  unwrap(await bench.services().jobCalls.resume(jobId));
  const { job, counts } = await bench.settle(jobId);
  expect([job.state, counts.confirmed]).toEqual(['finished', 1]);
});

test('whatever is asked of a job that cannot be read, the storage is named', async () => {
  const { bench, broken } = await setUp();
  const jobId = await bench.start(await bench.plan('share', recipients(1)));
  await bench.settle(jobId);
  bench.kill();
  const handlers = createHandlers(bench.services());
  const inSight = { jobId, isProven: true };
  broken.add('loadJob');
  expect(await handlers['job.read']({ jobId, after: -1 }, {})).toEqual(storageFailed);
  expect(await handlers['job.pause']({ jobId }, {})).toEqual(storageFailed);
  expect(await handlers['job.resume'](inSight, {})).toEqual(storageFailed);
  expect(await handlers['job.cancel']({ jobId }, {})).toEqual(storageFailed);
  expect(await handlers['job.retry'](inSight, {})).toEqual(storageFailed);
  expect(await handlers['plan.follow']({ planId: jobId }, {})).toEqual(storageFailed);
  broken.clear();
  broken.add('listJobs').add('readPlan');
  expect(await handlers['job.undo'](inSight, {})).toEqual(storageFailed);
  expect(await handlers['job.list']({}, {})).toEqual(storageFailed);
  expect(await handlers['plan.read']({ planId: jobId }, {})).toEqual(storageFailed);
});

test('a job that cannot be loaded hides no other from the list', async () => {
  const { bench, broken } = await setUp();
  const paused = await bench.start(await bench.plan('share', recipients(1)));
  unwrap(await bench.services().jobCalls.pause(paused));
  await bench.settle(paused);
  bench.kill();
  broken.add('loadJob');
  expect(unwrap(await bench.services().jobCalls.list())).toMatchObject([
    { job: { id: paused, state: 'paused' }, total: 1 },
  ]);
});

test('a start whose plan cannot be read says so, and can be made again', async () => {
  const { bench, broken } = await setUp();
  const { id: planId } = await bench.plan('share', recipients(1));
  const { starts } = bench.services();
  const start = () => starts.start({ planId, needsConfirmation: false, revokeCount: undefined });
  broken.add('readPlan');
  const first = start();
  const second = first.then(() => broken.clear()).then(start);
  expect(await bench.clock.run(first)).toEqual(storageFailed);
  expect(await bench.clock.run(second)).toEqual({ ok: true, value: { jobId: planId } });
});

test('a job that could not be loaded is tried again, whatever other job ends meanwhile', async () => {
  const { bench, broken } = await setUp();
  const first = await bench.start(await bench.plan('share', recipients(100)));
  bench.kill();
  broken.add('loadJob');
  await bench.services().jobs.wake();
  const plan = await bench.plan('share', recipients(1), ['img-plain002']);
  broken.clear();
  await bench.settle(await bench.start(plan));
  expect(bench.alarms.at(-1)).toBe(true);
  await bench.services().jobs.wake();
  expect((await bench.settle(first)).job.state).toBe('finished');
  expect(bench.alarms.at(-1)).toBe(false);
});

test('a job that is being loaded when everything is forgotten leaves nothing behind', async () => {
  const bench = await createBackgroundBench();
  await bench.start(await bench.plan('share', recipients(100)));
  const { loadJob } = bench.stores.jobs;
  bench.stores.jobs.loadJob = async (jobId) => {
    const stored = await loadJob(jobId);
    await bench.clock.sleep(1_000);
    return stored;
  };
  bench.kill();
  const { jobs } = bench.services();
  const woken = jobs.wake();
  await bench.clock.run(bench.clock.sleep(100));
  unwrap(await bench.clock.run(createHandlers(bench.services())['everything.forget']({}, {})));
  await bench.clock.run(woken);
  await bench.clock.run(bench.clock.sleep(60_000));
  expect(await bench.stores.jobs.listJobs()).toEqual([]);
});

test('a job that is being stored when everything is forgotten does not begin', async () => {
  const bench = await createBackgroundBench();
  const plan = await bench.plan('share', recipients(100));
  const { saveJob } = bench.stores.jobs;
  bench.stores.jobs.saveJob = async (job) => {
    await saveJob(job);
    await bench.clock.sleep(1_000);
  };
  const wish = { planId: plan.id, needsConfirmation: false, revokeCount: undefined };
  const started = bench.services().starts.start(wish);
  await bench.clock.run(bench.clock.sleep(100));
  unwrap(await bench.clock.run(createHandlers(bench.services())['everything.forget']({}, {})));
  expect((await bench.clock.run(started)).ok).toBe(false);
  await bench.clock.run(bench.clock.sleep(60_000));
  expect([await bench.stores.jobs.listJobs(), bench.running, bench.writes()]).toEqual([[], [], 0]);
});

test('a retry that reaches the disk after a cancel without keys leaves no row waiting', async () => {
  const bench = await createBackgroundBench();
  const jobId = await bench.start(await bench.plan('share', [...recipients(1), '100000999999']));
  expect((await bench.settle(jobId)).counts.refused).toBe(1);
  const { append } = bench.stores.jobs;
  bench.stores.jobs.append = async (...line) => {
    await bench.clock.sleep(1_000);
    await append(...line);
  };
  const { jobCalls, vault } = bench.services();
  const retried = jobCalls.retry(jobId);
  await bench.clock.run(bench.clock.sleep(10));
  unwrap(await vault.lock());
  const cancelled = jobCalls.cancel(jobId);
  await bench.clock.run(Promise.all([retried, cancelled]));
  await bench.clock.run(bench.clock.sleep(10_000));
  const { job, counts } = unwrap(await jobCalls.read(jobId, -1));
  expect(job).toMatchObject({ state: 'cancelled' });
  expect(counts.waiting).toBe(0);
});
