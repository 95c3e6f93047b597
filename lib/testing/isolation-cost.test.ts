import { describe, expect, test } from 'vitest';
import type { AlibabaQuirks } from '../../practice/alibaba/quirks.ts';
import type { TencentQuirks } from '../../practice/tencent/quirks.ts';
import type { JournalEntry } from '../domain/job';
import { alibabaRecipients, createAlibabaBench } from './practice-alibaba';
import type { PracticeBench } from './practice-bench';
import { createPracticeBench, recipients } from './practice-job';

interface CountedCloud {
  readonly calls: readonly { action: string; code: string }[];
  rejectedByRate(): number;
  rosterOf(imageId: string): string[];
}

/** Calls of a job that shares one image with 500 accounts, `places` of which belong to nobody. */
const costOf = async (
  bench: PracticeBench<CountedCloud>,
  good: readonly string[],
  nobody: (at: number) => string,
  places: readonly number[],
) => {
  const accounts = [...good];
  places.forEach((place, at) => {
    accounts.splice(place, 0, nobody(at));
  });
  const plan = await bench.plan('share', accounts);
  const before = bench.cloud.calls.length;
  expect(await bench.run(plan)).toEqual({ state: 'finished' });
  const calls = bench.cloud.calls.slice(before);
  const writes = calls.filter(({ action }) => action === 'ModifyImageSharePermission');
  expect(bench.cloud.rosterOf(plan.images[0]?.image.imageId ?? '').sort()).toEqual([...good].sort());
  expect(bench.cloud.rejectedByRate()).toBe(0);
  return {
    writes: writes.length,
    refused: writes.filter(({ code }) => code !== 'ok').length,
    reads: calls.filter(({ action }) => action === 'DescribeImageSharePermission').length,
  };
};

/** Where bad ids are: at the ends, side by side, far apart. */
const placings = [[0], [499], [24], [0, 1, 2, 3, 4], [40, 137, 233, 334, 471], [10, 20, 30, 40, 495]];

/** Most writes: the batches needed anyway, and what finding `bad` of 500 may cost. */
const mostWrites = (batches: number, bad: number) => batches + 1.3 * bad * Math.log2(500 / bad);

const tencentLaws: Partial<TencentQuirks>[] = (['nothing', 'good-ones', 'those-before'] as const).flatMap(
  (badIdInBatch) => [0, 3_000].map((readDelayMs) => ({ badIdInBatch, readDelayMs, alreadyShared: 'ok' })),
);

const ensLaws: Partial<AlibabaQuirks>[] = (['nothing', 'good-ones'] as const).map((badIdInBatch) => ({
  badIdInBatch,
  alreadyShared: 'error',
  readDelayMs: 3_000,
}));

describe('bad ids that no message names', () => {
  test.each(tencentLaws)('cost few calls on CVM: %o', async (law) => {
    for (const places of placings) {
      const bench = createPracticeBench({ ...law, namesBadId: false });
      const good = recipients(500 - places.length);
      const cost = await costOf(bench, good, (at) => String(100_000_199_999 - at), places);
      expect(cost.writes).toBeLessThanOrEqual(mostWrites(10, places.length));
      // One each before and after the job, and one per refused write at most.
      if (law.readDelayMs === 0) expect(cost.reads).toBeLessThanOrEqual(cost.refused + 2);
    }
  });

  test.each(ensLaws)('cost few calls on ENS, whose code says the same of what is shared: %o', async (law) => {
    for (const places of placings.slice(2, 5)) {
      const bench = createAlibabaBench('alibaba-ens', { quirks: { ...law, namesBadId: false } });
      const good = alibabaRecipients(500 - places.length);
      const cost = await costOf(bench, good, (at) => String(1_999_999_999_999_999 - at), places);
      expect(cost.writes).toBeLessThanOrEqual(mostWrites(50, places.length));
    }
  });
});

test('a cloud that calls accounts shared and never shows it is asked only so often', async () => {
  const bench = createPracticeBench();
  const plan = await bench.plan('share', recipients(60));
  bench.cloud.setFaultSource(({ action }) =>
    action === 'ModifyImageSharePermission' ? { code: 'FailedOperation.AccountAlreadyExists' } : undefined,
  );
  const entries: JournalEntry[] = [];
  expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
  const rows = bench.report(plan, entries);
  expect(rows.map(({ outcome }) => outcome)).toEqual(rows.map(() => 'refused'));
  expect(rows[0]?.failure?.kind).toBe('account-not-applied');
});
