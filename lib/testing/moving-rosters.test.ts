import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../domain/job';
import { alibabaImageAt, alibabaRecipients, createAlibabaBench } from './practice-alibaba';

const read = 'DescribeImageSharePermission';

/** A roster of two full pages, from which somebody takes the first account between two pages and adds another at the end. */
const moving = (product: 'alibaba-ecs' | 'alibaba-ens', pageSize: number) => {
  const bench = createAlibabaBench(product, { quota: 500 });
  const image = alibabaImageAt(product, 0);
  const accounts = alibabaRecipients(2 * pageSize + 1);
  const [left = '', newcomer = ''] = [accounts.at(0), accounts.at(-1)];
  bench.cloud.setRoster(image, accounts.slice(0, -1));
  const moveBefore = (page: number) => {
    let pages = 0;
    bench.cloud.setFaultSource(({ action }) => {
      pages += action === read ? 1 : 0;
      if (action !== read || pages !== page) return undefined;
      bench.cloud.foreignEdit('revoke', image, [left]);
      bench.cloud.foreignEdit('share', image, [newcomer]);
      return undefined;
    });
  };
  return { bench, image, accounts, moveBefore };
};

describe.each([
  ['alibaba-ecs', 50],
  ['alibaba-ens', 100],
] as const)('%s, by pages of %i', (product, pageSize) => {
  test('an account that moves to a page already read is no lost revoke', async () => {
    const { bench, image, accounts, moveBefore } = moving(product, pageSize);
    const moved = accounts.slice(pageSize, pageSize + 1);
    const plan = await bench.plan('revoke', moved);
    moveBefore(2);
    const entries: JournalEntry[] = [];
    expect(await bench.run(plan, entries)).toEqual({ state: 'finished' });
    expect(bench.report(plan, entries)).toMatchObject([{ outcome: 'confirmed' }]);
    expect(bench.cloud.rosterOf(image)).not.toContain(moved[0]);
  });
});
