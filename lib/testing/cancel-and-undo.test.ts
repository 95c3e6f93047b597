import { describe, expect, test } from 'vitest';
import type { JournalEntry, Mode, Plan } from '../domain/job';
import { type ProductId, productIds } from '../domain/product';
import { makeUndoPlan } from '../engine/plan';
import { products } from '../providers/catalog';
import { openProductBench, type ProductBench } from './three-benches';

const planBack = (bench: ProductBench, product: ProductId, plan: Plan, entries: JournalEntry[]): Plan => {
  const image = bench.imageOf(plan);
  return makeUndoPlan({
    id: 'undo-1',
    plan,
    rows: bench.report(plan, entries),
    product: products[product],
    caller: plan.caller,
    now: bench.clock.now(),
    images: [
      {
        ref: image,
        image,
        roster: { entries: bench.cloud.rosterOf(bench.imageId).map((account) => ({ account })), readAt: 0 },
      },
    ],
  });
};

/** Cancels when `writes` calls are out, takes back what the report says, and tells how many calls there were. */
const playCancel = async (product: ProductId, mode: Mode, writes: number) => {
  const bench = openProductBench(product);
  const pool = bench.recipients(26);
  const start = pool.slice(0, 12);
  const foreign = pool.slice(25);
  bench.cloud.setRoster(bench.imageId, start);
  const asked = { share: pool.slice(6, 24), revoke: start, match: pool.slice(8, 24) }[mode];
  const plan = await bench.plan(mode, asked);
  const entries: JournalEntry[] = [];
  const end = await bench.run(plan, entries, {
    control: () => (bench.writes() >= writes ? 'cancel' : 'run'),
  });
  const calls = bench.writes();
  const rows = bench.report(plan, entries);
  const roster = bench.cloud.rosterOf(bench.imageId);
  for (const { account, action, outcome, skip } of rows) {
    const isThere = roster.includes(account);
    if (outcome === 'confirmed') expect([account, isThere]).toEqual([account, action === 'share']);
    else expect([account, isThere, skip]).toEqual([account, start.includes(account), skip]);
  }
  bench.cloud.foreignEdit('share', bench.imageId, foreign);
  await bench.run(planBack(bench, product, plan, entries), []);
  expect(bench.cloud.rosterOf(bench.imageId).sort()).toEqual([...start, ...foreign].sort());
  return { end: end.state, calls };
};

describe.each(productIds)('on %s', (product) => {
  test.each<Mode>(['share', 'revoke', 'match'])(
    'a %s that is cancelled at any step and taken back leaves what was there before, and what others did',
    async (mode) => {
      for (let writes = 0; ; writes += 1) {
        const { end, calls } = await playCancel(product, mode, writes);
        if (end === 'finished') {
          expect(calls).toBeGreaterThan(0);
          return;
        }
        expect(end).toBe('cancelled');
        // Nothing goes out after the wish is heard.
        expect(calls).toBe(writes);
      }
    },
  );
});
