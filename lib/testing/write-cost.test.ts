import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { openDatabase } from '../storage/database';
import { createJobStore } from '../storage/job-store';
import { createBackgroundBench, unwrap } from './background-bench';
import { alibabaImageAt, alibabaRecipients, createAlibabaBench } from './practice-alibaba';

afterEach(() => {
  vi.restoreAllMocks();
});

const perImage = 100;

/** Counts what reaches the database: records, their bytes as JSON, and the largest of them. */
const countWrites = () => {
  const cost = { records: 0, bytes: 0, largest: 0 };
  const { add, put } = IDBObjectStore.prototype;
  const note = (value: unknown) => {
    const bytes = JSON.stringify(value).length;
    cost.records += 1;
    cost.bytes += bytes;
    cost.largest = Math.max(cost.largest, bytes);
  };
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, ...values) {
    note(values[0]);
    return add.apply(this, values);
  });
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...values) {
    note(values[0]);
    return put.apply(this, values);
  });
  return cost;
};

/** Revokes one account a call, over the real store; the smallest calls there are, so the most of them. */
const costOf = async (calls: number) => {
  const images = Array.from({ length: calls / perImage }, (_, at) => alibabaImageAt('alibaba-ens', at));
  const bench = createAlibabaBench('alibaba-ens', { rates: 'none' }, images.length);
  for (const image of images) bench.cloud.setRoster(image, alibabaRecipients(perImage));
  const plan = await bench.plan('revoke', alibabaRecipients(perImage), images);
  const name = `cost-${calls}`;
  const database = openDatabase({ name, now: bench.clock.now, report: () => {} });
  const store = createJobStore(database);
  const before = bench.cloud.effects.length;
  const cost = countWrites();
  const end = await bench.run(plan, [], {
    append: (entry) => bench.clock.hold(store.append('job', entry)),
  });
  vi.restoreAllMocks();
  await database.close();
  expect(end).toEqual({ state: 'finished' });
  expect(bench.cloud.effects.length - before).toBe(calls);
  return { records: cost.records / calls, bytes: cost.bytes / calls, largest: cost.largest };
};

/** The largest job of a short run; 10,000 calls take a minute and are counted for the record. */
const sizes = (process.env.WRITE_COST_CALLS ?? '100,1000').split(',').map(Number);

test('a call costs the same few bytes in a small job and in a large one', async () => {
  const costs = [];
  for (const calls of sizes) costs.push(await costOf(calls));
  if (process.env.WRITE_COST_CALLS) console.log(JSON.stringify(costs.map((cost, at) => [sizes[at], cost])));
  const [first] = costs;
  for (const cost of costs) {
    // Two lines a call, and a line per reading that settles what was sent since the last.
    expect(cost.records).toBeLessThan(3);
    expect(cost.bytes).toBeLessThan(1_000);
    expect(cost.bytes / (first?.bytes ?? 0)).toBeCloseTo(1, 1);
    expect(cost.largest).toBeLessThan(2_000);
  }
});

test('a list of jobs reads heads alone, whatever the jobs did', async () => {
  const bench = await createBackgroundBench();
  for (const mode of ['share', 'revoke', 'share'] as const) {
    await bench.settle(await bench.start(await bench.plan(mode, ['100000100001'])));
  }
  const before = unwrap(await bench.services().jobCalls.list());
  bench.kill();
  const reads: string[] = [];
  const { jobs } = bench.stores;
  const told =
    <Value>(name: string, read: (id: string) => Promise<Value>) =>
    (id: string): Promise<Value> => {
      reads.push(`${name} ${id}`);
      return read(id);
    };
  Object.assign(jobs, {
    loadJob: told('job', jobs.loadJob),
    readPlan: told('plan', jobs.readPlan),
    readEntries: told('journal', jobs.readEntries),
  });
  bench.kill();
  const after = unwrap(await bench.services().jobCalls.list());
  expect(after).toHaveLength(3);
  expect(after.map(({ counts, total, images }) => ({ counts, total, images }))).toEqual(
    before.map(({ counts, total, images }) => ({ counts, total, images })),
  );
  expect(reads).toEqual([]);
});
