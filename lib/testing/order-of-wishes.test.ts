import { expect, test } from 'vitest';
import { practiceKeys, recipients } from '../../practice/tencent/world.ts';
import { type BackgroundBench, createBackgroundBench, unwrap } from './background-bench';

const image = 'img-plain001';
const second = 'img-plain002';
const write = 'ModifyImageSharePermission';

/** Does something once, at the write number `at` from now on. */
const atWrite = (bench: BackgroundBench, at: number, act: () => void) => {
  const before = bench.writes();
  bench.onWrite((count) => {
    if (count === before + at) act();
  });
};

const pass = (bench: BackgroundBench, delayMs: number) => bench.clock.run(bench.clock.sleep(delayMs));

test('a revoke by keys whose account is known holds against a share from when it was not', async () => {
  const bench = await createBackgroundBench();
  const { secretId: keyId, secretKey: secret } = practiceKeys.main;
  bench.cloud.failNext('GetCallerIdentity', 'AuthFailure.UnauthorizedOperation', 3);
  const saving = bench.services().profiles.save({ site: 'tencent', label: 'main', keyId, secret });
  unwrap(await bench.clock.run(saving));
  const late = recipients(300).slice(290);
  const share = await bench.plan('share', recipients(300));
  expect(share.caller).toBe('');
  const shareId = await bench.start(share);
  atWrite(bench, 1, () => void bench.services().jobCalls.pause(shareId));
  await bench.settle(shareId);
  await pass(bench, 10_000);
  bench.cloud.setRoster(image, late);
  const revoke = await bench.plan('revoke', late);
  expect(revoke.caller).not.toBe('');
  expect((await bench.settle(await bench.start(revoke))).counts.confirmed).toBe(10);
  unwrap(await bench.services().jobCalls.resume(shareId));
  await bench.settle(shareId);
  expect(bench.cloud.rosterOf(image).filter((account) => late.includes(account))).toEqual([]);
});

test('a later job is the later one also when the clock was set back and the background died between', async () => {
  const bench = await createBackgroundBench();
  const account = recipients(1);
  const now = bench.clock.now;
  bench.clock.now = () => now() + 4 * 60_000;
  bench.kill();
  const shared = await bench.settle(await bench.start(await bench.plan('share', account)));
  expect(shared.counts.confirmed).toBe(1);
  await pass(bench, 60_000);
  bench.clock.now = now;
  bench.kill();
  const revoked = await bench.settle(await bench.start(await bench.plan('revoke', account)));
  expect(revoked.job.startedAt).toBeGreaterThan(shared.job.startedAt);
  expect(revoked.counts.confirmed).toBe(1);
  expect(bench.cloud.rosterOf(image)).toEqual([]);
});

test('a watch does not take up what a person cancelled', async () => {
  const bench = await createBackgroundBench();
  const accounts = recipients(60);
  const account = accounts.at(-1) ?? '';
  bench.cloud.setRoster(image, [account]);
  const revokeId = await bench.start(await bench.plan('revoke', [account]));
  bench.cloud.faultNext(write, 'lost-after');
  atWrite(bench, 1, () => void bench.services().jobCalls.pause(revokeId));
  await bench.settle(revokeId);
  await pass(bench, 10_000);
  bench.stores.forgetAnswers(revokeId);
  bench.kill();
  // An account that the cloud does not know leaves something to retry.
  const shareId = await bench.start(await bench.plan('share', ['199999999999', ...accounts]));
  atWrite(bench, 2, () => void bench.services().jobCalls.cancel(shareId));
  const cancelled = await bench.settle(shareId);
  expect(cancelled.rows.find((row) => row.account === account)?.skip).toBe('cancelled');
  unwrap(await bench.services().jobCalls.retry(shareId));
  await bench.settle(shareId);
  expect(bench.cloud.rosterOf(image)).not.toContain(account);
});

test('what a blocked image could not match is not tried again by half', async () => {
  const bench = await createBackgroundBench();
  const [wanted = '', extra = ''] = recipients(2);
  bench.cloud.setRoster(second, [extra]);
  bench.cloud.failNext('DescribeImageSharePermission', 'InternalError', 10, second);
  const jobId = await bench.start(await bench.plan('match', [wanted], [image, second]));
  const { rows } = await bench.settle(jobId);
  expect(rows.find(({ imageId }) => imageId === second)?.outcome).toBe('refused');
  const again = await bench.services().jobCalls.retry(jobId);
  expect(again).toEqual({ ok: false, failure: { kind: 'job-not-possible' } });
  expect(bench.cloud.rosterOf(second)).toEqual([extra]);
});

