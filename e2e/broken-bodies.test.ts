import { expect, test } from 'vitest';
import { mostAnswerBytes } from '../lib/background/fetch.ts';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import type { RequestRecord, ServerFaults } from '../practice/traffic.ts';
import { applyPlan, openPanelTab, openStage, resultsOf, reviewPlan, saveKeys } from './stage.ts';

const mebibyte = 1024 * 1024;
/** What browser and kernel hold of a body that nobody reads any more, at the most. */
const buffersBytes = 24 * mebibyte;

const json = (body: string) => ({ status: 200, headers: { 'content-type': 'application/json' }, body });
const bodies = [
  { kind: 'of 50 MB', answer: json('x'.repeat(50 * mebibyte)) },
  { kind: 'without an end', answer: { ...json('x'.repeat(mebibyte)), connection: 'endless' } },
  { kind: 'cut in half', answer: 'half' },
] as const;

/** Answers the next calls of an action with one broken body after the other; each call has its effect. */
const breakNext = (faults: ServerFaults, action: string): RequestRecord[] => {
  const struck: RequestRecord[] = [];
  faults.afterEffect = (record) => {
    if (record.action !== action) return undefined;
    const body = bodies[struck.length];
    if (body) struck.push(record);
    return body?.answer;
  };
  return struck;
};

const expectBounded = async (struck: readonly RequestRecord[]) => {
  expect(struck).toHaveLength(bodies.length);
  for (const record of struck) {
    await record.closed;
    expect(record.outcome).toBe('aborted');
  }
  // Poured no faster than the browser takes it; the large one lies in this process's buffers whole.
  const [, endless] = struck;
  if (process.env.BODIES_REPORT) console.log(`poured ${endless?.bytesSent}`);
  expect(endless?.bytesSent).toBeGreaterThan(mostAnswerBytes / 2);
  expect(endless?.bytesSent).toBeLessThan(mostAnswerBytes + buffersBytes);
};

test('huge, endless and half answers to reads and writes are given up, and the report is what the cloud has', async () => {
  const stage = await openStage();
  await saveKeys(stage);
  const panel = await openPanelTab(stage, [knownImages.plain]);
  const reads = breakNext(stage.server.faults, 'DescribeImageSharePermission');
  const wish = recipients(150);
  await reviewPlan(panel, wish);
  await expectBounded(reads);
  const writes = breakNext(stage.server.faults, 'ModifyImageSharePermission');
  await applyPlan(stage, panel);
  await panel.waitFor('button', 'Undo this job', undefined, 90_000);
  await expectBounded(writes);
  expect(stage.world.cloud.rosterOf(knownImages.plain).sort()).toEqual(wish);
  const lines = await resultsOf(panel);
  expect(lines.map(({ outcome }) => outcome)).toEqual(wish.map(() => 'Confirmed'));
});
