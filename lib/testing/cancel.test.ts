import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../domain/job';
import { type BackgroundBench, createBackgroundBench, unwrap } from './background-bench';
import { createPracticeBench, imageIdAt, recipients } from './practice-job';

const write = 'ModifyImageSharePermission';
const image = imageIdAt(0);

test('a cancel under slow reads confirms exactly what the cloud holds', async () => {
  const bench = createPracticeBench({ readDelayMs: 3_000 });
  const plan = await bench.plan('share', recipients(500));
  const entries: JournalEntry[] = [];
  const end = await bench.run(plan, entries, { control: () => (bench.writes() >= 3 ? 'cancel' : 'run') });
  expect(end).toEqual({ state: 'cancelled' });
  const confirmed = bench.report(plan, entries).filter(({ outcome }) => outcome === 'confirmed');
  expect(confirmed.map(({ account }) => account).sort()).toEqual(bench.cloud.rosterOf(image).sort());
  expect(confirmed).toHaveLength(150);
});

test('a cancel after a pause still waits for what was sent before the pause', async () => {
  const bench = createPracticeBench({ readDelayMs: 3_000 });
  const plan = await bench.plan('share', recipients(200));
  const entries: JournalEntry[] = [];
  await bench.run(plan, entries, { control: () => (bench.writes() >= 1 ? 'pause' : 'run') });
  expect(await bench.run(plan, entries, { control: () => 'cancel' })).toEqual({ state: 'cancelled' });
  const outcomes = bench.report(plan, entries).map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === 'confirmed')).toHaveLength(50);
  expect(outcomes).not.toContain('unknown');
});

test.each(['cancel', 'pause'] as const)(
  'what the cloud refused to take before a %s is called cancelled, not unknown',
  async (wish) => {
    const bench = createPracticeBench();
    const plan = await bench.plan('share', recipients(50));
    bench.cloud.failNext(write, 'RequestLimitExceeded', 1);
    const entries: JournalEntry[] = [];
    await bench.run(plan, entries, { control: () => (bench.writes() >= 1 ? wish : 'run') });
    // After a pause the journal is all that tells; after a cancel there is nothing left to do.
    await bench.run(plan, entries, { control: () => 'cancel' });
    const rows = bench.report(plan, entries);
    expect(new Set(rows.map(({ skip }) => skip))).toEqual(new Set(['cancelled']));
  },
);

test.each([
  'FailedOperation.QImageShareFailed',
  'OverQuota',
  'InvalidAccountId.NotFound',
  'UnknownCode.Dummy',
])('an account that a lost call shared is not called refused because %s followed', async (code) => {
  const bench = createPracticeBench({ readDelayMs: 3_000 });
  const plan = await bench.plan('share', recipients(1));
  bench.cloud.faultNext(write, 'lost-after');
  bench.cloud.failNext(write, code, 1);
  const entries: JournalEntry[] = [];
  await bench.run(plan, entries);
  expect(bench.cloud.rosterOf(image)).toEqual(recipients(1));
  expect(bench.report(plan, entries)[0]?.outcome).toBe('confirmed');
});

describe('a person who is quicker than the alarm', () => {
  const waiting = async () => {
    const bench = await createBackgroundBench();
    const jobId = await bench.start(await bench.plan('share', recipients(400)));
    atSecondWrite(bench, () => bench.setOnline(false));
    expect((await bench.settle(jobId)).job.state).toBe('waiting');
    await bench.clock.run(bench.clock.sleep(5_000));
    bench.setOnline(true);
    return { bench, jobId, before: bench.writes() };
  };

  test('cancels a job that is being resumed', async () => {
    const { bench, jobId, before } = await waiting();
    const resuming = bench.services().jobs.retryPassing();
    const cancelling = bench.services().jobCalls.cancel(jobId);
    await resuming;
    unwrap(await cancelling);
    expect((await bench.settle(jobId)).job.state).toBe('cancelled');
    expect(bench.writes() - before).toBeLessThanOrEqual(1);
  });

  test('pauses a job that is being resumed', async () => {
    const { bench, jobId, before } = await waiting();
    const resuming = bench.services().jobs.retryPassing();
    const pausing = bench.services().jobCalls.pause(jobId);
    await resuming;
    unwrap(await pausing);
    await bench.clock.run(bench.clock.sleep(20_000));
    expect((await bench.jobOf(jobId)).state).toBe('paused');
    expect(bench.writes() - before).toBeLessThanOrEqual(1);
  });
});

