import { describe, expect, test } from 'vitest';
import { practiceKeys, recipients } from '../../practice/tencent/world.ts';
import { type BackgroundBench, createBackgroundBench, unwrap } from './background-bench';

const image = 'img-plain001';
const write = 'ModifyImageSharePermission';
const tenMinutes = 10 * 60_000;

/** Does something once, at the write number `at` from now on. */
const atWrite = (bench: BackgroundBench, at: number, act: () => void) => {
  const before = bench.writes();
  bench.onWrite((count) => {
    if (count === before + at) act();
  });
};

const pass = (bench: BackgroundBench, delayMs: number) => bench.clock.run(bench.clock.sleep(delayMs));

/** A share whose only call is lost before it arrives, and paused at that; a copy of the call may still land. */
const loseShare = async (bench: BackgroundBench, accounts: readonly string[]): Promise<void> => {
  const shareId = await bench.start(await bench.plan('share', accounts));
  bench.cloud.faultNext(write, 'lost-before');
  atWrite(bench, 1, () => void bench.services().jobCalls.pause(shareId));
  await bench.settle(shareId);
  bench.onWrite(undefined);
};

describe('a revoke that watches for a late share', () => {
  const account = recipients(1);

  const watching = async () => {
    const bench = await createBackgroundBench();
    await loseShare(bench, account);
    await pass(bench, 10_000);
    bench.cloud.setRoster(image, account);
    const revokeId = await bench.start(await bench.plan('revoke', account));
    await pass(bench, 30_000);
    expect((await bench.jobOf(revokeId)).state).toBe('running');
    expect(bench.cloud.rosterOf(image)).toEqual([]);
    bench.cloud.foreignEdit('share', image, account);
    return { bench, revokeId };
  };

  test('sets it right after a kill that outlasted the signature', async () => {
    const { bench, revokeId } = await watching();
    bench.kill();
    await pass(bench, tenMinutes);
    await bench.services().jobs.wake();
    expect((await bench.settle(revokeId)).counts.confirmed).toBe(1);
    expect(bench.cloud.rosterOf(image)).toEqual([]);
  });

  test('sets it right after a pause that outlasted the signature', async () => {
    const { bench, revokeId } = await watching();
    unwrap(await bench.services().jobCalls.pause(revokeId));
    await pass(bench, tenMinutes);
    unwrap(await bench.services().jobCalls.resume(revokeId));
    expect((await bench.settle(revokeId)).counts.confirmed).toBe(1);
    expect(bench.cloud.rosterOf(image)).toEqual([]);
  });

  test('says until when, also after a kill, and no longer once it is over', async () => {
    const { bench, revokeId } = await watching();
    const { watchingUntil = 0 } = await bench.jobOf(revokeId);
    // The share was announced a moment before; its signature lives five minutes, and twice that is watched.
    expect(watchingUntil - bench.clock.now()).toBeGreaterThan(8 * 60_000);
    expect(watchingUntil - bench.clock.now()).toBeLessThanOrEqual(10 * 60_000);
    bench.kill();
    expect((await bench.jobOf(revokeId)).watchingUntil).toBe(watchingUntil);
    const [summary] = unwrap(await bench.services().jobCalls.list());
    expect(summary?.job.watchingUntil).toBe(watchingUntil);
    await bench.services().jobs.wake();
    const { job } = await bench.settle(revokeId);
    expect(job).toMatchObject({ state: 'finished', watchingUntil: undefined });
    expect(bench.clock.now()).toBeGreaterThanOrEqual(watchingUntil);
  });

  test.each([
    ['AuthFailure.TokenFailure', 'token-expired', 1],
    ['AuthFailure.UnauthorizedOperation', 'not-permitted', 1],
    ['InternalError', 'unavailable', 5],
  ])('waits for what the last read failed with: %s', async (code, kind, times) => {
    const { bench, revokeId } = await watching();
    bench.cloud.failNext('DescribeImageSharePermission', code, times);
    expect((await bench.settle(revokeId)).job).toMatchObject({ state: 'waiting', cause: { kind } });
    unwrap(await bench.services().jobCalls.resume(revokeId));
    expect((await bench.settle(revokeId)).counts.confirmed).toBe(1);
    expect(bench.cloud.rosterOf(image)).toEqual([]);
  });

  test('ends as unknown, with the reason, when the image will not be read any more', async () => {
    const { bench, revokeId } = await watching();
    bench.cloud.failNext('DescribeImageSharePermission', 'InvalidImageId.NotFound', 10);
    const { job, rows } = await bench.settle(revokeId);
    expect(job.state).toBe('finished');
    expect(rows).toMatchObject([{ outcome: 'unknown', failure: { kind: 'image-not-found' } }]);
  });

  test('sets it right when the last read met no network', async () => {
    const { bench, revokeId } = await watching();
    bench.setOnline(false);
    expect((await bench.settle(revokeId)).job.state).toBe('waiting');
    bench.setOnline(true);
    await bench.services().jobs.retryPassing();
    expect((await bench.settle(revokeId)).counts.confirmed).toBe(1);
    expect(bench.cloud.rosterOf(image)).toEqual([]);
  });

  test('does not say that an account is gone when it is cancelled while there is no network', async () => {
    const { bench, revokeId } = await watching();
    bench.setOnline(false);
    expect((await bench.settle(revokeId)).job.state).toBe('waiting');
    unwrap(await bench.services().jobCalls.cancel(revokeId));
    const { job, counts } = await bench.settle(revokeId);
    expect(job.state).toBe('cancelled');
    expect(counts).toMatchObject({ unknown: 1, confirmed: 0 });
  });

  test('does not say so either when the disk was full as it was cancelled', async () => {
    const { bench, revokeId } = await watching();
    const { append } = bench.stores.jobs;
    bench.stores.jobs.append = async () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    unwrap(await bench.services().jobCalls.cancel(revokeId));
    expect((await bench.settle(revokeId)).job).toMatchObject({
      state: 'waiting',
      cause: { kind: 'storage-failed' },
    });
    bench.stores.jobs.append = append;
    unwrap(await bench.services().jobCalls.resume(revokeId));
    const { job, counts } = await bench.settle(revokeId);
    expect(job.state).toBe('cancelled');
    expect(counts).toMatchObject({ unknown: 1, confirmed: 0 });
  });
});

