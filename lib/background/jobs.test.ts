import { describe, expect, test } from 'vitest';
import { recipients } from '../../practice/tencent/world.ts';
import { type BackgroundBench, createBackgroundBench, unwrap } from '../testing/background-bench';

const image = 'img-plain001';
const second = 'img-plain002';

/** Does something once, at the write number `at`. */
const atWrite = (bench: BackgroundBench, at: number, act: () => void) =>
  bench.onWrite((count) => {
    if (count === at) act();
  });

describe('a job', () => {
  test('brings the roster to what was requested, and says so', async () => {
    const bench = await createBackgroundBench();
    await bench.services().jobs.wake();
    const plan = await bench.plan('share', recipients(120), [image, second]);
    const view = await bench.settle(await bench.start(plan));
    expect(view.job).toMatchObject({ state: 'finished', caller: '100000000001' });
    expect(view.counts.confirmed).toBe(240);
    expect(view.calls).toBe(6);
    expect(bench.cloud.rosterOf(image).sort()).toEqual(recipients(120));
    expect(bench.alarms.at(-1)).toBe(false);
  });

  test('is one job, however often its plan is started', async () => {
    const bench = await createBackgroundBench();
    const plan = await bench.plan('share', recipients(60));
    const wish = { planId: plan.id, needsConfirmation: false, revokeCount: undefined };
    const starts = bench.services().starts;
    const both = await bench.clock.run(Promise.all([starts.start(wish), starts.start(wish)]));
    await bench.settle(plan.id);
    const again = await bench.clock.run(starts.start(wish));
    expect([...both, again]).toEqual(Array(3).fill({ ok: true, value: { jobId: plan.id } }));
    expect(bench.writes()).toBe(2);
    expect(unwrap(await bench.services().jobCalls.list())).toHaveLength(1);
  });

  test('goes on by itself after a kill at any write', async () => {
    for (const at of [1, 2, 3, 5, 6]) {
      const bench = await createBackgroundBench();
      const plan = await bench.plan('share', recipients(120), [image, second]);
      atWrite(bench, at, () => {
        bench.kill();
        void bench.services().jobs.wake();
      });
      const jobId = await bench.start(plan);
      const view = await bench.settle(jobId);
      expect(view.job.state).toBe('finished');
      expect(view.counts.confirmed).toBe(240);
      expect(bench.cloud.rosterOf(second).sort()).toEqual(recipients(120));
    }
  });

  test('gives the same revisions after a kill, and only what changed', async () => {
    const bench = await createBackgroundBench();
    const jobId = await bench.start(await bench.plan('share', recipients(10)));
    const before = await bench.settle(jobId);
    bench.kill();
    const after = unwrap(await bench.services().jobCalls.read(jobId, before.revision));
    expect(after.revision).toBe(before.revision);
    expect(after.rows).toEqual([]);
    expect(unwrap(await bench.services().jobCalls.read(jobId, before.revision + 1)).rows).toHaveLength(10);
    expect(unwrap(await bench.services().jobCalls.read(jobId, 0)).rows).toHaveLength(10);
  });

  test('pauses after the calls on their way, stays paused over a kill, and resumes', async () => {
    const bench = await createBackgroundBench();
    const jobId = await bench.start(await bench.plan('share', recipients(400)));
    atWrite(bench, 2, () => void bench.services().jobCalls.pause(jobId));
    expect((await bench.settle(jobId)).job.state).toBe('paused');
    await bench.clock.run(bench.clock.sleep(30_000));
    const writes = bench.writes();
    expect(writes).toBeLessThanOrEqual(3);
    bench.kill();
    await bench.services().jobs.wake();
    await bench.clock.run(bench.clock.sleep(60_000));
    expect(bench.writes()).toBe(writes);
    unwrap(await bench.services().jobCalls.resume(jobId));
    expect((await bench.settle(jobId)).counts.confirmed).toBe(400);
  });

  test('cancels with at most one further call and tells what was shared', async () => {
    const bench = await createBackgroundBench();
    const jobId = await bench.start(await bench.plan('share', recipients(400)));
    atWrite(bench, 2, () => void bench.services().jobCalls.cancel(jobId));
    const view = await bench.settle(jobId);
    expect(view.job.state).toBe('cancelled');
    expect(bench.writes()).toBeLessThanOrEqual(3);
    expect(view.counts.confirmed).toBe(bench.cloud.rosterOf(image).length);
    expect(view.counts.waiting + view.counts.unknown).toBe(0);
    expect(await bench.services().jobCalls.resume(jobId)).toMatchObject({
      failure: { kind: 'job-not-possible' },
    });
  });

  test('ends a cancel that a kill cut short', async () => {
    const bench = await createBackgroundBench();
    const jobId = await bench.start(await bench.plan('share', recipients(400)));
    atWrite(bench, 2, () => {
      void bench
        .services()
        .jobCalls.cancel(jobId)
        .then(() => {
          bench.kill();
          void bench.services().jobs.wake();
        });
    });
    const view = await bench.settle(jobId);
    expect(view.job).toMatchObject({ state: 'cancelled', endedAt: expect.any(Number) });
    expect(view.counts.confirmed).toBe(bench.cloud.rosterOf(image).length);
  });

  test('is taken back once, and later edits by others survive', async () => {
    const bench = await createBackgroundBench();
    bench.cloud.setRoster(image, recipients(3));
    const jobId = await bench.start(await bench.plan('share', recipients(30)));
    await bench.settle(jobId);
    const stranger = recipients(31).at(-1) ?? '';
    bench.cloud.foreignEdit('share', image, [stranger]);
    const { jobCalls } = bench.services();
    const both = await bench.clock.run(Promise.all([jobCalls.undo(jobId), jobCalls.undo(jobId)]));
    const undoId = unwrap(both[0]).jobId;
    expect(unwrap(both[1]).jobId).toBe(undoId);
    await bench.settle(undoId);
    expect(bench.cloud.rosterOf(image).sort()).toEqual([...recipients(3), stranger].sort());
    expect(unwrap(await bench.clock.run(jobCalls.undo(jobId))).jobId).toBe(undoId);
    expect(unwrap(await jobCalls.read(jobId, -1)).isUndoPossible).toBe(false);
  });

  test('takes refused rows up again', async () => {
    const bench = await createBackgroundBench();
    const unknown = '199999999999';
    const jobId = await bench.start(await bench.plan('share', [...recipients(5), unknown]));
    const first = await bench.settle(jobId);
    expect(first.counts).toMatchObject({ confirmed: 5, refused: 1 });
    bench.cloud.setAccount(unknown, 'root');
    unwrap(await bench.services().jobCalls.retry(jobId));
    expect((await bench.settle(jobId)).counts).toMatchObject({ confirmed: 6, refused: 0 });
    expect(await bench.services().jobCalls.retry(jobId)).toMatchObject({
      failure: { kind: 'job-not-possible' },
    });
  });
});

