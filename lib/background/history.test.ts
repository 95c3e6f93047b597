import { expect, test } from 'vitest';
import { recipients, subAccounts } from '../../practice/tencent/world.ts';
import { createBackgroundBench, unwrap } from '../testing/background-bench';

test('finds jobs by account, image and name, and makes what they are found by once', async () => {
  const bench = await createBackgroundBench();
  const { history } = bench.services();
  const find = async (text: string, accounts: string[] = []) =>
    unwrap(await history.find({ text, accounts }));
  const [first = '', second = '', third = ''] = recipients(3);
  const one = await bench.start(await bench.plan('share', [first, second]));
  await bench.settle(one);
  const other = await bench.start(await bench.plan('share', [third]));
  await bench.settle(other);
  expect(await find(first)).toEqual([one]);
  expect(await find('', [third])).toEqual([other]);
  expect(await find('', [third.slice(0, -1)])).toEqual([]);
  expect(await find('IMG-PLAIN001')).toEqual([other, one]);
  expect(await find('nothing at all')).toEqual([]);
  expect(await find('')).toEqual([]);
  expect((await bench.stores.jobs.listFacts()).map(({ jobId }) => jobId).sort()).toEqual([one, other].sort());
});

test('a job’s evidence says who, what, every outcome, and the request id of every call', async () => {
  const bench = await createBackgroundBench();
  const [subAccount = ''] = subAccounts;
  const accounts = [...recipients(2), subAccount];
  const jobId = await bench.start(await bench.plan('share', accounts));
  await bench.settle(jobId);
  const evidence = unwrap(await bench.services().history.read(jobId));
  expect(evidence.job).toMatchObject({ by: 'main', state: 'finished' });
  expect(evidence.planned).toMatchObject([{ share: 3, revoke: 0 }]);
  expect(evidence.rows.map(({ outcome }) => outcome)).toEqual(['confirmed', 'confirmed', 'refused']);
  for (const { requestId } of evidence.calls) expect(requestId).toMatch(/\S/);
  expect(evidence.calls.length).toBe(bench.writes());
  const undo = unwrap(await bench.clock.run(bench.services().jobCalls.undo(jobId)));
  await bench.settle(undo.jobId);
  expect(unwrap(await bench.services().history.read(undo.jobId)).job).toMatchObject({
    by: 'main',
    undoes: jobId,
  });
  expect(await bench.services().history.read('gone')).toMatchObject({ failure: { kind: 'job-missing' } });
});

test('a call without an answer is told, whether the answer was lost or nobody lived to hear it', async () => {
  const bench = await createBackgroundBench();
  bench.cloud.faultNext('ModifyImageSharePermission', 'lost-after');
  bench.onWrite((count) => {
    if (count === 2) bench.kill();
  });
  const jobId = await bench.start(await bench.plan('share', recipients(120)));
  await bench.clock.run(bench.clock.sleep(30_000));
  await bench.services().jobs.wake();
  expect((await bench.settle(jobId)).counts.confirmed).toBe(120);
  const { calls } = unwrap(await bench.services().history.read(jobId));
  expect(calls).toHaveLength(bench.writes());
  const answers = calls.map(({ sentAt, answeredAt }) => answeredAt !== undefined && answeredAt >= sentAt);
  expect(answers).toEqual([false, false, ...calls.slice(2).map(() => true)]);
  expect(calls.map(({ sentAt }) => sentAt)).toEqual(calls.map(({ sentAt }) => sentAt).sort());
});

test('a call that a cancel called back before it left is no call of the evidence', async () => {
  const bench = await createBackgroundBench();
  const jobId = await bench.start(await bench.plan('share', recipients(300)));
  bench.onWrite(() => void bench.services().jobCalls.cancel(jobId));
  const { rows } = await bench.settle(jobId);
  expect(rows.some(({ skip }) => skip === 'cancelled')).toBe(true);
  const entry = {
    imageId: 'img-plain001',
    action: 'share',
    accounts: recipients(1),
    at: bench.clock.now(),
  } as const;
  await bench.stores.jobs.append(jobId, { kind: 'sending', ...entry });
  await bench.stores.jobs.append(jobId, {
    kind: 'answered',
    ...entry,
    failure: { kind: 'job-not-possible' },
  });
  const { calls } = unwrap(await bench.services().history.read(jobId));
  expect(calls).toHaveLength(bench.writes());
});
