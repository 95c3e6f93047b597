import { beforeEach, describe, expect, test } from 'vitest';
import { recipients } from '../../practice/tencent/world.ts';
import type { JournalEntry } from '../domain/job';
import { createBackgroundBench } from '../testing/background-bench';
import { createMemorySession } from '../testing/memory-session';
import { createVirtualClock, type VirtualClock } from '../testing/virtual-clock';
import type { Notice, SessionDoor } from './doors';
import { createHandlers } from './handlers';
import { createLive, type LiveJob, newJob, note } from './live-job';
import { createNotices } from './notices';

let clock: VirtualClock;
let session: SessionDoor;
let shown: Notice[];
let isWanted: boolean;

beforeEach(() => {
  clock = createVirtualClock(1_000);
  session = createMemorySession();
  shown = [];
  isWanted = true;
});

const plan: LiveJob['plan'] = {
  id: 'job-1',
  request: { profileId: 'p', product: 'tencent-cvm', images: [], mode: 'share', accounts: ['100000000001'] },
  caller: 'c',
  madeAt: 0,
  images: [
    {
      image: {
        product: 'tencent-cvm',
        region: 'r',
        imageId: 'img-00000000',
        name: '',
        owner: 'c',
        state: 'NORMAL',
        createdAt: '',
        platform: '',
      },
      rosterSize: 0,
      rosterMark: '',
      share: ['100000000001'],
      revoke: [],
      skipped: [],
    },
  ],
};
const confirmed: JournalEntry = {
  kind: 'settled',
  imageId: 'img-00000000',
  at: 0,
  rows: [{ account: '100000000001', action: 'share', outcome: 'confirmed' }],
};
const liveWith = (job: Partial<LiveJob['job']>, entries: JournalEntry[] = []): LiveJob =>
  createLive({ ...newJob(plan, 0, undefined), ...job }, plan, entries);
const open = () =>
  createNotices({
    clock,
    session,
    awake: (work) => work(),
    isWanted: async () => isWanted,
    show: async (notice) => void shown.push(notice),
  });
const pass = () => clock.run(clock.sleep(10_000));
const locked = { state: 'waiting', cause: { kind: 'vault-locked' } } as const;

describe('a person who looks at no page of ours', () => {
  test('is told that a job ended, by its counts and nothing else of it', async () => {
    open().stopped(liveWith({ state: 'finished', endedAt: 5 }, [confirmed]));
    await pass();
    expect(shown).toEqual([
      {
        kind: 'ended',
        jobId: 'job-1',
        counts: { waiting: 0, confirmed: 1, 'no-change': 0, refused: 0, unknown: 0 },
      },
    ]);
  });

  test('is told of a job that waits for them, once for each stop, whichever background finds it', async () => {
    const live = liveWith(locked);
    open().stopped(live);
    await pass();
    open().stopped(live);
    await pass();
    expect(shown).toEqual([{ kind: 'waits', jobId: 'job-1', cause: { kind: 'vault-locked' } }]);
    note(live, confirmed);
    open().stopped(live);
    await pass();
    expect(shown).toHaveLength(2);
  });

  test.each([
    ['paused it', { state: 'paused' }],
    ['cancelled it', { state: 'cancelled', endedAt: 5 }],
    ['need do nothing', { state: 'waiting', cause: { kind: 'throttled' } }],
  ] as const)('is not told of a job when they %s', async (_, job) => {
    open().stopped(liveWith(job));
    await pass();
    expect(shown).toEqual([]);
  });

  test('is told nothing when they said so', async () => {
    isWanted = false;
    open().stopped(liveWith({ state: 'finished' }));
    await pass();
    expect(shown).toEqual([]);
  });

  test('is told nothing of a job that was taken up again at once, or forgotten', async () => {
    const resumed = liveWith(locked);
    open().stopped(resumed);
    resumed.job = { ...resumed.job, state: 'running', cause: undefined };
    const forgotten = liveWith({ state: 'finished' });
    open().stopped(forgotten);
    forgotten.isForgotten = true;
    await pass();
    expect(shown).toEqual([]);
  });
});

test('a page that asks after the end has seen it; one that asked before it has not', async () => {
  const notices = open();
  notices.seen();
  await clock.run(clock.sleep(1));
  notices.stopped(liveWith({ state: 'finished' }));
  await pass();
  expect(shown).toHaveLength(1);
  notices.stopped(liveWith({ id: 'job-2', state: 'finished' }));
  await clock.run(clock.sleep(1_000));
  notices.seen();
  await pass();
  expect(shown).toHaveLength(1);
});

describe('a whole background', () => {
  test('counts its running jobs, also one that an earlier life left, and tells of the end nobody saw', async () => {
    const bench = await createBackgroundBench();
    const jobId = await bench.start(await bench.plan('share', recipients(60)));
    expect(bench.running).toEqual([1]);
    bench.kill();
    await bench.services().jobs.wake();
    await bench.settle(jobId);
    await bench.clock.run(bench.clock.sleep(10_000));
    expect(bench.running.slice(-2)).toEqual([1, 0]);
    expect(bench.notices).toMatchObject([{ kind: 'ended', jobId, counts: { confirmed: 60 } }]);
  });

  test.each(['job.read', 'job.list'] as const)('tells nothing to a page that asks by %s', async (name) => {
    const bench = await createBackgroundBench();
    const jobId = await bench.start(await bench.plan('share', recipients(60)));
    await bench.settle(jobId);
    const handlers = createHandlers(bench.services());
    if (name === 'job.list') await handlers[name]({}, {});
    else await handlers[name]({ jobId, after: -1 }, {});
    await bench.clock.run(bench.clock.sleep(10_000));
    expect(bench.notices).toEqual([]);
  });

  test('takes an earlier number from the button when no job is left', async () => {
    const bench = await createBackgroundBench();
    await bench.services().jobs.wake();
    expect(bench.running).toEqual([0]);
  });
});
