import { expect, test } from 'vitest';
import { recipients } from '../../practice/tencent/world.ts';
import { createBackgroundBench } from '../testing/background-bench';

test('asks to be woken again when storage failed while the jobs were loaded', async () => {
  const bench = await createBackgroundBench();
  const jobId = await bench.start(await bench.plan('share', recipients(200)));
  bench.kill();
  const { listJobs } = bench.stores.jobs;
  let isBroken = true;
  bench.stores.jobs.listJobs = () =>
    isBroken ? Promise.reject(new DOMException('gone', 'InvalidStateError')) : listJobs();
  bench.kill();
  bench.alarms.length = 0;
  await bench.services().jobs.wake();
  expect(bench.alarms).toEqual([true]);
  isBroken = false;
  await bench.services().jobs.wake();
  expect((await bench.settle(jobId)).counts.confirmed).toBe(200);
});

test('a broken call on one image stops the job with no call of another image behind its back', async () => {
  const bench = await createBackgroundBench();
  const jobId = await bench.start(
    await bench.plan('share', recipients(400), ['img-plain001', 'img-plain002']),
  );
  const { hold } = bench.clock;
  let calls = 0;
  bench.clock.hold = (work) => {
    calls += 1;
    return calls === 8 ? Promise.reject(new TypeError('no signature')) : hold(work);
  };
  const { job } = await bench.settle(jobId);
  expect(job).toMatchObject({ state: 'waiting', cause: { kind: 'internal' } });
  const before = bench.writes();
  await bench.clock.run(bench.clock.sleep(30_000));
  expect(bench.writes()).toBe(before);
});

test('is woken no longer when nothing is left to do, although an earlier life died before it could say so', async () => {
  const bench = await createBackgroundBench();
  await bench.settle(await bench.start(await bench.plan('share', recipients(2))));
  bench.kill();
  bench.alarms.length = 0;
  await bench.services().jobs.wake();
  expect(bench.alarms).toEqual([false]);
});
