import { expect, test } from 'vitest';
import { recipients } from '../../practice/tencent/world.ts';
import type { Image, ImagePlace } from '../domain/image';
import type { Plan, ShareRequest } from '../domain/job';
import { shareRequestSchema } from '../domain/schemas';
import { type BackgroundBench, createBackgroundBench, unwrap } from './background-bench';

const at = (imageId: string, region = 'ap-guangzhou'): ImagePlace => ({ region, imageId });
const from = at('img-shared03');
const to = at('img-plain001');
/** Never known to the practice cloud, though it looks like an account. */
const nobody = '100000999999';

const planOf = async (bench: BackgroundBench, request: Partial<ShareRequest>): Promise<Plan> =>
  unwrap(
    await bench.clock.run(
      bench.services().planner.make({
        profileId: bench.profileId,
        product: 'tencent-cvm',
        images: [to],
        mode: 'share',
        accounts: [],
        ...request,
      }),
    ),
  );

const replacing = (bench: BackgroundBench) => planOf(bench, { source: from, replacesSource: true });

const writesOf = ({ cloud }: BackgroundBench) =>
  cloud.calls.filter(({ action }) => action === 'ModifyImageSharePermission').map(({ imageId }) => imageId);

test('one job works on images of several regions', async () => {
  const bench = await createBackgroundBench();
  const cloud = unwrap(await bench.services().clouds.open(bench.profileId, 'tencent-cvm'));
  const listed = unwrap(await bench.clock.run(cloud.provider.listImages('ap-shanghai')));
  const far = listed.find(({ blockedBy }) => blockedBy === undefined)?.imageId ?? '';
  const plan = await planOf(bench, { images: [to, at(far, 'ap-shanghai')], accounts: recipients(3) });
  const { job } = await bench.settle(await bench.start(plan));
  expect(job.state).toBe('finished');
  for (const imageId of [to.imageId, far]) expect(bench.cloud.rosterOf(imageId)).toEqual(recipients(3));
});

test('copies a roster: the images get whoever the source has, and the source keeps them', async () => {
  const bench = await createBackgroundBench();
  const has = bench.cloud.rosterOf(from.imageId);
  expect(has).toHaveLength(3);
  bench.cloud.setRoster(to.imageId, [has[0] ?? '', ...recipients(1)]);
  const plan = await planOf(bench, { source: from });
  expect(plan.request.accounts).toEqual(has);
  expect(plan.images).toMatchObject([{ image: { imageId: to.imageId }, share: has.slice(1), revoke: [] }]);
  await bench.settle(await bench.start(plan));
  expect(new Set(bench.cloud.rosterOf(to.imageId))).toEqual(new Set([...has, ...recipients(1)]));
  expect(bench.cloud.rosterOf(from.imageId)).toEqual(has);
});

test('replaces an image: everybody is on the new one before anybody loses the old one, and undo reverses it', async () => {
  const bench = await createBackgroundBench();
  const has = bench.cloud.rosterOf(from.imageId);
  const jobId = await bench.start(await replacing(bench));
  await bench.settle(jobId);
  expect(writesOf(bench)).toEqual([to.imageId, from.imageId]);
  expect(bench.cloud.rosterOf(to.imageId)).toEqual(has);
  expect(bench.cloud.rosterOf(from.imageId)).toEqual([]);

  const undo = unwrap(await bench.clock.run(bench.services().jobCalls.undo(jobId)));
  await bench.settle(undo.jobId);
  expect(writesOf(bench).slice(2)).toEqual([from.imageId, to.imageId]);
  expect(bench.cloud.rosterOf(from.imageId)).toEqual(has);
  expect(bench.cloud.rosterOf(to.imageId)).toEqual([]);
});

