import { describe, expect, test } from 'vitest';
import type { JobRow, JournalEntry } from '../domain/job';
import { makeUndoPlan } from '../engine/plan';
import { tencentCvm } from '../providers/tencent/cvm/product';
import { createPracticeBench, imageIdAt, recipients } from './practice-job';

const image = imageIdAt(0);
const tally = (rows: readonly JobRow[]) => {
  const counts: Record<string, number> = {};
  for (const { outcome } of rows) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
};

describe('cost', () => {
  test('500 accounts to one image take ten writes, none above the rate', async () => {
    const bench = createPracticeBench();
    const plan = await bench.plan('share', recipients(500));
    const entries: JournalEntry[] = [];
    await bench.run(plan, entries);
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 500 });
    expect(bench.writes()).toBe(10);
    expect(bench.cloud.rejectedByRate()).toBe(0);
  });

  test('20 images with 200 accounts each take 80 writes, all confirmed, none above the rate', async () => {
    const bench = createPracticeBench({}, 20);
    const imageIds = Array.from({ length: 20 }, (_, at) => imageIdAt(at));
    const plan = await bench.plan('share', recipients(200), imageIds);
    const entries: JournalEntry[] = [];
    await bench.run(plan, entries);
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 4_000 });
    expect(bench.writes()).toBe(80);
    expect(bench.cloud.rejectedByRate()).toBe(0);
    for (const id of imageIds) expect(bench.cloud.rosterOf(id).sort()).toEqual(recipients(200));
  });

  test('one journal line before each call and one after, whatever the size of the job', async () => {
    const bench = createPracticeBench();
    const entries: JournalEntry[] = [];
    await bench.run(await bench.plan('share', recipients(300)), entries);
    const kinds = entries.map(({ kind }) => kind).filter((kind) => kind !== 'settled');
    expect(kinds).toEqual(Array.from({ length: 6 }, () => ['sending', 'answered']).flat());
  });
});

describe('doubt', () => {
  test('a write that was applied but whose answer was lost is not sent twice', async () => {
    const bench = createPracticeBench();
    const plan = await bench.plan('share', recipients(50));
    bench.cloud.faultNext('ModifyImageSharePermission', 'lost-after');
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 50 });
    expect(bench.writes()).toBe(1);
  });

  test.each(['lost-before', 'server-error', 'server-error-after', 'wrong-types', 'truncated'] as const)(
    'a write that meets %s ends as the cloud shows it',
    async (fault) => {
      const bench = createPracticeBench({ readDelayMs: 3_000, alreadyShared: 'error', namesBadId: false });
      const plan = await bench.plan('share', recipients(120));
      bench.cloud.faultNext('ModifyImageSharePermission', fault, 2);
      const entries: JournalEntry[] = [];
      expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
      expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 120 });
      expect(bench.cloud.rosterOf(image).sort()).toEqual(recipients(120));
    },
  );

  test('a cloud that drops two accounts of every accepted call is sent them again', async () => {
    const bench = createPracticeBench({ dropIds: 2 });
    const plan = await bench.plan('share', recipients(10));
    const entries: JournalEntry[] = [];
    await bench.run(plan, entries);
    const rows = bench.report(plan, entries);
    const there = new Set(bench.cloud.rosterOf(image));
    for (const row of rows)
      expect([row.account, row.outcome === 'confirmed']).toEqual([row.account, there.has(row.account)]);
    for (const row of rows.filter(({ outcome }) => outcome !== 'confirmed')) {
      expect(row).toMatchObject({ outcome: 'refused', failure: { kind: 'account-not-applied' } });
    }
  });

  test('no answer at all for long: the job waits with unknown rows and says why', async () => {
    const bench = createPracticeBench();
    const plan = await bench.plan('share', recipients(10));
    bench.cloud.faultNext('ModifyImageSharePermission', 'lost-before', 50);
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toMatchObject({
      state: 'waiting',
      cause: { kind: 'unreachable' },
    });
    expect(tally(bench.report(plan, entries))).toEqual({ unknown: 10 });
  });

  test('an account that somebody else shared a moment ago counts as shared once the cloud shows it', async () => {
    const bench = createPracticeBench({ readDelayMs: 3_000, alreadyShared: 'error', namesBadId: false });
    const plan = await bench.plan('share', recipients(1));
    bench.cloud.foreignEdit('share', image, recipients(1));
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 1 });
  });

  test('throttled calls are repeated until all is confirmed', async () => {
    const bench = createPracticeBench();
    const plan = await bench.plan('share', recipients(200));
    bench.cloud.failNext('ModifyImageSharePermission', 'RequestLimitExceeded', 5);
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 200 });
  });
});

