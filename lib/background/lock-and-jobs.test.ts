import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { recipients } from '../../practice/tencent/world.ts';
import { createVaultStore } from '../storage/vault-store';
import { createBackgroundBench, unwrap } from '../testing/background-bench';
import { openScratch } from '../testing/scratch-database';
import { dummyPassphrase } from '../testing/vault-bench';

/** Longer than keys stay open unused until a person sets it otherwise. */
const longMs = 31 * 60_000;

const setUp = async () => {
  const bench = await createBackgroundBench(createVaultStore(openScratch().database));
  // What was kept in memory moves in.
  unwrap(await bench.services().vault.create(dummyPassphrase));
  const pass = (ms: number) => bench.clock.run(bench.clock.sleep(ms));
  const stateOf = async () => unwrap(await bench.services().vault.state());
  return { bench, pass, stateOf };
};

test('an unused vault locks although nobody asks it for anything', async () => {
  const { bench, pass, stateOf } = await setUp();
  expect(await stateOf()).toBe('open');
  await pass(longMs);
  await bench.services().lockIfIdle();
  expect(await stateOf()).toBe('locked');
});

test('a running job is finished by a background that begins after the time was over, and then it locks', async () => {
  const { bench, pass, stateOf } = await setUp();
  const jobId = await bench.start(await bench.plan('share', recipients(400)));
  await bench.clock.run(
    (async () => {
      while (bench.writes() < 2) await bench.clock.sleep(10);
    })(),
  );
  bench.kill();
  await pass(longMs);
  await bench.clock.run(bench.services().jobs.wake());
  const { job, counts } = await bench.settle(jobId);
  expect([job.state, counts.confirmed]).toEqual(['finished', 400]);
  await bench.services().lockIfIdle();
  expect(await stateOf()).toBe('locked');
});

test('a paused job keeps nothing open: taken up again it waits for the keys', async () => {
  const { bench, pass } = await setUp();
  const jobId = await bench.start(await bench.plan('share', recipients(400)));
  bench.onWrite((count) => {
    if (count === 2) void bench.services().jobCalls.pause(jobId);
  });
  expect((await bench.settle(jobId)).job.state).toBe('paused');
  await pass(longMs);
  await bench.services().lockIfIdle();
  const writes = bench.writes();
  unwrap(await bench.services().jobCalls.resume(jobId));
  expect((await bench.settle(jobId)).job).toMatchObject({
    state: 'waiting',
    cause: { kind: 'vault-locked' },
  });
  expect(bench.writes()).toBe(writes);
});

test('a job that a person pauses while it stops for a lock stays paused when the vault opens', async () => {
  const bench = await createBackgroundBench();
  const pass = (ms: number) => bench.clock.run(bench.clock.sleep(ms));
  const jobId = await bench.start(await bench.plan('share', recipients(400)));
  bench.onWrite((count) => {
    if (count !== 2) return;
    const { jobs, jobCalls } = bench.services();
    jobs.stopWhere(() => true, { kind: 'vault-locked' });
    void jobCalls.pause(jobId);
  });
  await pass(5_000);
  await bench.services().jobs.resumeWhere((_, { kind }) => kind === 'vault-locked');
  await pass(60_000);
  expect((await bench.jobOf(jobId)).state).toBe('paused');
  expect(bench.writes()).toBe(2);
});
