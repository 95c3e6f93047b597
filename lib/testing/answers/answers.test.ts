import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { playDamaged } from './play';

/** Mutated answers; the long run is `npm run answers -- --count 100000`. */
const wanted = Number(process.env.ANSWERS_COUNT ?? 1_000);
const firstSeed = Number(process.env.ANSWERS_SEED ?? 1);
const reportFile = process.env.ANSWERS_REPORT;

test(`${wanted} mutated answers crash nothing and make nothing confirmed that is not`, async () => {
  const tally = { jobs: 0, answers: 0, mutated: 0, byProduct: {} as Record<string, number> };
  const ends: Record<string, number> = {};
  const found: { seed: number; product: string; violation: string }[] = [];
  const crashes: string[] = [];
  const onCrash = (error: unknown) => void crashes.push(String(error));
  process.on('unhandledRejection', onCrash);
  for (let seed = firstSeed; tally.mutated < wanted; seed += 1) {
    const outcome = await playDamaged(seed);
    tally.jobs += 1;
    tally.answers += outcome.answers;
    tally.mutated += outcome.mutated;
    tally.byProduct[outcome.product] = (tally.byProduct[outcome.product] ?? 0) + outcome.mutated;
    ends[outcome.end] = (ends[outcome.end] ?? 0) + 1;
    for (const violation of outcome.violations) found.push({ seed, product: outcome.product, violation });
  }
  process.off('unhandledRejection', onCrash);
  const violations = found.length + crashes.length;
  if (reportFile) {
    mkdirSync(dirname(reportFile), { recursive: true });
    const report = { ...tally, ends, crashes: crashes.length, violations, seeds: found.slice(0, 20) };
    writeFileSync(reportFile, JSON.stringify(report));
  }
  expect([...found.slice(0, 10), ...crashes]).toEqual([]);
}, 3_600_000);

/** Seeds under which a damaged answer once made a revoke "no change" that was none. */
test.each([
  [38, 'an account of minus nought'],
  [299, 'an account named twice in one entry'],
  [1031, 'a total below what the page lists, with an entry gone'],
  [4479, 'the same'],
  [7836, 'the same'],
])('seed %i stays without a violation: %s', async (seed) => {
  expect((await playDamaged(seed)).violations).toEqual([]);
});
