import { expect, test } from 'vitest';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import type { RequestRecord } from '../practice/traffic.ts';
import { until } from './drivers/surface.ts';
import { applyPlan, openPanelTab, openStage, resultsOf, reviewPlan, type Stage, saveKeys } from './stage.ts';

const unknownAccount = '100000999999';
const wish = recipients(240);

type Moment = 'before the effect' | 'after the effect' | 'after the answer';

/** Ends the background once, at the given moment of the second call that changes a roster. */
const killAtSecondWrite = ({ driver, server }: Stage, moment: Moment) => {
  let writes = 0;
  let struck: RequestRecord | undefined;
  let killed: Promise<void> | undefined;
  /** The call is held until its client is gone: a browser may end the background first and its calls a moment later. */
  const strike = async (record: RequestRecord) => {
    struck = record;
    killed = driver.killBackground();
    await killed;
    await record.closed;
  };
  const isSecond = ({ action }: RequestRecord) => {
    if (action === 'ModifyImageSharePermission') writes += 1;
    return writes === 2 && !struck && action === 'ModifyImageSharePermission';
  };
  if (moment === 'before the effect') {
    server.faults.beforeAnswer = async (record) => {
      if (!isSecond(record)) return undefined;
      await strike(record);
      return 'destroy';
    };
  } else {
    server.faults.afterEffect = async (record) => {
      if (!isSecond(record)) return undefined;
      if (moment === 'after the effect') await strike(record);
      else {
        struck = record;
        killed = record.closed.then(() => driver.killBackground());
      }
      return undefined;
    };
  }
  return {
    /** The call that was struck, once the background is gone. */
    done: () =>
      until('the kill', async () => {
        await killed;
        return killed && struck;
      }),
  };
};

const startJob = async (stage: Stage) => {
  await saveKeys(stage);
  const panel = await openPanelTab(stage, [knownImages.plain]);
  await reviewPlan(panel, [...wish, unknownAccount]);
  await applyPlan(stage, panel);
  return panel;
};

test.each<Moment>(['before the effect', 'after the effect', 'after the answer'])(
  'a job whose background dies %s of a call ends as requested and reports what the cloud has',
  async (moment) => {
    const stage = await openStage();
    const kill = killAtSecondWrite(stage, moment);
    const panel = await startJob(stage);
    const struck = await kill.done();
    await struck.closed;
    expect(struck.outcome).toBe(moment === 'after the answer' ? 'finished' : 'aborted');

    await panel.waitFor('button', 'Undo this job', undefined, 60_000);
    const roster = stage.world.cloud.rosterOf(knownImages.plain);
    expect([...roster].sort()).toEqual(wish);
    const lines = await resultsOf(panel);
    expect(lines).toHaveLength(wish.length + 1);
    for (const { account, outcome } of lines) {
      expect([account, outcome]).toEqual([account, roster.includes(account) ? 'Confirmed' : 'Refused']);
    }
  },
);

test('a job whose background dies with no page open wakes up and ends as requested', async () => {
  const stage = await openStage();
  const kill = killAtSecondWrite(stage, 'after the effect');
  const panel = await startJob(stage);
  await panel.close();
  await kill.done();
  await until(
    () => `the whole roster; ${stage.world.cloud.rosterOf(knownImages.plain).length} accounts have it`,
    async () => stage.world.cloud.rosterOf(knownImages.plain).length >= wish.length || undefined,
    90_000,
  );
  expect(stage.world.cloud.rosterOf(knownImages.plain).sort()).toEqual(wish);
});