test('a new code about an account refuses that account alone', async () => {
  const bench = createPracticeBench();
  const plan = await bench.plan('share', recipients(60));
  const bad = recipients(60)[7] ?? '';
  bench.cloud.setFaultSource(({ accounts }) =>
    accounts.includes(bad) ? { code: 'InvalidAccountId.Malformed' } : undefined,
  );
  const entries: JournalEntry[] = [];
  expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
  const rows = bench.report(plan, entries);
  expect(tally(rows)).toEqual({ confirmed: 59, refused: 1 });
  expect(rows.find(({ outcome }) => outcome === 'refused')).toMatchObject({
    account: bad,
    failure: { kind: 'account-refused' },
  });
});

describe('an account that the cloud fails on inside', () => {
  const bad = recipients(200)[57] ?? '';

  test.each([
    ['share', 'InternalError'],
    ['revoke', 'FailedOperation'],
  ] as const)('keeps nobody else from a %s (%s)', async (mode, code) => {
    const bench = createPracticeBench();
    if (mode === 'revoke') bench.cloud.setRoster(image, recipients(200));
    const plan = await bench.plan(mode, recipients(200));
    bench.cloud.setFaultSource(({ accounts }) => (accounts.includes(bad) ? { code } : undefined));
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toMatchObject({ state: 'waiting', cause: { code } });
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 199, unknown: 1 });
    bench.cloud.setFaultSource(undefined);
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 200 });
  });

  test('is not looked for where the cloud fails on all', async () => {
    const bench = createPracticeBench();
    const plan = await bench.plan('share', recipients(200));
    bench.cloud.failNext('ModifyImageSharePermission', 'InternalError', 1_000);
    expect(await bench.run(plan)).toMatchObject({ state: 'waiting', cause: { kind: 'unavailable' } });
    expect(bench.writes()).toBeLessThanOrEqual(30);
  });
});

test('throttles do not count as tries that found the image busy', async () => {
  const bench = createPracticeBench();
  const plan = await bench.plan('share', recipients(20));
  bench.cloud.failNext('ModifyImageSharePermission', 'RequestLimitExceeded', 9);
  bench.cloud.failNext('ModifyImageSharePermission', 'MutexOperation.TaskRunning', 1);
  const entries: JournalEntry[] = [];
  expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
  expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 20 });
});

describe('limits of the cloud', () => {
  test('a full roster takes what still fits and refuses the rest by name', async () => {
    const bench = createPracticeBench();
    bench.cloud.setQuota(120);
    const plan = await bench.plan('share', recipients(150));
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    const rows = bench.report(plan, entries);
    expect(tally(rows)).toEqual({ confirmed: 120, refused: 30 });
    expect(new Set(rows.map(({ failure }) => failure?.kind))).toEqual(new Set([undefined, 'roster-full']));
    expect(bench.cloud.rosterOf(image)).toHaveLength(120);
  });

  test('match exactly revokes first, so a swap at the quota works', async () => {
    const bench = createPracticeBench();
    bench.cloud.setQuota(50);
    bench.cloud.setRoster(image, recipients(50));
    const wanted = recipients(100).slice(50);
    const plan = await bench.plan('match', wanted);
    const entries: JournalEntry[] = [];
    await bench.run(plan, entries);
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 100 });
    expect(bench.cloud.rosterOf(image).sort()).toEqual(wanted);
  });

  test.each([
    ['UnsupportedOperation.EncryptedImagesNotSupported', 'image-encrypted'],
    ['UnauthorizedOperation.ImageNotBelongToAccount', 'image-not-owned'],
  ])('%s ends that image and no other', async (code, kind) => {
    const bench = createPracticeBench({}, 2);
    const plan = await bench.plan('share', recipients(60), [image, imageIdAt(1)]);
    bench.cloud.failNext('ModifyImageSharePermission', code, 1, image);
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    const rows = bench.report(plan, entries);
    const ofFirst = rows.filter(({ imageId }) => imageId === image);
    expect(new Set(ofFirst.map(({ failure }) => failure?.kind))).toEqual(new Set([kind]));
    expect(tally(rows)).toEqual({ refused: 60, confirmed: 60 });
  });

  test('an error of the keys stops the job; after the repair it goes on from its journal', async () => {
    const bench = createPracticeBench();
    const plan = await bench.plan('share', recipients(120));
    bench.cloud.failNext('ModifyImageSharePermission', 'AuthFailure.TokenFailure', 1);
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toMatchObject({
      state: 'waiting',
      cause: { kind: 'token-expired' },
    });
    expect(tally(bench.report(plan, entries))).toEqual({ waiting: 120 });
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 120 });
  });
});