test('undo gives the old image back also where nobody knows whether it was lost', async () => {
  const bench = await createBackgroundBench();
  const has = bench.cloud.rosterOf(from.imageId);
  const plan = await replacing(bench);
  const jobId = await bench.start(plan);
  bench.onWrite((count) => {
    if (count !== 2) return;
    // The revoke works, and nobody hears or reads of it.
    bench.cloud.faultNext('ModifyImageSharePermission', 'lost-after');
    bench.setOnline(false);
    void bench.services().jobCalls.cancel(jobId);
  });
  const { rows } = await bench.settle(jobId);
  const outcomesOn = (imageId: string) =>
    rows.filter((row) => row.imageId === imageId).map((row) => row.outcome);
  expect(outcomesOn(to.imageId)).toEqual(has.map(() => 'confirmed'));
  expect(outcomesOn(from.imageId)).toEqual(has.map(() => 'unknown'));
  expect(bench.cloud.rosterOf(from.imageId)).toEqual([]);
  bench.setOnline(true);
  const undo = unwrap(await bench.clock.run(bench.services().jobCalls.undo(jobId)));
  await bench.settle(undo.jobId);
  expect(bench.cloud.rosterOf(from.imageId)).toEqual(has);
  expect(bench.cloud.rosterOf(to.imageId)).toEqual([]);
});

test('an account that the new image refuses keeps the old one, and the report says so', async () => {
  const bench = await createBackgroundBench();
  const has = bench.cloud.rosterOf(from.imageId);
  bench.cloud.setRoster(from.imageId, [...has, nobody]);
  const { rows } = await bench.settle(await bench.start(await replacing(bench)));
  expect(bench.cloud.rosterOf(from.imageId)).toEqual([nobody]);
  expect(rows.find(({ account, action }) => account === nobody && action === 'revoke')).toMatchObject({
    outcome: 'refused',
    failure: { kind: 'replacement-missing' },
  });
  expect(bench.cloud.rosterOf(to.imageId)).toEqual(has);
});

test('a later share of the old image goes on as soon as an account is known to keep it', async () => {
  const bench = await createBackgroundBench();
  const account = recipients(1);
  const other = 'img-plain002';
  const write = 'ModifyImageSharePermission';
  bench.cloud.setRoster(to.imageId, account);
  bench.cloud.faultNext(write, 'lost-before');
  const lostId = await bench.start(await bench.plan('revoke', account, [to.imageId]));
  bench.onWrite(() => void bench.services().jobCalls.cancel(lostId));
  expect((await bench.settle(lostId)).counts.unknown).toBe(1);
  bench.onWrite(undefined);
  bench.cloud.setRoster(to.imageId, []);
  bench.cloud.setRoster(from.imageId, account);
  bench.cloud.failNext(write, 'InvalidAccountId.NotFound', 1, other);
  const share = await bench.plan('share', recipients(2), [from.imageId]);
  const replacement = await planOf(bench, { images: [to, at(other)], source: from, replacesSource: true });
  const replaceId = await bench.start(replacement);
  await bench.clock.run(bench.clock.sleep(500));
  const shareId = await bench.start(share);
  await bench.clock.run(bench.clock.sleep(20_000));
  // It watches for the lost revoke on the new image.
  expect((await bench.jobOf(replaceId)).watchingUntil).toBeGreaterThan(bench.clock.now());
  expect((await bench.jobOf(shareId)).state).toBe('finished');
  await bench.settle(replaceId);
  expect(bench.cloud.rosterOf(from.imageId)).toEqual(recipients(2));
});

test('nothing is taken off an image while one that replaces it cannot be shared', async () => {
  const bench = await createBackgroundBench();
  const plan = await planOf(bench, {
    images: [to, at('img-byol0001')],
    source: from,
    replacesSource: true,
  });
  expect(plan.images.at(-1)).toMatchObject({
    image: { imageId: from.imageId },
    revoke: [],
    blockedBy: { kind: 'replacement-missing' },
  });
});

test.each([1, 2])('a replacement killed at write %i goes on and ends the same', async (fatal) => {
  const bench = await createBackgroundBench();
  const has = bench.cloud.rosterOf(from.imageId);
  const plan = await replacing(bench);
  bench.onWrite((count) => {
    if (count !== fatal) return;
    bench.onWrite(undefined);
    bench.kill();
  });
  const jobId = await bench.start(plan);
  await bench.clock.run(bench.clock.sleep(2_000));
  await bench.services().jobs.wake();
  const { job, rows } = await bench.settle(jobId);
  expect(job.state).toBe('finished');
  expect(rows.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => 'confirmed'));
  expect(bench.cloud.rosterOf(to.imageId)).toEqual(has);
  expect(bench.cloud.rosterOf(from.imageId)).toEqual([]);
});

