import { describe, expect, test } from 'vitest';
import type { JobRow, JournalEntry } from '../domain/job';
import { alibabaImageAt, alibabaRecipients, createAlibabaBench } from './practice-alibaba';

const tally = (rows: readonly JobRow[]) => {
  const counts: Record<string, number> = {};
  for (const { outcome } of rows) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
};

const ecsImage = alibabaImageAt('alibaba-ecs', 0);
const ensImage = alibabaImageAt('alibaba-ens', 0);

const writesOf = (bench: ReturnType<typeof createAlibabaBench>) =>
  bench.cloud.calls.filter(({ action }) => action === 'ModifyImageSharePermission');

describe('ECS', () => {
  test.each(['first-ten', 'none'] as const)(
    '200 accounts to one image take exactly 20 writes, all confirmed, where a longer list means %s',
    async (aboveTen) => {
      const bench = createAlibabaBench('alibaba-ecs', { quota: 500, quirks: { aboveTen } });
      const plan = await bench.plan('share', alibabaRecipients(200));
      const entries: JournalEntry[] = [];
      expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
      expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 200 });
      expect(writesOf(bench).map(({ accounts }) => accounts.length)).toEqual(Array(20).fill(10));
      expect(bench.cloud.rosterOf(ecsImage)).toEqual(alibabaRecipients(200));
      expect(bench.cloud.rejectedByRate()).toBe(0);
    },
  );

  test('a swap of 50 accounts for 50 others at the quota of 50 removes first', async () => {
    const bench = createAlibabaBench('alibaba-ecs');
    bench.cloud.setRoster(ecsImage, alibabaRecipients(50));
    const wanted = alibabaRecipients(100).slice(50);
    const plan = await bench.plan('match', wanted);
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 100 });
    expect(bench.cloud.rosterOf(ecsImage).sort()).toEqual(wanted);
    const kinds = writesOf(bench).map(({ permission }) => permission);
    expect(kinds).toEqual([...Array(5).fill('revoke'), ...Array(5).fill('share')]);
  });

  test('an image at its quota takes what still fits and refuses the rest by name', async () => {
    const bench = createAlibabaBench('alibaba-ecs');
    const plan = await bench.plan('share', alibabaRecipients(63));
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    const rows = bench.report(plan, entries);
    expect(tally(rows)).toEqual({ confirmed: 50, refused: 13 });
    expect(rows.find(({ outcome }) => outcome === 'refused')?.failure?.kind).toBe('roster-full');
  });

  test('no write ever carries what would publish an image, or more than ten accounts', async () => {
    const bench = createAlibabaBench('alibaba-ecs', { quirks: { badIdInBatch: 'good-ones' } });
    bench.cloud.setRoster(ecsImage, alibabaRecipients(30));
    await bench.run(await bench.plan('match', alibabaRecipients(60).slice(20)));
    const names = writesOf(bench).flatMap(({ parameters }) => Object.keys(parameters));
    expect(names.every((name) => /^(RegionId|ImageId|(Add|Remove)Account\.([1-9]|10))$/.test(name))).toBe(
      true,
    );
  });
});

