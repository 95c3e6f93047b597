import { expect, test } from 'vitest';
import { imageKey } from '../domain/image';
import type { Job, Mode, Plan } from '../domain/job';
import { mayReach, mustPrecede } from './job-order';
import { createLive, type LiveJob, newJob, note } from './live-job';

const image = { product: 'tencent-cvm', region: 'ap-guangzhou', imageId: 'img-dummy001' } as const;
const account = '100000000009';

const planOf = (id: string, mode: Mode, profileId: string, caller: string, accounts: string[]): Plan => ({
  id,
  request: {
    profileId,
    product: image.product,
    images: [{ region: image.region, imageId: image.imageId }],
    mode,
    accounts,
  },
  caller,
  images: [
    {
      image: { ...image, name: '', owner: '', state: '', createdAt: '', platform: '' },
      rosterSize: 0,
      rosterMark: '',
      share: mode === 'share' ? accounts : [],
      revoke: mode === 'revoke' ? accounts : [],
      skipped: [],
    },
  ],
  madeAt: 0,
});

interface Given {
  profileId?: string;
  caller?: string;
  change?: Partial<Job>;
  accounts?: string[];
}

const liveOf = (
  mode: Mode,
  startedAt: number,
  { profileId = 'p-1', caller = 'c-1', change, accounts = [account] }: Given = {},
) => {
  const plan = planOf(`job-${startedAt}`, mode, profileId, caller, accounts);
  const live: LiveJob = createLive({ ...newJob(plan, startedAt, undefined), ...change }, plan, []);
  live.runner = Promise.resolve();
  return live;
};

const precedes = (earlier: LiveJob, later: LiveJob) => mustPrecede(earlier, later, imageKey(image));

test('an earlier job goes before a later one that wishes the contrary, and not the other way round', () => {
  const share = liveOf('share', 1);
  const revoke = liveOf('revoke', 2);
  expect(precedes(share, revoke)).toBe(true);
  expect(precedes(revoke, share)).toBe(false);
  expect(precedes(share, liveOf('share', 2))).toBe(false);
  expect(mustPrecede(share, revoke, imageKey({ ...image, region: 'ap-beijing' }))).toBe(false);
});

test('only jobs of one profile or of one known account wait for each other', () => {
  const share = liveOf('share', 1);
  expect(precedes(share, liveOf('revoke', 2, { profileId: 'p-2' }))).toBe(true);
  expect(precedes(share, liveOf('revoke', 2, { caller: 'c-2' }))).toBe(true);
  expect(precedes(share, liveOf('revoke', 2, { profileId: 'p-2', caller: 'c-2' }))).toBe(false);
  const unknown = liveOf('share', 1, { caller: '' });
  expect(precedes(unknown, liveOf('revoke', 2, { profileId: 'p-2', caller: '' }))).toBe(false);
});

test('a job that was asked again for what it was refused comes after a later one that disagrees, and waits for it', () => {
  const accounts = [account, '100000000010'];
  const shareBoth = liveOf('share', 3, { accounts });
  const again = (outcome: 'refused' | 'unknown') => {
    const revoke = liveOf('revoke', 1, { change: { retriedAt: 4 }, accounts });
    const { imageId } = image;
    note(revoke, { kind: 'settled', imageId, at: 2, rows: [{ account, action: 'revoke', outcome }] });
    note(revoke, { kind: 'retried', at: 4 });
    return revoke;
  };
  expect(precedes(shareBoth, again('refused'))).toBe(true);
  // Only rows that were refused are asked for again: of the other account the share is the later word.
  expect(precedes(again('refused'), shareBoth)).toBe(false);
  expect(precedes(shareBoth, again('unknown'))).toBe(false);
});

test('jobs that ended an hour before are not looked at, by a clock that runs right now', () => {
  const hour = 60 * 60_000;
  const ended = { ...liveOf('share', 1).job, endedAt: 2 };
  const job = { ...liveOf('revoke', 3 * hour).job };
  expect(mayReach(ended, job, 3 * hour)).toBe(false);
  expect(mayReach(ended, job, 1000)).toBe(true);
});

test('a job that does not run holds nobody up', () => {
  const share = liveOf('share', 1);
  share.runner = undefined;
  expect(precedes(share, liveOf('revoke', 2))).toBe(false);
});