describe('a job that is stopped', () => {
  test('waits while the cloud is out of reach and goes on at an alarm', async () => {
    const bench = await createBackgroundBench();
    const jobId = await bench.start(await bench.plan('share', recipients(200)));
    atWrite(bench, 2, () => bench.setOnline(false));
    const view = await bench.settle(jobId);
    expect(view.job).toMatchObject({ state: 'waiting', cause: { kind: 'unreachable' } });
    await bench.clock.run(bench.clock.sleep(0));
    expect(bench.alarms.at(-1)).toBe(true);
    bench.setOnline(true);
    await bench.services().jobs.retryPassing();
    expect((await bench.settle(jobId)).counts.confirmed).toBe(200);
  });

  test('makes no call without a line in the journal, and goes on when storage is back', async () => {
    const bench = await createBackgroundBench();
    const jobId = await bench.start(await bench.plan('share', recipients(400)));
    atWrite(bench, 2, () => bench.stores.breakWrites(true));
    const view = await bench.settle(jobId);
    expect(view.job).toMatchObject({ state: 'waiting', cause: { kind: 'storage-failed' } });
    expect(bench.writes()).toBe(2);
    bench.stores.breakWrites(false);
    unwrap(await bench.services().jobCalls.resume(jobId));
    expect((await bench.settle(jobId)).counts.confirmed).toBe(400);
  });

  test('waits for the keys when they are locked, and goes on with them', async () => {
    const bench = await createBackgroundBench();
    const jobId = await bench.start(await bench.plan('share', recipients(400)));
    atWrite(bench, 2, () => bench.services().jobs.stopWhere(() => true, { kind: 'vault-locked' }));
    expect((await bench.settle(jobId)).job).toMatchObject({
      state: 'waiting',
      cause: { kind: 'vault-locked' },
    });
    await bench.services().jobs.resumeWhere((_, { kind }) => kind === 'vault-locked');
    expect((await bench.settle(jobId)).counts.confirmed).toBe(400);
  });

  test('never goes on under another caller', async () => {
    const bench = await createBackgroundBench();
    const jobId = await bench.start(await bench.plan('share', recipients(400)));
    atWrite(bench, 2, () => void bench.services().jobCalls.pause(jobId));
    await bench.settle(jobId);
    await bench.clock.run(bench.clock.sleep(10_000));
    const writes = bench.writes();
    const key = bench.cloud.key('AKIDPRACTICEmain00000000000000000001');
    if (!key) throw new Error('the practice key is gone');
    bench.cloud.putKey({ ...key, account: '100000100002' });
    unwrap(await bench.services().jobCalls.resume(jobId));
    expect((await bench.settle(jobId)).job).toMatchObject({
      state: 'waiting',
      cause: { kind: 'caller-changed' },
    });
    expect(bench.writes()).toBe(writes);
  });
});

