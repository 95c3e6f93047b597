import { expect, test, vi } from 'vitest';
import { recipients } from '../../practice/tencent/world.ts';
import { type BackgroundBench, createBackgroundBench, unwrap } from '../testing/background-bench';
import { createHandlers } from './handlers';

// Some hundred images, each call with a real signature: seconds of work on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const refreshed = (bench: BackgroundBench) =>
  bench.clock.run(
    (async () => {
      const { rosters } = bench.services();
      await rosters.refresh();
      await rosters.refresh();
      while (unwrap(await rosters.known()).refreshing) await bench.clock.sleep(100);
      return unwrap(await rosters.known());
    })(),
  );

test('reads every roster of every region, below the published rate', async () => {
  const bench = await createBackgroundBench();
  const known = await refreshed(bench);
  expect(known.failure).toBeUndefined();
  const shared = known.heads.find((each) => each.image.imageId === 'img-shared41');
  expect(shared?.roster?.size).toBe(41);
  const reads = bench.cloud.calls.filter(({ action }) => action === 'DescribeImageSharePermission').length;
  expect(reads).toBeGreaterThanOrEqual(known.heads.length);
  expect(bench.cloud.rejectedByRate()).toBeLessThanOrEqual(reads / 100);
});

test('keeps the last known rosters when the cloud is out of reach, and says why', async () => {
  const bench = await createBackgroundBench();
  const before = await refreshed(bench);
  bench.setOnline(false);
  const after = await refreshed(bench);
  expect(after.heads).toHaveLength(before.heads.length);
  expect(after.failure).toEqual({ kind: 'unreachable' });
});

test('reads one roster, and knows the new one after a job', async () => {
  const bench = await createBackgroundBench();
  const ref = { product: 'tencent-cvm', region: 'ap-guangzhou', imageId: 'img-plain001' } as const;
  const { rosters } = bench.services();
  const read = (imageId: string) => bench.clock.run(rosters.read(bench.profileId, { ...ref, imageId }));
  expect(unwrap(await read(ref.imageId)).roster?.entries).toEqual([]);
  expect(await read('img-nowhere1')).toEqual({ ok: false, failure: { kind: 'image-not-found' } });
  await bench.settle(await bench.start(await bench.plan('share', recipients(7))));
  await bench.clock.run(bench.clock.sleep(5_000));
  const [known] = unwrap(await rosters.known()).heads;
  expect(known?.roster?.size).toBe(7);
});

test('uses the keys no more once they are locked, also in the middle of a refresh', async () => {
  const bench = await createBackgroundBench();
  const handlers = createHandlers(bench.services());
  await handlers['rosters.refresh']({}, {});
  await bench.clock.run(bench.clock.sleep(300));
  unwrap(await handlers['vault.lock']({}, {}));
  await bench.clock.run(bench.clock.sleep(200));
  const before = bench.cloud.calls.length;
  await bench.clock.run(bench.clock.sleep(30_000));
  // Those that waited for their turn already are at most as many as are read at once.
  expect(bench.cloud.calls.length - before).toBeLessThanOrEqual(8);
  expect(unwrap(await bench.services().rosters.known()).refreshing).toBeUndefined();
});

test('keeps nothing of a profile that was removed in the middle of a refresh', async () => {
  const bench = await createBackgroundBench();
  const handlers = createHandlers(bench.services());
  await handlers['rosters.refresh']({}, {});
  await bench.clock.run(bench.clock.sleep(300));
  unwrap(await handlers['profiles.remove']({ profileId: bench.profileId }, {}));
  await bench.clock.run(bench.clock.sleep(60_000));
  expect(unwrap(await bench.services().rosters.known()).heads).toEqual([]);
});

test('keeps the last known roster when planning could not read it', async () => {
  const bench = await createBackgroundBench();
  bench.cloud.setRoster('img-plain001', recipients(3));
  await bench.plan('share', recipients(4));
  bench.cloud.failNext('DescribeImageSharePermission', 'InternalError', 5, 'img-plain001');
  await bench.plan('share', recipients(4));
  const [known] = await bench.stores.rosters.list();
  expect(known?.roster?.entries).toHaveLength(3);
});
