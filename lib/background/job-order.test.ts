import { expect, test } from 'vitest';
import { imageKey } from '../domain/image';
import type { Job, Mode, Plan } from '../domain/job';
import { mustPrecede } from './job-order';
import { createLive, type LiveJob, newJob } from './live-job';

const image = { product: 'tencent-cvm', region: 'ap-guangzhou', imageId: 'img-dummy001' } as const;
const account = '100000000009';

const planOf = (id: string, mode: Mode, profileId: string, caller: string): Plan => ({
  id,
  request: {
    profileId,
    product: image.product,
    images: [{ region: image.region, imageId: image.imageId }],
    mode,
    accounts: [account],
  },
  caller,
  images: [
    {
      image: { ...image, name: '', owner: '', state: '', createdAt: '', platform: '' },
      rosterSize: 0,
      rosterMark: '',
      share: mode === 'share' ? [account] : [],
      revoke: mode === 'revoke' ? [account] : [],
      skipped: [],
    },
  ],
  madeAt: 0,
});

interface Given {
  profileId?: string;
  caller?: string;
  change?: Partial<Job>;
}

const liveOf = (mode: Mode, startedAt: number, { profileId = 'p-1', caller = 'c-1', change }: Given = {}) => {
  const plan = planOf(`job-${startedAt}`, mode, profileId, caller);
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

test('a job that does not run holds nobody up', () => {
  const share = liveOf('share', 1);
  share.runner = undefined;
  expect(precedes(share, liveOf('revoke', 2))).toBe(false);
});
