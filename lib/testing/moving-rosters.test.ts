import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../domain/job';
import { alibabaImageAt, alibabaRecipients, createAlibabaBench } from './practice-alibaba';

const read = 'DescribeImageSharePermission';

/** A roster of full pages, from which somebody takes the first account between two pages and adds another at the end. */
const moving = (product: 'alibaba-ecs' | 'alibaba-ens', accountsOnIt: number) => {
  const bench = createAlibabaBench(product, { quota: 500 });
  const image = alibabaImageAt(product, 0);
  const accounts = alibabaRecipients(accountsOnIt + 1);
  const [left = '', newcomer = ''] = [accounts.at(0), accounts.at(-1)];
  bench.cloud.setRoster(image, accounts.slice(0, -1));
  /** Moves it before the second page of the first reading after so many writes. */
  const moveAfter = (mostWrites: number) => {
    let writes = 0;
    let pages = 0;
    let hasMoved = false;
    bench.cloud.setFaultSource(({ action }) => {
      if (action === read) pages += 1;
      else [writes, pages] = [writes + 1, 0];
      if (hasMoved || pages !== 2 || writes < mostWrites) return undefined;
      hasMoved = true;
      bench.cloud.foreignEdit('revoke', image, [left]);
      bench.cloud.foreignEdit('share', image, [newcomer]);
      return undefined;
    });
  };
  return { bench, image, accounts, moveAfter };
};

describe.each([
  ['alibaba-ecs', 50],
  ['alibaba-ens', 100],
] as const)('%s, by pages of %i', (product, pageSize) => {
  test('an account that moves to a page already read is no lost revoke', async () => {
    const { bench, image, accounts, moveAfter } = moving(product, 2 * pageSize);
    const moved = accounts.slice(pageSize, pageSize + 1);
    const plan = await bench.plan('revoke', moved);
    moveAfter(0);
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(bench.report(plan, entries)).toMatchObject([{ outcome: 'confirmed' }]);
    expect(bench.cloud.rosterOf(image)).not.toContain(moved[0]);
  });
});

test('an account that moves while a job looks at what it has done is no lost revoke either', async () => {
  const { bench, image, accounts, moveAfter } = moving('alibaba-ens', 400);
  const gone = accounts.slice(90, -1);
  const plan = await bench.plan('revoke', gone);
  moveAfter(4);
  const entries: JournalEntry[] = [];
  expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
  expect(new Set(bench.report(plan, entries).map(({ outcome }) => outcome))).toEqual(new Set(['confirmed']));
  expect(bench.cloud.rosterOf(image)).toEqual([...accounts.slice(1, 90), accounts.at(-1)]);
});
