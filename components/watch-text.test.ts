import { expect, test } from 'vitest';
import type { Job, OutcomeCounts } from '../lib/domain/job';
import { watchText } from './watch-text';

const job: Job = {
  id: 'job-1',
  planId: 'job-1',
  profileId: 'profile-1',
  caller: '100000000001',
  product: 'tencent-cvm',
  mode: 'revoke',
  state: 'running',
  startedAt: 0,
  watchingUntil: new Date(2026, 10, 22, 12, 34).getTime(),
};
const counts: OutcomeCounts = { waiting: 0, confirmed: 3, 'no-change': 1, refused: 0, unknown: 0 };

test('says what is done and until when it is watched', () => {
  expect(watchText(job, counts)).toMatch(/^Revoked, watching until 12:34/);
  expect(watchText({ ...job, mode: 'share' }, counts)).toMatch(/^Shared, watching until/);
  expect(watchText({ ...job, mode: 'match' }, counts)).toMatch(/^Done, watching until/);
});

test('says nothing of jobs that do not watch, are over, or have a row to set right', () => {
  expect(watchText({ ...job, watchingUntil: undefined }, counts)).toBeUndefined();
  expect(watchText({ ...job, state: 'finished' }, counts)).toBeUndefined();
  expect(watchText({ ...job, state: 'cancelled' }, counts)).toBeUndefined();
  expect(watchText(job, { ...counts, unknown: 1 })).toBeUndefined();
  expect(watchText(job, { ...counts, waiting: 1 })).toBeUndefined();
});
