import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fuzzRouter } from '../testing/router-fuzz/run';

/** `npm run fuzz` asks for more, and for the counts in a file. */
const count = Number(process.env.FUZZ_MESSAGES ?? 60_000);
const seed = Number(process.env.FUZZ_SEED ?? 20261122);
const file = process.env.FUZZ_REPORT;

test(
  `${count} messages of forged senders have no effect that the contract does not allow`,
  async () => {
    const { first, ...report } = await fuzzRouter(count, seed);
    if (file) writeFileSync(file, JSON.stringify({ seed, ...report }));
    expect(first).toEqual([]);
    expect(report.violations).toBe(0);
    // All that is allowed is reached too, or the run would say nothing.
    expect(report.effects).toBeGreaterThan(count / 50);
    expect(report.tokens).toBeGreaterThan(count / 500);
    expect(report.bindings).toBeGreaterThan(count / 5000);
  },
  60 * 60_000,
);