test('a source whose roster has changed since makes the plan stale', async () => {
  const bench = await createBackgroundBench();
  const plan = await replacing(bench);
  bench.cloud.setRoster(from.imageId, recipients(4));
  const wish = { planId: plan.id, needsConfirmation: false, revokeCount: undefined };
  const started = await bench.clock.run(bench.services().starts.start(wish));
  expect(started).toEqual({ ok: false, failure: { kind: 'plan-stale' } });
});

test('a source that cannot be read gives no plan', async () => {
  const bench = await createBackgroundBench();
  const request = { images: [to], mode: 'share', accounts: [], source: at('img-nowhere1') } as const;
  const plan = await bench.clock.run(
    bench.services().planner.make({
      ...request,
      profileId: bench.profileId,
      product: 'tencent-cvm',
      images: [to],
      accounts: [],
    }),
  );
  expect(plan).toMatchObject({ ok: false, failure: { kind: 'image-not-found' } });
});

test.each<[string, Partial<ShareRequest>]>([
  ['an image that is its own source', { source: to }],
  ['a revoke with a source', { source: from, mode: 'revoke' }],
  ['a replacement of nothing', { replacesSource: true }],
  ['one image twice', { images: [to, at(to.imageId, 'ap-shanghai')] }],
])('refuses %s', (_, wrong) => {
  const request: ShareRequest = {
    profileId: 'p',
    product: 'tencent-cvm',
    images: [to],
    mode: 'share',
    accounts: [],
  };
  expect(shareRequestSchema.safeParse(request).success).toBe(true);
  expect(shareRequestSchema.safeParse({ ...request, ...wrong }).success).toBe(false);
});

test('finds images by id in whatever region they are, and leaves out what is nowhere', async () => {
  const bench = await createBackgroundBench();
  const { images } = bench.services();
  const product = 'tencent-cvm';
  const listed = unwrap(await bench.clock.run(images.list(bench.profileId, product, 'ap-shanghai')));
  const far = listed[0]?.imageId ?? '';
  const found = unwrap(
    await bench.clock.run(images.locate(bench.profileId, product, [far, 'img-nowhere1', to.imageId])),
  );
  expect(found.map(({ region, imageId }) => ({ region, imageId }))).toEqual([at(far, 'ap-shanghai'), to]);
});

test('marks the accounts that no known roster has', async () => {
  const bench = await createBackgroundBench();
  const has = bench.cloud.rosterOf(from.imageId);
  await planOf(bench, { images: [from], accounts: recipients(1) });
  const plan = await planOf(bench, { accounts: [...new Set([...has, ...recipients(50)])] });
  expect(plan.newAccounts).toEqual(recipients(50).filter((account) => !has.includes(account)));
  expect(plan.newAccounts).not.toEqual([]);
});

test('looks for known accounts in the largest rosters first, and for a revoke in none', async () => {
  const bench = await createBackgroundBench();
  const { rosters } = bench.stores;
  const image = (number: number): Image => ({
    product: 'tencent-cvm',
    ...at(`img-known${number}`),
    name: '',
    owner: '',
    state: 'NORMAL',
    createdAt: '',
    platform: '',
  });
  const entries = recipients(40).map((account) => ({ account }));
  await rosters.put({ profileId: 'p9', image: image(0), roster: { entries, readAt: 1 } });
  for (let number = 1; number <= 60; number += 1)
    await rosters.put({
      profileId: 'p9',
      image: image(number),
      roster: { entries: entries.slice(0, 1), readAt: 1 },
    });
  const { get } = rosters;
  let looks = 0;
  rosters.get = (profileId, ref) => {
    looks += 1;
    return get(profileId, ref);
  };
  // The next background takes the store as it is now.
  bench.kill();
  const plan = await planOf(bench, { accounts: recipients(40) });
  expect(plan.newAccounts).toEqual([]);
  expect(looks).toBe(20);
  looks = 0;
  const revoke = { images: [from], mode: 'revoke' as const, accounts: recipients(2) };
  expect((await planOf(bench, revoke)).newAccounts).toEqual([]);
  expect(looks).toBe(0);
});