test('a lost call is watched for also when a second call confirmed the same account', async () => {
  const bench = await createBackgroundBench();
  const account = recipients(1);
  bench.cloud.faultNext(write, 'lost-before');
  const shared = await bench.settle(await bench.start(await bench.plan('share', account)));
  expect(shared.counts.confirmed).toBe(1);
  expect(bench.writes()).toBe(2);
  const revokeId = await bench.start(await bench.plan('revoke', account));
  await pass(bench, 5_000);
  expect((await bench.jobOf(revokeId)).state).toBe('running');
  bench.cloud.foreignEdit('share', image, account);
  await bench.settle(revokeId);
  expect(bench.cloud.rosterOf(image)).toEqual([]);
});

test('a watch outlasts a signature that was made by a clock four minutes ahead', async () => {
  const bench = await createBackgroundBench();
  const account = recipients(1);
  const cloudNow = bench.clock.now;
  bench.clock.now = () => cloudNow() + 4 * 60_000;
  bench.kill();
  await loseShare(bench, account);
  const signedAt = bench.clock.now();
  await pass(bench, 5_000);
  bench.cloud.setRoster(image, account);
  const revoked = await bench.settle(await bench.start(await bench.plan('revoke', account)));
  expect(revoked.job.state).toBe('finished');
  bench.cloud.call({
    keyId: practiceKeys.main.secretId,
    host: 'cvm.tencentcloudapi.com',
    action: write,
    region: 'ap-guangzhou',
    version: '2017-03-12',
    body: { ImageId: image, AccountIds: account, Permission: 'SHARE' },
    signedAt: Math.floor(signedAt / 1_000) * 1_000,
  });
  expect(bench.cloud.rosterOf(image)).toEqual([]);
});

test('a cancelled revoke does not say that an account is gone while a lost share of it may still land', async () => {
  const bench = await createBackgroundBench();
  const [account = ''] = recipients(1);
  await loseShare(bench, [account]);
  await pass(bench, 10_000);
  bench.cloud.setRoster(image, recipients(200));
  const revokeId = await bench.start(await bench.plan('revoke', recipients(200)), 200);
  atWrite(bench, 2, () => void bench.services().jobCalls.cancel(revokeId));
  const { job, rows } = await bench.settle(revokeId);
  expect(job.state).toBe('cancelled');
  expect(rows.find((row) => row.account === account)?.outcome).toBe('unknown');
  expect(rows.filter((row) => row.outcome === 'confirmed').length).toBeGreaterThan(0);
});

test('a lost share of a long job is watched for also when the job was cancelled by a clock set back', async () => {
  const bench = await createBackgroundBench();
  const account = recipients(1);
  const shareId = await bench.start(await bench.plan('share', account));
  unwrap(await bench.services().jobCalls.pause(shareId));
  await bench.settle(shareId);
  await pass(bench, 2 * 60 * 60_000);
  bench.cloud.faultNext(write, 'lost-before');
  atWrite(bench, 1, () => bench.setOnline(false));
  unwrap(await bench.services().jobCalls.resume(shareId));
  expect((await bench.settle(shareId)).job.state).toBe('waiting');
  const cloudNow = bench.clock.now;
  let setBackMs = 3 * 60 * 60_000;
  bench.clock.now = () => cloudNow() - setBackMs;
  bench.kill();
  unwrap(await bench.services().jobCalls.cancel(shareId));
  await bench.settle(shareId);
  setBackMs = 0;
  bench.setOnline(true);
  bench.cloud.setRoster(image, account);
  const revokeId = await bench.start(await bench.plan('revoke', account));
  await pass(bench, 20_000);
  expect((await bench.jobOf(revokeId)).state).toBe('running');
  bench.cloud.foreignEdit('share', image, account);
  expect((await bench.settle(revokeId)).counts.confirmed).toBe(1);
  expect(bench.cloud.rosterOf(image)).toEqual([]);
});
