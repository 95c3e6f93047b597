import { describe, expect, test } from 'vitest';
import { allQuirks, describeQuirks } from '../../practice/tencent/quirks.ts';
import type { JobRow, JournalEntry } from '../domain/job';
import { caller, createPracticeBench, imageIdAt, recipients } from './practice-job';

const image = imageIdAt(0);
const unknown = '100000999999';
const subAccount = '100000200001';

const reasonOf = (rows: readonly JobRow[], account: string): string | undefined => {
  const row = rows.find((each) => each.account === account);
  return row && `${row.outcome} ${row.failure?.kind ?? row.skip ?? ''}`.trim();
};

/** 200 ids: 194 plain, one unknown, one sub-account, one own, three already shared. */
const mixedBag = () => {
  const plain = recipients(194);
  const shared = recipients(197).slice(194);
  const accounts = [...plain, ...shared];
  accounts.splice(17, 0, unknown);
  accounts.splice(60, 0, subAccount);
  accounts.splice(120, 0, caller);
  return { plain, shared, accounts };
};

describe.each(allQuirks().map((quirks) => [describeQuirks(quirks), quirks] as const))(
  '%s',
  (_name, quirks) => {
    test('shares with all good ids and names every bad one with its reason', async () => {
      const { plain, shared, accounts } = mixedBag();
      expect(accounts).toHaveLength(200);
      const bench = createPracticeBench(quirks);
      bench.cloud.setRoster(image, shared);
      const plan = await bench.plan('share', accounts);
      const entries: JournalEntry[] = [];
      expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });

      const rows = bench.report(plan, entries);
      expect(rows).toHaveLength(200);
      expect(reasonOf(rows, unknown)).toBe('refused account-not-found');
      expect(reasonOf(rows, subAccount)).toBe('refused account-is-sub-account');
      expect(reasonOf(rows, caller)).toBe('refused account-is-own');
      for (const account of shared) expect(reasonOf(rows, account)).toBe('no-change already-there');
      for (const account of plain) expect(reasonOf(rows, account)).toBe('confirmed');
      expect(bench.cloud.rosterOf(image).sort()).toEqual([...plain, ...shared].sort());
      expect(bench.cloud.rejectedByRate()).toBe(0);
    });

    test('shares with accounts that got the image between the plan and its turn', async () => {
      const bench = createPracticeBench(quirks);
      const plan = await bench.plan('share', [...recipients(60), unknown]);
      bench.cloud.foreignEdit('share', image, recipients(60).slice(3, 9));
      const entries: JournalEntry[] = [];
      expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
      const rows = bench.report(plan, entries);
      expect(reasonOf(rows, unknown)).toBe('refused account-not-found');
      expect(rows.filter(({ outcome }) => outcome === 'refused')).toHaveLength(1);
      expect(bench.cloud.rosterOf(image).sort()).toEqual(recipients(60));
    });

    test('revokes what is there although others took some away meanwhile', async () => {
      const bench = createPracticeBench(quirks);
      bench.cloud.setRoster(image, recipients(200));
      const plan = await bench.plan('revoke', [...recipients(120), unknown]);
      bench.cloud.foreignEdit('revoke', image, recipients(120).slice(5, 8));
      const entries: JournalEntry[] = [];
      expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
      const rows = bench.report(plan, entries);
      expect(reasonOf(rows, unknown)).toBe('no-change not-there');
      expect(rows.filter(({ outcome }) => outcome === 'refused' || outcome === 'unknown')).toEqual([]);
      expect(bench.cloud.rosterOf(image)).toEqual(recipients(200).slice(120));
    });
  },
);