test('keys that are locked and unlocked at once leave no job behind', async () => {
  const bench = await createBackgroundBench();
  const jobId = await bench.start(await bench.plan('share', recipients(400)));
  atSecondWrite(bench, () => {
    bench.services().jobs.stopWhere(() => true, { kind: 'vault-locked' });
    void bench.services().jobs.resumeWhere((_, { kind }) => kind === 'vault-locked');
  });
  await bench.settle(jobId);
  await bench.clock.run(bench.clock.sleep(60_000));
  expect((await bench.settle(jobId)).counts.confirmed).toBe(400);
});

test('a job whose undo was cancelled can be taken back again', async () => {
  const bench = await createBackgroundBench();
  const jobId = await bench.start(await bench.plan('share', recipients(200)));
  await bench.settle(jobId);
  const { jobCalls } = bench.services();
  const first = unwrap(await bench.clock.run(jobCalls.undo(jobId))).jobId;
  unwrap(await jobCalls.cancel(first));
  await bench.settle(first);
  const again = unwrap(await bench.clock.run(jobCalls.undo(jobId))).jobId;
  expect(again).not.toBe(first);
  await bench.settle(again);
  expect(bench.cloud.rosterOf('img-plain001')).toEqual([]);
});

test('an account left unknown can be looked at again', async () => {
  const bench = await createBackgroundBench();
  bench.cloud.setRoster('img-plain001', recipients(1));
  const plan = await bench.plan('revoke', recipients(1));
  bench.cloud.faultNext(write, 'lost-before');
  bench.cloud.quirks.dropIds = 50;
  const jobId = await bench.start(plan);
  expect((await bench.settle(jobId)).counts.unknown).toBe(1);
  bench.cloud.quirks.dropIds = 0;
  unwrap(await bench.services().jobCalls.retry(jobId));
  expect((await bench.settle(jobId)).counts.confirmed).toBe(1);
  expect(bench.cloud.rosterOf('img-plain001')).toEqual([]);
});

const atSecondWrite = (bench: BackgroundBench, act: () => void) =>
  bench.onWrite((count) => {
    if (count === 2) act();
  });

test('a cancel holds against a resume that was asked for before it and waited for the run to stop', async () => {
  const bench = await createBackgroundBench();
  const jobId = await bench.start(await bench.plan('share', recipients(200)));
  const { jobCalls, jobs } = bench.services();
  const said: unknown[] = [];
  bench.onWrite((count) => {
    if (count !== 2) return;
    bench.cloud.faultNext(write, 'lost-before');
    bench.setOnline(false);
    void jobCalls.pause(jobId).then(() => {
      void jobCalls.resume(jobId).then((answer) => said.push(answer.ok));
      void jobCalls.cancel(jobId);
    });
  });
  await bench.clock.run(bench.clock.sleep(120_000));
  bench.setOnline(true);
  await jobs.retryPassing();
  const { job } = await bench.settle(jobId);
  expect(said).toEqual([false]);
  expect([job.state, bench.writes()]).toEqual(['cancelled', 2]);
  expect(bench.cloud.rosterOf('img-plain001')).toHaveLength(50);
});

test.each(['killed', 'full'] as const)(
  'an undo that was cancelled, %s as its end was stored, stays cancelled',
  async (how) => {
    const bench = await createBackgroundBench();
    const jobId = await bench.start(await bench.plan('share', recipients(200)));
    await bench.settle(jobId);
    const { saveJob } = bench.stores.jobs;
    const lost: string[] = [];
    bench.stores.jobs.saveJob = async (job) => {
      if (job.endedAt === undefined || lost.length > 0) return saveJob(job);
      lost.push(job.state);
      throw new DOMException('full', 'QuotaExceededError');
    };
    bench.kill();
    const { jobId: undoId } = unwrap(await bench.clock.run(bench.services().jobCalls.undo(jobId)));
    bench.onWrite((count) => {
      if (count === 6) void bench.services().jobCalls.cancel(undoId);
    });
    expect((await bench.settle(undoId)).job.state).toBe('waiting');
    expect(lost).toEqual(['cancelled']);
    if (how === 'killed') bench.kill();
    await bench.services().jobs.wake();
    if (how === 'full') unwrap(await bench.services().jobCalls.resume(undoId));
    expect((await bench.settle(undoId)).job.state).toBe('cancelled');
    // So the rest can be taken back.
    expect(unwrap(await bench.clock.run(bench.services().jobCalls.undo(jobId))).jobId).not.toBe(undoId);
  },
);