describe('two jobs on one image', () => {
  test('end as the later one wishes where they disagree', async () => {
    const bench = await createBackgroundBench();
    const share = await bench.plan('share', recipients(300));
    bench.cloud.setRoster(image, recipients(10));
    const revoke = await bench.plan('revoke', recipients(10));
    const shareId = await bench.start(share);
    const revokeId = await bench.start(revoke);
    await bench.settle(shareId);
    const view = await bench.settle(revokeId);
    expect(view.job.state).toBe('finished');
    expect(bench.cloud.rosterOf(image).sort()).toEqual(recipients(300).slice(10));
  });

  test('keep the later wish when the earlier job was paused meanwhile', async () => {
    const bench = await createBackgroundBench();
    const shareId = await bench.start(await bench.plan('share', recipients(300)));
    atWrite(bench, 1, () => void bench.services().jobCalls.pause(shareId));
    await bench.settle(shareId);
    await bench.clock.run(bench.clock.sleep(10_000));
    bench.onWrite(undefined);
    bench.cloud.setRoster(image, recipients(300).slice(290));
    const late = recipients(300).slice(290);
    await bench.settle(await bench.start(await bench.plan('revoke', late)));
    unwrap(await bench.services().jobCalls.resume(shareId));
    await bench.settle(shareId);
    for (const account of late) expect(bench.cloud.rosterOf(image)).not.toContain(account);
  });

  test('stay revoked when a lost share of an earlier job lands late', async () => {
    const bench = await createBackgroundBench();
    const account = recipients(1);
    const shareId = await bench.start(await bench.plan('share', account));
    bench.cloud.faultNext('ModifyImageSharePermission', 'lost-after');
    atWrite(bench, 1, () => void bench.services().jobCalls.pause(shareId));
    await bench.settle(shareId);
    await bench.clock.run(bench.clock.sleep(10_000));
    bench.stores.forgetAnswers(shareId);
    bench.kill();
    bench.cloud.setRoster(image, account);
    const revokeId = await bench.start(await bench.plan('revoke', account));
    await bench.clock.run(bench.clock.sleep(60_000));
    expect(bench.cloud.rosterOf(image)).toEqual([]);
    expect((await bench.jobOf(revokeId)).state).toBe('running');
    bench.cloud.foreignEdit('share', image, account);
    const view = await bench.settle(revokeId);
    expect(view.counts.confirmed).toBe(1);
    expect(bench.cloud.rosterOf(image)).toEqual([]);
  });
});
