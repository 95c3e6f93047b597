import fc from 'fast-check';
import { expect, it } from 'vitest';
import { play } from './play.ts';
import { allQuirks } from './quirks.ts';
import { knownImages, recipients, subAccounts } from './world.ts';

const account = fc.constantFrom(...recipients(12), ...subAccounts, '999999999999');
const step = fc.record({
  kind: fc.constantFrom('share', 'cancel', 'foreign'),
  accounts: fc.array(account, { minLength: 1, maxLength: 8 }),
  fault: fc.constantFrom(undefined, 'lost-after', 'lost-before', 'truncated'),
  waitMs: fc.integer({ min: 0, max: 4000 }),
} as const);

it('the noted effects add up to the share list, and readers get there, whatever the switches and faults', () => {
  fc.assert(
    fc.property(fc.constantFrom(...allQuirks()), fc.array(step, { maxLength: 12 }), (quirks, steps) => {
      const { cloud, share, cancel, read, pass } = play({ quirks: { ...quirks, dropIds: 1 } });
      for (const { kind, accounts, fault, waitMs } of steps) {
        if (kind === 'foreign') cloud.foreignEdit('share', knownImages.plain, recipients(2));
        else {
          if (fault) cloud.faultNext('ModifyImageSharePermission', fault);
          (kind === 'share' ? share : cancel)(accounts);
        }
        pass(waitMs);
      }
      const expected = new Set<string>();
      for (const effect of cloud.effects) {
        if (effect.kind === 'share') expected.add(effect.account);
        else expected.delete(effect.account);
      }
      pass(quirks.readDelayMs);
      expect(new Set(cloud.rosterOf(knownImages.plain))).toEqual(expected);
      expect(new Set(read())).toEqual(expected);
    }),
  );
});
