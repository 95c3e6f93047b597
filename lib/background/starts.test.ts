import { expect, test } from 'vitest';
import { recipients } from '../../practice/tencent/world.ts';
import type { ShareRequest } from '../domain/job';
import { type BackgroundBench, createBackgroundBench, unwrap } from '../testing/background-bench';

const image = 'img-plain001';

const startOf = (bench: BackgroundBench, planId: string, revokeCount?: number, needsConfirmation = false) =>
  bench.clock.run(bench.services().starts.start({ planId, needsConfirmation, revokeCount }));

const failure = (kind: string) => ({ ok: false, failure: { kind } });

test('starts no plan that is unknown, empty or old', async () => {
  const bench = await createBackgroundBench();
  expect(await startOf(bench, 'nothing')).toEqual(failure('plan-missing'));
  const empty = await bench.plan('revoke', recipients(3));
  expect(await startOf(bench, empty.id)).toEqual(failure('plan-empty'));
  const old = await bench.plan('share', recipients(3));
  await bench.clock.run(bench.clock.sleep(10 * 60_000 + 1));
  expect(await startOf(bench, old.id)).toEqual(failure('plan-stale'));
  expect(bench.writes()).toBe(0);
});

test('asks for the number when a plan revokes many', async () => {
  const bench = await createBackgroundBench();
  bench.cloud.setRoster(image, recipients(20));
  const plan = await bench.plan('match', []);
  expect(await startOf(bench, plan.id)).toEqual(failure('count-wrong'));
  expect(await startOf(bench, plan.id, 19)).toEqual(failure('count-wrong'));
  const jobId = await bench.start(plan, 20);
  expect((await bench.settle(jobId)).counts.confirmed).toBe(20);
});

test('does not match exactly what somebody else has changed since the plan', async () => {
  const bench = await createBackgroundBench();
  const plan = await bench.plan('match', recipients(3));
  bench.cloud.foreignEdit('share', image, [recipients(9).at(-1) ?? '']);
  expect(await startOf(bench, plan.id)).toEqual(failure('plan-stale'));
  expect(bench.writes()).toBe(0);
});

test('asks in a window of its own before an unproven panel may write', async () => {
  const bench = await createBackgroundBench();
  const plan = await bench.plan('share', recipients(3));
  const { starts } = bench.services();
  expect(await startOf(bench, plan.id, undefined, true)).toEqual({
    ok: true,
    value: { awaitsConfirmation: true },
  });
  expect(bench.confirmations).toEqual([plan.id]);
  expect(bench.writes()).toBe(0);
  expect(unwrap(await starts.follow(plan.id))).toEqual({ isDeclined: false });
  const jobId = await bench.start(plan);
  expect(unwrap(await starts.follow(plan.id))).toEqual({ jobId, isDeclined: false });
});

test('takes a refusal or a closed window for a no', async () => {
  const bench = await createBackgroundBench();
  const { starts } = bench.services();
  const plan = await bench.plan('share', recipients(3));
  await startOf(bench, plan.id, undefined, true);
  await starts.decline(plan.id);
  expect(unwrap(await starts.follow(plan.id))).toEqual({ isDeclined: true });
  const other = await bench.plan('share', recipients(4));
  await startOf(bench, other.id, undefined, true);
  bench.kill();
  await bench.services().starts.closed(42);
  expect(unwrap(await bench.services().starts.follow(other.id))).toEqual({ isDeclined: true });
  expect(bench.writes()).toBe(0);
});

test('plans by the keys of the account that was checked, and not with locked keys', async () => {
  const bench = await createBackgroundBench();
  const request = {
    profileId: bench.profileId,
    product: 'tencent-cvm',
    images: [image, image, 'img-nowhere1'].map((imageId) => ({ region: 'ap-guangzhou', imageId })),
    mode: 'share',
    accounts: recipients(2),
  } satisfies ShareRequest;
  const make = () => bench.clock.run(bench.services().planner.make(request));
  const plan = unwrap(await make());
  expect(plan.caller).toBe('100000000001');
  expect(plan.images.map(({ blockedBy }) => blockedBy?.kind)).toEqual([undefined, 'image-not-found']);
  const key = bench.cloud.key('AKIDPRACTICEmain00000000000000000001');
  if (!key) throw new Error('the practice key is gone');
  bench.cloud.putKey({ ...key, account: '100000100002' });
  expect(await make()).toEqual(failure('caller-changed'));
  await bench.services().vault.lock();
  expect(await make()).toMatchObject({ ok: false });
});

test('gives no plan that could not be kept', async () => {
  const bench = await createBackgroundBench();
  bench.stores.breakWrites(true);
  const request = {
    profileId: bench.profileId,
    product: 'tencent-cvm',
    images: [{ region: 'ap-guangzhou', imageId: image }],
    mode: 'share',
    accounts: recipients(2),
  } satisfies ShareRequest;
  expect(await bench.clock.run(bench.services().planner.make(request))).toEqual(failure('storage-failed'));
});
