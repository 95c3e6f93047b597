import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../domain/failure';
import type { JournalEntry } from '../domain/job';
import { type ProductId, productIds } from '../domain/product';
import { openProductBench } from './three-benches';

const write = 'ModifyImageSharePermission';

/** What each vendor says in the middle of a job, and what the job then waits for. */
const told: Record<ProductId, [FailureKind, string][]> = {
  'tencent-cvm': [
    ['key-unknown', 'AuthFailure.SecretIdNotFound'],
    ['token-expired', 'AuthFailure.TokenFailure'],
    ['mfa-required', 'UnauthorizedOperation.MFAExpired'],
    ['not-permitted', 'UnauthorizedOperation'],
  ],
  'alibaba-ecs': [
    ['key-unknown', 'InvalidAccessKeyId.Inactive'],
    ['token-expired', 'InvalidSecurityToken.Expired'],
    ['not-permitted', 'Forbidden.RAM'],
  ],
  'alibaba-ens': [
    ['key-unknown', 'InvalidAccessKeyId.NotFound'],
    ['token-expired', 'InvalidSecurityToken.Expired'],
    ['not-permitted', 'Forbidden.RAM'],
  ],
};

/** A revoke that takes several calls on every product, and something that happens once after the first of them. */
const openJob = async (product: ProductId) => {
  const bench = openProductBench(product);
  const accounts = bench.recipients(120);
  bench.cloud.setRoster(bench.imageId, accounts);
  const plan = await bench.plan('revoke', accounts);
  const entries: JournalEntry[] = [];
  const runUntil = async (happen: () => void) => {
    let hasHappened = false;
    return bench.run(plan, entries, {
      control: () => {
        if (bench.writes() >= 1 && !hasHappened) {
          hasHappened = true;
          happen();
        }
        return 'run';
      },
    });
  };
  const goOn = async () => {
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(bench.report(plan, entries).every(({ outcome }) => outcome === 'confirmed')).toBe(true);
    expect(bench.cloud.rosterOf(bench.imageId)).toEqual([]);
  };
  return { bench, plan, entries, runUntil, goOn };
};

describe.each(productIds)('a job on %s', (product) => {
  test.each(told[product])('waits for %s mid job, sends nothing more, and goes on', async (kind, code) => {
    const { bench, runUntil, goOn } = await openJob(product);
    const end = await runUntil(() => bench.cloud.failNext(write, code));
    expect(end).toMatchObject({ state: 'waiting', cause: { kind, code } });
    expect(bench.writes()).toBe(2);
    expect(bench.cloud.rosterOf(bench.imageId).length).toBeGreaterThan(0);
    await goOn();
  });

  test.each([
    ['key-unknown', () => told[product][0]?.[1] ?? ''],
    ['not-permitted', () => told[product].at(-1)?.[1] ?? ''],
  ] as const)('waits for %s also when a read tells it', async (kind, code) => {
    const { bench, runUntil, goOn } = await openJob(product);
    const end = await runUntil(() => bench.cloud.failNext('DescribeImageSharePermission', code()));
    expect(end).toMatchObject({ state: 'waiting', cause: { kind } });
    await goOn();
  });

  test('waits while there is no network, says nothing of what it cannot know, and goes on', async () => {
    const { bench, plan, entries, runUntil, goOn } = await openJob(product);
    const end = await runUntil(() => bench.cloud.setFaultSource(() => 'lost-before'));
    expect(end).toMatchObject({ state: 'waiting', cause: { kind: 'unreachable' } });
    const said = bench.report(plan, entries).filter(({ outcome }) => outcome === 'confirmed');
    const roster = new Set(bench.cloud.rosterOf(bench.imageId));
    expect(said.filter(({ account }) => roster.has(account))).toEqual([]);
    bench.cloud.setFaultSource(undefined);
    await goOn();
  });
});
