// Measures what the product promises: prints a table and writes .output/bench.json. Needs both builds.
import { mkdirSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchEntry } from '../bench/entry.ts';

// The product's modules leave the ending out, as its bundler wants it; Node runs them as they are.
const withoutEnding = /^\.\.?\/(?:.*\/)?[^/.]+$/;
registerHooks({
  resolve: (specifier, context, next) => {
    const isOurs = context.parentURL?.includes('/node_modules/') === false;
    return next(isOurs && withoutEnding.test(specifier) ? `${specifier}.ts` : specifier, context);
  },
});

/** Each gives its entries; a new bench is a file in `bench/` and a line here. */
const benches: (() => Promise<BenchEntry[]>)[] = [
  async () => (await import('../bench/paste.ts')).benchPaste(),
  async () => (await import('../bench/panel.ts')).benchPanel(),
];

const output = fileURLToPath(new URL('../.output', import.meta.url));
const entries: BenchEntry[] = [];
for (const bench of benches) entries.push(...(await bench()));

mkdirSync(output, { recursive: true });
writeFileSync(join(output, 'bench.json'), `${JSON.stringify(entries, null, 2)}\n`);
console.table(
  entries.map(({ ours, unit, met, ...rest }) => ({
    name: rest.name,
    ours: `${ours} ${unit}`,
    'measured against': rest.other,
    ratio: rest.ratio,
    aim: rest.aim,
    met: met ? 'yes' : 'NO',
  })),
);
const missed = entries.filter(({ met }) => !met).length;
console.log(`${entries.length - missed} of ${entries.length} aims met`);
process.exitCode = missed === 0 ? 0 : 1;
