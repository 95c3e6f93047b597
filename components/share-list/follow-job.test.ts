import { expect, test } from 'vitest';
import type { JobRow, JobView, OutcomeKind } from '../../lib/domain/job';
import { failed, type Result, success } from '../../lib/domain/result';
import type { Client } from '../../lib/messaging/client';
import { followJob, type JobProgress } from './follow-job';
import { quickClock, testNow } from './test-values';

const row = (index: number, outcome: OutcomeKind): JobRow => ({
  index,
  account: String(index),
  imageId: 'img-00000001',
  action: 'revoke',
  outcome,
});
const view = (
  over: Partial<JobView['job']>,
  revision: number,
  rows: JobRow[],
  isUndoPossible = true,
): Result<JobView> =>
  success({
    job: {
      id: 'j',
      planId: '',
      profileId: 'p1',
      caller: '',
      product: 'tencent-cvm',
      region: '',
      mode: 'revoke',
      state: 'running',
      startedAt: testNow,
      ...over,
    },
    revision,
    counts: { waiting: 0, confirmed: 0, 'no-change': 0, refused: 0, unknown: 0 },
    total: 2,
    rows,
    images: [],
    calls: 0,
    isUndoPossible,
  });

/** Answers in order; the last answer stays. */
const follow = async (answers: Result<JobView>[], signal = new AbortController().signal) => {
  const asked: number[] = [];
  const told: JobProgress[] = [];
  const client = (async (_: string, { after }: { after: number }) => {
    asked.push(after);
    return answers[Math.min(asked.length, answers.length) - 1];
    // The one call made is job.read, whose reply the answers are.
  }) as unknown as Client;
  const end = await followJob(client, quickClock(), 'j', (progress) => told.push(progress), signal);
  return { end, asked, told };
};

test('asks for what changed since, and gathers the rows', async () => {
  const { end, asked } = await follow([
    view({}, 3, [row(0, 'waiting'), row(1, 'waiting')]),
    view({}, 5, [row(1, 'confirmed')]),
    view({ state: 'finished' }, 6, [row(0, 'refused')]),
  ]);
  expect(asked).toEqual([-1, 3, 5]);
  expect(end.ok && end.value.rows.map((one) => one.outcome)).toEqual(['refused', 'confirmed']);
});

test('goes on while an outcome is unknown and while the job waits, and tells why it waits', async () => {
  const { end, told } = await follow([
    view({}, 1, [row(0, 'unknown'), row(1, 'confirmed')]),
    view({ state: 'waiting', cause: { kind: 'vault-locked' } }, 2, []),
    view({ state: 'finished' }, 3, [row(0, 'confirmed')]),
  ]);
  expect(told.map((one) => one.cause?.kind)).toEqual([undefined, 'vault-locked', undefined]);
  expect(end.ok).toBe(true);
});

test('waits for the end of a job whose rows are settled: only then it can be taken back', async () => {
  const rows = [row(0, 'confirmed'), row(1, 'confirmed')];
  const { end } = await follow([view({}, 3, rows, false), view({ state: 'finished' }, 3, [])]);
  expect(end).toMatchObject({ ok: true, value: { rows, isUndoPossible: true } });
});

test('does not wait as long as a job watches for late copies', async () => {
  const rows = [row(0, 'confirmed'), row(1, 'confirmed')];
  const { asked, end } = await follow([view({ watchingUntil: testNow + 1_800_000 }, 3, rows, false)]);
  expect(asked).toHaveLength(1);
  expect(end).toMatchObject({ ok: true, value: { rows, isUndoPossible: false } });
});

test('outlives a background that is being restarted, but not one that is gone', async () => {
  const gone = failed({ kind: 'background-gone' });
  const back = await follow([gone, gone, view({ state: 'finished' }, 1, [row(0, 'confirmed')])]);
  expect(back.end.ok).toBe(true);
  expect((await follow([gone])).end).toEqual(gone);
});

test('ends at once when the job is not there', async () => {
  const { asked, end } = await follow([failed({ kind: 'job-missing' })]);
  expect(asked).toHaveLength(1);
  expect(end).toEqual(failed({ kind: 'job-missing' }));
});