describe('ENS', () => {
  test('200 revokes are 200 calls of one account each, none above the rate', async () => {
    const bench = createAlibabaBench('alibaba-ens');
    bench.cloud.setRoster(ensImage, alibabaRecipients(200));
    const plan = await bench.plan('revoke', alibabaRecipients(200));
    const startedAt = bench.clock.now();
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 200 });
    const writes = writesOf(bench);
    expect(writes).toHaveLength(200);
    expect(writes.every(({ removed, added }) => removed.length === 1 && added.length === 0)).toBe(true);
    expect(bench.cloud.rejectedByRate()).toBe(0);
    // Two a second at most.
    expect(bench.clock.now() - startedAt).toBeGreaterThan(99_000);
    expect(bench.cloud.rosterOf(ensImage)).toEqual([]);
  });

  test('200 revokes are reported as they are seen, not all at the end', async () => {
    const bench = createAlibabaBench('alibaba-ens');
    bench.cloud.setRoster(ensImage, alibabaRecipients(200));
    const plan = await bench.plan('revoke', alibabaRecipients(200));
    // The plan's own reads would slow the first read of the job.
    await bench.clock.run(bench.clock.sleep(1_000));
    const entries: JournalEntry[] = [];
    await bench.run(plan, entries);
    const steps = entries.flatMap((entry) => (entry.kind === 'settled' ? [entry.rows.length] : []));
    // What goes out in ten times the time of a read, here three calls.
    expect(Math.max(...steps)).toBeLessThanOrEqual(8);
  });

  test.each([
    ['ens.interface.error', 1, 'confirmed'],
    ['CallInterface', 1, 'confirmed'],
    ['CallInterface', 2, 'refused'],
  ] as const)('a revoke that meets %s %i times ends %s', async (code, times, outcome) => {
    const bench = createAlibabaBench('alibaba-ens');
    bench.cloud.setRoster(ensImage, alibabaRecipients(1));
    const plan = await bench.plan('revoke', alibabaRecipients(1));
    bench.cloud.failNext('ModifyImageSharePermission', code, times);
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(tally(bench.report(plan, entries))).toEqual({ [outcome]: 1 });
    expect(writesOf(bench)).toHaveLength(2);
  });

  test.each(['AliyunUid', 'AliyunId', 'bare'] as const)(
    'reads share lists written as %s',
    async (ensEntry) => {
      const bench = createAlibabaBench('alibaba-ens', { quirks: { ensEntry, idsAsNumbers: true } });
      bench.cloud.setRoster(ensImage, alibabaRecipients(150));
      const plan = await bench.plan('share', alibabaRecipients(160));
      const entries: JournalEntry[] = [];
      expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
      expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 10, 'no-change': 150 });
    },
  );
});

describe.each(['alibaba-ecs', 'alibaba-ens'] as const)('%s', (product) => {
  const image = alibabaImageAt(product, 0);

  test.each([1, 2, 3, 4, 5])(
    'two ids dropped of every accepted batch (%i) end confirmed or named',
    async (chance) => {
      const bench = createAlibabaBench(product, { quota: 500, chance, quirks: { dropIds: 2 } });
      const wanted = alibabaRecipients(100);
      const plan = await bench.plan('share', wanted);
      const entries: JournalEntry[] = [];
      expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
      const rows = bench.report(plan, entries);
      expect(rows.map(({ account }) => account)).toEqual(wanted);
      const there = new Set(bench.cloud.rosterOf(image));
      expect(there.size).toBeLessThan(100);
      for (const { account, outcome, failure } of rows) {
        const said = outcome === 'confirmed' ? 'confirmed' : `${outcome} ${failure?.kind}`;
        expect(said, account).toBe(there.has(account) ? 'confirmed' : 'refused account-not-applied');
      }
    },
  );

  test.each([
    'lost-before',
    'lost-after',
    'server-error',
    'server-error-after',
    'wrong-types',
    'truncated',
  ] as const)('a write that meets %s ends as the cloud shows it', async (fault) => {
    const bench = createAlibabaBench(product, { quota: 500, quirks: { readDelayMs: 3_000 } });
    const plan = await bench.plan('share', alibabaRecipients(40));
    bench.cloud.faultNext('ModifyImageSharePermission', fault, 2);
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 40 });
    expect(bench.cloud.rosterOf(image).sort()).toEqual(alibabaRecipients(40));
  });

  test.each(['json', 'xml'] as const)('throttles are waited out, told in %s', async (errorBodies) => {
    const bench = createAlibabaBench(product, { quota: 500, quirks: { errorBodies } });
    const plan = await bench.plan('share', alibabaRecipients(40));
    bench.cloud.failNext('ModifyImageSharePermission', 'Throttling.User', 4);
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 40 });
  });

  test('a nonce that was used is nobody’s failed share', async () => {
    const bench = createAlibabaBench(product, { quota: 500 });
    const plan = await bench.plan('share', alibabaRecipients(20));
    bench.cloud.failNext('ModifyImageSharePermission', 'SignatureNonceUsed', 2);
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 20 });
  });

  test('a key that loses its right stops the job; after the repair it goes on from its journal', async () => {
    const bench = createAlibabaBench(product, { quota: 500 });
    const plan = await bench.plan('share', alibabaRecipients(30));
    bench.cloud.failNext('ModifyImageSharePermission', 'Forbidden.RAM', 1);
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toMatchObject({
      state: 'waiting',
      cause: { kind: 'not-permitted' },
    });
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 30 });
  });
});