describe('a person and a kill', () => {
  test('a kill at any line of the journal loses, doubles and misreports nothing', async () => {
    const whole: JournalEntry[] = [];
    const first = createPracticeBench();
    await first.run(await first.plan('share', recipients(230)), whole);
    for (let at = 0; at <= whole.length; at += 1) {
      const bench = createPracticeBench({ readDelayMs: 3_000 });
      const plan = await bench.plan('share', recipients(230));
      const entries: JournalEntry[] = [];
      // The line is on disk, and then nothing of this life goes on.
      const dead = new Promise<never>(() => {});
      const life = bench.run(plan, entries, {
        append: async (entry) => {
          entries.push(structuredClone(entry));
          if (entries.length > at) await dead;
        },
      });
      await Promise.race([
        life,
        new Promise((resolve) => setTimeout(resolve, 0)),
        settledOrStuck(entries, at),
      ]);
      expect(await bench.run(plan, entries.slice(0, at + 1))).toEqual({ state: 'finished' });
      expect(bench.cloud.rosterOf(image).sort()).toEqual(recipients(230));
    }
  });

  test('the journal cannot be written: no call is made, and the job says so', async () => {
    const bench = createPracticeBench();
    const plan = await bench.plan('share', recipients(10));
    const end = await bench.run(plan, [], { append: () => Promise.reject(new Error('QuotaExceededError')) });
    expect(end).toEqual({ state: 'waiting', cause: { kind: 'storage-failed' } });
    expect(bench.writes()).toBe(0);
  });

  test('cancel stops within one further call and reports what was done', async () => {
    const bench = createPracticeBench();
    const plan = await bench.plan('share', recipients(500));
    const entries: JournalEntry[] = [];
    const end = await bench.run(plan, entries, { control: () => (bench.writes() >= 3 ? 'cancel' : 'run') });
    expect(end).toEqual({ state: 'cancelled' });
    expect(bench.writes()).toBe(3);
    const rows = bench.report(plan, entries);
    expect(tally(rows)).toEqual({ confirmed: 150, 'no-change': 350 });
    expect(rows.find(({ outcome }) => outcome === 'no-change')?.skip).toBe('cancelled');
    expect(bench.cloud.rosterOf(image)).toHaveLength(150);
  });

  test('pause leaves the rest waiting, and the next run goes on', async () => {
    const bench = createPracticeBench();
    const plan = await bench.plan('share', recipients(300));
    const entries: JournalEntry[] = [];
    const paused = await bench.run(plan, entries, { control: () => (bench.writes() >= 2 ? 'pause' : 'run') });
    expect(paused).toEqual({ state: 'paused' });
    await bench.run(plan, entries);
    expect(tally(bench.report(plan, entries))).toEqual({ confirmed: 300 });
    expect(bench.writes()).toBe(6);
  });

  test('undo takes back what was confirmed and leaves later edits by others', async () => {
    const bench = createPracticeBench();
    const before = recipients(10);
    bench.cloud.setRoster(image, before);
    const plan = await bench.plan('share', recipients(60));
    const entries: JournalEntry[] = [];
    await bench.run(plan, entries);
    const foreign = recipients(61).slice(60);
    bench.cloud.foreignEdit('share', image, foreign);
    const now = await bench.plan('share', recipients(1));
    const [reading] = now.images;
    const undo = makeUndoPlan({
      id: 'plan-2',
      plan,
      rows: bench.report(plan, entries),
      product: tencentCvm,
      caller: plan.caller,
      now: bench.clock.now(),
      images: [
        {
          ref: { product: 'tencent-cvm', region: 'ap-guangzhou', imageId: image },
          image: reading?.image,
          roster: { entries: bench.cloud.rosterOf(image).map((account) => ({ account })), readAt: 0 },
        },
      ],
    });
    await bench.run(undo, []);
    expect(bench.cloud.rosterOf(image).sort()).toEqual([...before, ...foreign].sort());
  });
});

/** Resolves once the journal has reached the line at which the life is cut. */
const settledOrStuck = async (entries: readonly JournalEntry[], at: number): Promise<void> => {
  for (let turn = 0; turn < 200 && entries.length <= at; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};
