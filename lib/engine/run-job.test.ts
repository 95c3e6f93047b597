import { expect, test } from 'vitest';
import type { ImagePlan, JobRow, JournalEntry, Plan } from '../domain/job';
import type { Action } from '../domain/product';
import type { Provider } from '../domain/provider';
import { failed, success } from '../domain/result';
import { createVirtualClock } from '../testing/virtual-clock';
import type { Control } from './image-run';
import { createRows, foldEntry } from './job-rows';
import { runJob } from './run-job';

const account = '100000000009';
const imageIds = ['img-old', 'img-new1', 'img-new2'] as const;
type ImageId = (typeof imageIds)[number];

const planOf = (imageId: ImageId, wish: Partial<ImagePlan>): ImagePlan => ({
  image: {
    product: 'tencent-cvm',
    region: 'ap-guangzhou',
    imageId,
    name: '',
    owner: '',
    state: '',
    createdAt: '',
    platform: '',
  },
  rosterSize: 0,
  rosterMark: '',
  share: [],
  revoke: [],
  skipped: [],
  ...wish,
});

const plan: Plan = {
  id: 'plan-1',
  request: {
    profileId: 'p-1',
    product: 'tencent-cvm',
    images: [
      { region: 'ap-guangzhou', imageId: 'img-new1' },
      { region: 'ap-guangzhou', imageId: 'img-new2' },
    ],
    mode: 'share',
    accounts: [account],
    source: { region: 'ap-guangzhou', imageId: 'img-old' },
    replacesSource: true,
  },
  caller: '',
  images: [
    planOf('img-new1', { share: [account] }),
    planOf('img-new2', { share: [account] }),
    planOf('img-old', { revoke: [account], isLast: true }),
  ],
  madeAt: 0,
};

/** Replaces one image by two, for one account that the old one has, over as many runs as are asked for. */
const createReplacement = () => {
  const clock = createVirtualClock();
  const rosters = new Map<string, Set<string>>([['img-old', new Set([account])]]);
  const entries: JournalEntry[] = [];
  let control: Control = 'run';
  // One image after the other, so that a cancel finds the second one not begun.
  let turn: Promise<unknown> = Promise.resolve();
  const life = {
    entries,
    /** Decides about a write before the cloud does it. */
    onWrite: (_imageId: string): 'done' | 'refused' => 'done',
    cancel: () => {
      control = 'cancel';
    },
    rows: (): JobRow[] => {
      const state = createRows(plan);
      for (const entry of entries) foldEntry(state, entry);
      return state.rows;
    },
    outcomeOf: (imageId: ImageId) => life.rows().find((row) => row.imageId === imageId)?.outcome,
    has: (imageId: ImageId) => rosters.get(imageId)?.has(account) ?? false,
    run: async () => {
      control = 'run';
      return clock.run(
        runJob({
          plan,
          entries: [...entries],
          provider: provider as Provider, // a job asks for rosters and changes them, nothing else
          limits: { accountsPerCall: { share: 1, revoke: 1 }, signatureValidMs: 300_000 },
          clock,
          random: () => 0,
          append: async (entry) => void entries.push(entry),
          control: () => control,
          withImage: (_key, _isRevoke, work) => {
            const mine = turn.then(work);
            turn = mine.then(() => undefined);
            return mine;
          },
        }),
      );
    },
  };
  const provider: Pick<Provider, 'readRoster' | 'change'> = {
    readRoster: async ({ imageId }) =>
      success({ entries: [...(rosters.get(imageId) ?? [])].map((each) => ({ account: each })), readAt: 0 }),
    change: async ({ imageId }, action: Action, accounts) => {
      if (life.onWrite(imageId) === 'refused') return failed({ kind: 'account-not-found' });
      const roster = rosters.get(imageId) ?? new Set<string>();
      for (const each of accounts) action === 'share' ? roster.add(each) : roster.delete(each);
      rosters.set(imageId, roster);
      return success({ requestId: 'r' });
    },
  };
  return life;
};

test('an account leaves the replaced image when every other image has it', async () => {
  const job = createReplacement();
  expect(await job.run()).toEqual({ state: 'finished' });
  expect(imageIds.map(job.has)).toEqual([false, true, true]);
});

test('an account that one of two images refuses stays on the replaced one until that one takes it', async () => {
  const job = createReplacement();
  job.onWrite = (imageId) => (imageId === 'img-new2' ? 'refused' : 'done');
  await job.run();
  expect(imageIds.map(job.has)).toEqual([true, true, false]);
  expect(job.outcomeOf('img-old')).toBe('refused');
  job.entries.push({ kind: 'retried', at: 0 });
  await job.run();
  expect(imageIds.map(job.has)).toEqual([true, true, false]);
  job.onWrite = () => 'done';
  job.entries.push({ kind: 'retried', at: 0 });
  await job.run();
  expect(imageIds.map(job.has)).toEqual([false, true, true]);
});

test('what was cancelled of a move stays undone when the refused rest is tried again', async () => {
  const job = createReplacement();
  job.onWrite = (imageId) => {
    if (imageId === 'img-new2') return 'done';
    job.cancel();
    return 'refused';
  };
  expect(await job.run()).toEqual({ state: 'cancelled' });
  expect(imageIds.map(job.outcomeOf)).toEqual(['no-change', 'refused', 'no-change']);
  job.onWrite = () => 'done';
  job.entries.push({ kind: 'retried', at: 0 });
  await job.run();
  expect(imageIds.map(job.has)).toEqual([true, true, false]);
});
