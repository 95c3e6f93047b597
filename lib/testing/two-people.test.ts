import { describe, expect, test } from 'vitest';
import { recipients } from '../../practice/tencent/world.ts';
import type { Plan } from '../domain/job';
import { type BackgroundBench, createBackgroundBench, unwrap } from './background-bench';

const image = 'img-plain001';

const atWrite = (bench: BackgroundBench, at: number, act: () => void) => {
  const before = bench.writes();
  bench.onWrite((count) => {
    if (count === before + at) act();
  });
};

const wishOf = ({ id }: Plan) => ({ planId: id, needsConfirmation: false, revokeCount: undefined });

const pass = (bench: BackgroundBench, delayMs: number) => bench.clock.run(bench.clock.sleep(delayMs));

test('two jobs of one profile write to an image one after the other', async () => {
  const bench = await createBackgroundBench();
  const all = recipients(400);
  const first = await bench.plan('share', all.slice(0, 200));
  const second = await bench.plan('share', all.slice(200));
  // Which of two begins that are asked for at one moment is left to chance: they do not disagree.
  atWrite(bench, 1, () => void bench.services().starts.start(wishOf(second)));
  for (const id of [await bench.start(first), second.id])
    expect((await bench.settle(id)).counts.confirmed).toBe(200);
  expect(bench.cloud.effects.map(({ account }) => account)).toEqual(all);
});

describe('another person', () => {
  const [wanted = '', gone = '', foreign = '', late = ''] = recipients(4);

  test('makes a plan to match exactly stale before it starts', async () => {
    const bench = await createBackgroundBench();
    bench.cloud.setRoster(image, [gone]);
    const plan = await bench.plan('match', [wanted]);
    bench.cloud.foreignEdit('share', image, [foreign]);
    expect(await bench.clock.run(bench.services().starts.start(wishOf(plan)))).toMatchObject({
      failure: { kind: 'plan-stale' },
    });
    expect(bench.writes()).toBe(0);
  });

  test('is never overwritten by a job to match exactly, and its report names who came meanwhile', async () => {
    const bench = await createBackgroundBench();
    bench.cloud.setRoster(image, [gone]);
    const jobId = await bench.start(await bench.plan('match', [wanted]));
    atWrite(bench, 1, () => bench.cloud.foreignEdit('share', image, [foreign, late]));
    const view = await bench.settle(jobId);
    expect(view.counts).toMatchObject({ confirmed: 2, refused: 0, unknown: 0 });
    expect(bench.cloud.rosterOf(image).sort()).toEqual([wanted, foreign, late].sort());
    expect(view.extra).toEqual([{ imageId: image, accounts: [foreign, late], count: 2 }]);
    bench.kill();
    expect(unwrap(await bench.services().jobCalls.read(jobId, -1)).extra).toEqual(view.extra);
  });

  test('is not spoken of where nobody came, nor by an undo', async () => {
    const bench = await createBackgroundBench();
    bench.cloud.setRoster(image, [gone]);
    const jobId = await bench.start(await bench.plan('match', [wanted]));
    expect((await bench.settle(jobId)).extra).toEqual([]);
    bench.cloud.foreignEdit('share', image, [foreign]);
    const { jobId: undoId } = unwrap(await bench.clock.run(bench.services().jobCalls.undo(jobId)));
    expect((await bench.settle(undoId)).extra).toEqual([]);
    expect(bench.cloud.rosterOf(image).sort()).toEqual([gone, foreign].sort());
  });
});

describe('a permission that is withdrawn while a call is out', () => {
  const account = recipients(1);

  const withdrawn = async () => {
    const bench = await createBackgroundBench();
    const shareId = await bench.start(await bench.plan('share', account));
    bench.cloud.faultNext('ModifyImageSharePermission', 'lost-after');
    atWrite(bench, 1, () => bench.setReachable(false));
    const { job, counts } = await bench.settle(shareId);
    expect(job).toMatchObject({ state: 'waiting', cause: { kind: 'permission-missing' } });
    return { bench, shareId, counts };
  };

  test('leaves the call unknown, and the job goes on when it comes back', async () => {
    const { bench, shareId, counts } = await withdrawn();
    expect(counts.unknown).toBe(1);
    bench.setReachable(true);
    await bench.services().jobs.resumeWhere((_, { kind }) => kind === 'permission-missing');
    expect((await bench.settle(shareId)).counts.confirmed).toBe(1);
  });

  test('is looked for at every alarm, since the browser may tell too early that it came back', async () => {
    const { bench, shareId } = await withdrawn();
    await bench.services().jobs.resumeWhere((_, { kind }) => kind === 'permission-missing');
    expect((await bench.settle(shareId)).job.cause).toMatchObject({ kind: 'permission-missing' });
    bench.setReachable(true);
    await bench.services().jobs.retryPassing();
    expect((await bench.settle(shareId)).counts.confirmed).toBe(1);
  });

  test('is no proof that nothing was shared when the job is cancelled', async () => {
    const { bench, shareId } = await withdrawn();
    unwrap(await bench.services().jobCalls.cancel(shareId));
    const { job, counts } = await bench.settle(shareId);
    expect(job.state).toBe('cancelled');
    expect(counts).toMatchObject({ unknown: 1, 'no-change': 0 });
  });

  test('has the later revoke watch for the call', async () => {
    const { bench, shareId } = await withdrawn();
    unwrap(await bench.services().jobCalls.pause(shareId));
    bench.setReachable(true);
    const revokeId = await bench.start(await bench.plan('revoke', account));
    await pass(bench, 60_000);
    expect(bench.cloud.rosterOf(image)).toEqual([]);
    expect((await bench.jobOf(revokeId)).watchingUntil).toBeGreaterThan(bench.clock.now());
    bench.cloud.foreignEdit('share', image, account);
    await bench.settle(revokeId);
    expect(bench.cloud.rosterOf(image)).toEqual([]);
  });
});
