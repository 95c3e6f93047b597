import { describe, expect, test } from 'vitest';
import type { AlibabaQuirks } from '../../practice/alibaba/quirks.ts';
import type { JobRow, JournalEntry } from '../domain/job';
import {
  alibabaCaller,
  alibabaImageAt,
  alibabaRecipients,
  createAlibabaBench,
  ramUser,
} from './practice-alibaba';

const unknown = '1999999999999999';

const reasonOf = (rows: readonly JobRow[], account: string): string | undefined => {
  const row = rows.find((each) => each.account === account);
  return row && `${row.outcome} ${row.failure?.kind ?? row.skip ?? ''}`.trim();
};

/** 200 ids: 194 plain, one unknown, one RAM user, one own, three already shared. */
const mixedBag = () => {
  const plain = alibabaRecipients(194);
  const shared = alibabaRecipients(197).slice(194);
  const accounts = [...plain, ...shared];
  accounts.splice(17, 0, unknown);
  accounts.splice(60, 0, ramUser);
  accounts.splice(120, 0, alibabaCaller);
  return { plain, shared, accounts };
};

/**
 * Every combination of switches of one product, each with a job that holds every kind of account.
 * @param sets switches with a name each
 * @param refused how the report tells an account that the product does not share with
 */
export const testSwitches = (
  product: 'alibaba-ecs' | 'alibaba-ens',
  sets: readonly (readonly [string, AlibabaQuirks])[],
  refused: string,
): void => {
  const image = alibabaImageAt(product, 0);
  const benchOf = (quirks: AlibabaQuirks) => createAlibabaBench(product, { quirks, quota: 500 });

  describe.each(sets)('%s', (_name, quirks) => {
    test('shares with all good ids and names every bad one with its reason', async () => {
      const { plain, shared, accounts } = mixedBag();
      expect(accounts).toHaveLength(200);
      const bench = benchOf(quirks);
      bench.cloud.setRoster(image, shared);
      const plan = await bench.plan('share', accounts);
      const entries: JournalEntry[] = [];
      expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });

      const rows = bench.report(plan, entries);
      expect(rows).toHaveLength(200);
      expect(reasonOf(rows, unknown)).toBe(refused);
      expect(reasonOf(rows, ramUser)).toBe(refused);
      expect(reasonOf(rows, alibabaCaller)).toBe('refused account-is-own');
      for (const account of shared) expect(reasonOf(rows, account)).toBe('no-change already-there');
      for (const account of plain) expect(reasonOf(rows, account)).toBe('confirmed');
      expect(bench.cloud.rosterOf(image).sort()).toEqual([...plain, ...shared].sort());
      expect(bench.cloud.rejectedByRate()).toBe(0);
    });

    test('shares with accounts that got the image between the plan and its turn', async () => {
      const bench = benchOf(quirks);
      const wanted = alibabaRecipients(60);
      const plan = await bench.plan('share', [...wanted, unknown]);
      bench.cloud.foreignEdit('share', image, wanted.slice(3, 9));
      const entries: JournalEntry[] = [];
      expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
      const rows = bench.report(plan, entries);
      expect(reasonOf(rows, unknown)).toBe(refused);
      expect(rows.filter(({ outcome }) => outcome === 'refused')).toHaveLength(1);
      expect(bench.cloud.rosterOf(image).sort()).toEqual(wanted);
    });

    test('revokes what is there although others took some away meanwhile', async () => {
      const bench = benchOf(quirks);
      const present = alibabaRecipients(60);
      bench.cloud.setRoster(image, present);
      const plan = await bench.plan('revoke', [...present.slice(0, 40), unknown]);
      bench.cloud.foreignEdit('revoke', image, present.slice(5, 8));
      const entries: JournalEntry[] = [];
      expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
      const rows = bench.report(plan, entries);
      expect(reasonOf(rows, unknown)).toBe('no-change not-there');
      expect(rows.filter(({ outcome }) => outcome === 'refused' || outcome === 'unknown')).toEqual([]);
      expect(bench.cloud.rosterOf(image)).toEqual(present.slice(40));
    });
  });
};
