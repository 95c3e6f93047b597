import { describe, expect, test } from 'vitest';
import { practiceKeys, recipients } from '../../practice/tencent/world.ts';
import { glanceKey } from '../domain/glance';
import type { CallName, CallReply, CallRequest } from '../messaging/contract';
import { createServer } from '../messaging/server';
import { type BackgroundBench, createBackgroundBench, unwrap } from '../testing/background-bench';
import { createHandlers } from './handlers';

/** Calls as a page of ours does, through the server. */
const callerOf =
  (bench: BackgroundBench) =>
  async <Name extends CallName>(call: Name, request: CallRequest<Name>): Promise<CallReply<Name>> => {
    const serve = createServer({
      handlers: createHandlers(bench.services()),
      audienceOf: async () => 'page',
    });
    // The handler's type says what it replies; the server hands it on as unknown.
    return unwrap(await bench.clock.run(serve({ call, request }, {}))) as CallReply<Name>;
  };

const { secretId: keyId, secretKey: secret } = practiceKeys.main;
const keys = { site: 'tencent', label: 'main', keyId, secret } as const;

test('locking the keys stops a running job before its next calls; the same account going on finishes it', async () => {
  const bench = await createBackgroundBench();
  const call = callerOf(bench);
  const jobId = await bench.start(await bench.plan('share', recipients(400)));
  bench.onWrite((count) => {
    if (count === 2) void createHandlers(bench.services())['vault.lock']({}, {});
  });
  const { job } = await bench.settle(jobId);
  expect(job).toMatchObject({ state: 'waiting', cause: { kind: 'vault-locked' } });
  expect(bench.writes()).toBeLessThanOrEqual(3);
  // The keys were in memory only: they are gone, and so is the profile.
  await call('vault.useMemory', {});
  await call('job.resume', { jobId, isProven: false });
  expect((await bench.settle(jobId)).job.cause).toEqual({ kind: 'profile-missing' });
  const profile = await call('profiles.save', keys);
  const view = await bench.settle(jobId);
  expect(view.job).toMatchObject({ state: 'finished', profileId: profile.id });
  expect(view.counts.confirmed).toBe(400);
});

test('removing a profile stops its jobs and forgets its rosters', async () => {
  const bench = await createBackgroundBench();
  const call = callerOf(bench);
  const { profileId } = bench;
  const jobId = await bench.start(await bench.plan('share', recipients(400)));
  bench.onWrite((count) => {
    if (count === 2) void createHandlers(bench.services())['profiles.remove']({ profileId }, {});
  });
  expect((await bench.settle(jobId)).job).toMatchObject({
    state: 'waiting',
    cause: { kind: 'profile-missing' },
  });
  await bench.clock.run(bench.clock.sleep(5_000));
  expect(await call('profiles.list', {})).toEqual([]);
  expect((await call('rosters.known', {})).heads).toEqual([]);
});

test('lists regions and images, and shows no key in any reply', async () => {
  const bench = await createBackgroundBench();
  const call = callerOf(bench);
  const { profileId } = bench;
  const product = 'tencent-cvm';
  const replies = [
    await call('profiles.list', {}),
    await call('profiles.save', keys),
    await call('regions.list', { profileId, product }),
    await call('images.list', { profileId, product, region: 'ap-guangzhou' }),
    await call('vault.state', {}),
  ];
  expect(replies[2]).not.toEqual([]);
  expect(replies[3]).not.toEqual([]);
  expect(JSON.stringify(replies)).not.toContain(secret);
  expect(JSON.stringify(replies)).not.toContain(keyId);
});

test('signs by the cloud’s clock, also after a kill', async () => {
  const bench = await createBackgroundBench();
  bench.cloud.moveClock(3_600_000);
  await bench.plan('share', recipients(1));
  bench.kill();
  const before = bench.cloud.calls.length;
  await bench.plan('share', recipients(1));
  // Who am I, the image, its roster: none of them had to be signed twice.
  expect(bench.cloud.calls.length - before).toBe(3);
});