test('a retry of a refused revoke is a later word than a share between', async () => {
  const bench = await createBackgroundBench();
  const account = recipients(1);
  bench.cloud.setRoster(image, account);
  bench.cloud.failNext(write, 'InvalidAccountId.NotFound', 1, image);
  const revokeId = await bench.start(await bench.plan('revoke', account));
  await bench.settle(revokeId);
  await bench.settle(await bench.start(await bench.plan('share', recipients(2))));
  unwrap(await bench.services().jobCalls.retry(revokeId));
  const { rows } = await bench.settle(revokeId);
  expect(rows).toMatchObject([{ account: account[0], outcome: 'confirmed' }]);
  expect(bench.cloud.rosterOf(image)).not.toContain(account[0]);
});

test('a share that is paused while its revoke is tried again drops what the retry asks otherwise', async () => {
  const bench = await createBackgroundBench();
  const [account = '', ...others] = recipients(120).reverse();
  bench.cloud.setRoster(image, [account]);
  bench.cloud.failNext(write, 'InvalidAccountId.NotFound', 1, image);
  const revokeId = await bench.start(await bench.plan('revoke', [account]));
  await bench.settle(revokeId);
  bench.cloud.setRoster(image, []);
  // The account's own group is the last one.
  const shareId = await bench.start(await bench.plan('share', [...others, account]));
  atWrite(bench, 1, () => void bench.services().jobCalls.pause(shareId));
  await bench.settle(shareId);
  bench.cloud.setRoster(image, [...bench.cloud.rosterOf(image), account]);
  unwrap(await bench.services().jobCalls.retry(revokeId));
  await bench.settle(revokeId);
  expect(bench.cloud.rosterOf(image)).not.toContain(account);
  // The times of both words are on disk.
  bench.kill();
  unwrap(await bench.services().jobCalls.resume(shareId));
  const { rows } = await bench.settle(shareId);
  expect(rows.find((row) => row.account === account)).toMatchObject({ skip: 'cancelled' });
  expect(bench.cloud.rosterOf(image)).not.toContain(account);
  expect(bench.cloud.rosterOf(image)).toHaveLength(others.length);
});

test('a copy of a share that lands after a retried revoke is revoked again, though its job was started later', async () => {
  const bench = await createBackgroundBench();
  const account = recipients(1);
  bench.cloud.setRoster(image, account);
  bench.cloud.failNext(write, 'InvalidAccountId.NotFound', 1, image);
  const revokeId = await bench.start(await bench.plan('revoke', account));
  await bench.settle(revokeId);
  bench.cloud.setRoster(image, []);
  bench.cloud.faultNext(write, 'lost-before');
  await bench.settle(await bench.start(await bench.plan('share', account)));
  unwrap(await bench.services().jobCalls.retry(revokeId));
  await pass(bench, 60_000);
  expect((await bench.jobOf(revokeId)).watchingUntil).toBeGreaterThan(bench.clock.now());
  expect(bench.cloud.rosterOf(image)).toEqual([]);
  bench.cloud.setRoster(image, account);
  expect((await bench.settle(revokeId)).counts.confirmed).toBe(1);
  expect(bench.cloud.rosterOf(image)).toEqual([]);
});

test('a look at what is unknown is no later word', async () => {
  const bench = await createBackgroundBench();
  const [account = ''] = recipients(1);
  const shareId = await bench.start(await bench.plan('share', [account]));
  bench.cloud.faultNext(write, 'lost-before');
  atWrite(bench, 1, () => void bench.services().jobCalls.cancel(shareId));
  expect((await bench.settle(shareId)).counts.unknown).toBe(1);
  bench.cloud.setRoster(image, [account]);
  const revoked = await bench.settle(await bench.start(await bench.plan('revoke', [account])));
  expect(revoked.counts.confirmed).toBe(1);
  unwrap(await bench.services().jobCalls.retry(shareId));
  await bench.settle(shareId);
  expect(bench.cloud.rosterOf(image)).toEqual([]);
});

test('a job that is paused while it waits for its turn can go on at once, and still waits for it', async () => {
  const bench = await createBackgroundBench();
  const accounts = recipients(60);
  const account = accounts.slice(-1);
  bench.cloud.failNext(write, 'RequestLimitExceeded', 8);
  await bench.start(await bench.plan('share', accounts));
  bench.cloud.setRoster(second, account);
  const revokeId = await bench.start(await bench.plan('revoke', account, [image, second]));
  await pass(bench, 2_000);
  unwrap(await bench.services().jobCalls.pause(revokeId));
  const pausedAt = bench.clock.now();
  unwrap(await bench.clock.run(bench.services().jobCalls.resume(revokeId)));
  expect(bench.clock.now() - pausedAt).toBeLessThan(1_500);
  expect((await bench.settle(revokeId)).counts.confirmed).toBe(2);
  expect(bench.cloud.rosterOf(image)).toEqual(accounts.slice(0, -1));
});