test('slows down when the cloud says so, shows it, and still finishes', async () => {
  const bench = await createBackgroundBench();
  const plan = await bench.plan('share', recipients(400));
  bench.cloud.failNext('ModifyImageSharePermission', 'RequestLimitExceeded', 1);
  const jobId = await bench.start(plan);
  const paces: (number | undefined)[] = [];
  bench.onWrite(() => {
    void bench
      .services()
      .jobCalls.read(jobId, -1)
      .then((view) => paces.push(unwrap(view).slowedTo));
  });
  expect((await bench.settle(jobId)).counts.confirmed).toBe(400);
  expect(paces.some((pace) => pace !== undefined && pace < 9)).toBe(true);
});

describe('a panel that nobody has proven to be in plain sight', () => {
  const framed = { frameId: 7, tab: { id: 1 } };
  const paths = {
    share: () => createBackgroundBench(),
    revoke: async () => {
      const bench = await createBackgroundBench();
      bench.cloud.setRoster('img-plain001', recipients(5));
      return bench;
    },
  };

  for (const mode of ['share', 'revoke'] as const) {
    test(`gets the job shown in a window instead of taking a ${mode} back`, async () => {
      const bench = await paths[mode]();
      const jobId = await bench.start(await bench.plan(mode, recipients(5)));
      await bench.settle(jobId);
      const done = bench.cloud.rosterOf('img-plain001');
      const before = bench.writes();
      const undo = (isProven: boolean) =>
        bench.clock.run(createHandlers(bench.services())['job.undo']({ jobId, isProven }, framed));
      expect(await undo(false)).toEqual({ ok: false, failure: { kind: 'confirmation-needed' } });
      expect(bench.openedJobs).toEqual([jobId]);
      expect(bench.cloud.rosterOf('img-plain001')).toEqual(done);
      expect(bench.writes()).toBe(before);
      await bench.settle(unwrap(await undo(true)).jobId);
      expect(bench.cloud.rosterOf('img-plain001')).toHaveLength(5 - done.length);
    });
  }

  test('neither resumes nor tries again', async () => {
    const bench = await createBackgroundBench();
    const jobId = await bench.start(await bench.plan('share', [...recipients(5), '100000999999']));
    const handlers = createHandlers(bench.services());
    await bench.clock.run(handlers['job.pause']({ jobId }, framed));
    await bench.settle(jobId);
    const before = bench.writes();
    const refused = { ok: false, failure: { kind: 'confirmation-needed' } };
    const unproven = { jobId, isProven: false };
    expect(await bench.clock.run(handlers['job.resume'](unproven, framed))).toEqual(refused);
    expect((await bench.jobOf(jobId)).state).toBe('paused');
    await bench.clock.run(handlers['job.resume']({ jobId, isProven: true }, framed));
    await bench.settle(jobId);
    const writes = bench.writes();
    expect(writes).toBeGreaterThan(before);
    expect(await bench.clock.run(handlers['job.retry'](unproven, framed))).toEqual(refused);
    expect((await bench.jobOf(jobId)).state).toBe('finished');
    expect(bench.writes()).toBe(writes);
    expect(await bench.clock.run(handlers['job.retry'](unproven, { tab: { id: 1 }, frameId: 0 }))).toEqual({
      ok: true,
      value: null,
    });
  });
});

test('what the popup showed last is forgotten with the keys', async () => {
  for (const forget of ['vault.lock', 'everything.forget', 'profiles.remove'] as const) {
    const bench = await createBackgroundBench();
    await bench.session.write(glanceKey, { heads: [] });
    const request = forget === 'profiles.remove' ? { profileId: bench.profileId } : {};
    await callerOf(bench)(forget, request);
    expect(await bench.session.read(glanceKey), forget).toBeUndefined();
  }
});
