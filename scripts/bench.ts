// Measures what the product promises: tables here and in .output/bench.json. Needs the Chromium build.
// A missed aim with a written reason is no failure of the bench: it ran and says so. One without a reason is.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BenchPart, parts } from '../bench/parts.ts';
import {
  type BenchReport,
  growthText,
  judge,
  type PartReport,
  partText,
  readmeText,
} from '../bench/report.ts';

const usage = `npm run bench [-- part ...] [-- --readme]
  part      one or more of ${parts.map(({ name }) => name).join(', ')}; all when none is named
  --readme  writes the figures into README.md, those of parts that did not run now from .output/bench.json`;

// The product's modules leave the ending out, as its bundler wants it; Node runs them as they are.
const withoutEnding = /^\.\.?\/(?:.*\/)?[^/.]+$/;
registerHooks({
  resolve: (specifier, context, next) => {
    const isOurs = context.parentURL?.includes('/node_modules/') === false;
    return next(isOurs && withoutEnding.test(specifier) ? `${specifier}.ts` : specifier, context);
  },
});

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { readme: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
const strangers = positionals.filter((name) => !parts.some((part) => part.name === name));
if (values.help || strangers.length > 0) {
  console.log(usage);
  process.exit(values.help ? 0 : 1);
}

const output = fileURLToPath(new URL('../.output', import.meta.url));
const reportFile = join(output, 'bench.json');
const readmeFile = fileURLToPath(new URL('../README.md', import.meta.url));
const failedParts: string[] = [];

const measure = async ({ name, title, measure }: BenchPart): Promise<PartReport | undefined> => {
  const start = performance.now();
  try {
    const measured = await measure();
    const report = { name, title, seconds: Math.round((performance.now() - start) / 1000), ...measured };
    console.log(partText(report));
    return report;
  } catch (error) {
    failedParts.push(name);
    console.error(`\n${title}: could not be measured`, error);
    return undefined;
  }
};

const known = (): PartReport[] => {
  if (!existsSync(reportFile)) return [];
  // Written below, by this version or another one.
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Partial<BenchReport>;
  return report.parts ?? [];
};

const chosen = parts.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const fresh: PartReport[] = [];
for (const part of chosen) {
  const report = await measure(part);
  if (report) fresh.push(report);
}

const older = known().filter((each) => !chosen.some(({ name }) => name === each.name));
const places = parts.map(({ name }) => name);
const all = [...older, ...fresh].sort((one, other) => places.indexOf(one.name) - places.indexOf(other.name));
const machine = { cores: availableParallelism(), memoryGb: Math.round(totalmem() / 2 ** 30) };
mkdirSync(output, { recursive: true });
writeFileSync(reportFile, `${JSON.stringify({ machine, parts: all }, null, 2)}\n`);
if (values.readme) {
  const marks = /(<!-- bench -->\n)[\s\S]*(\n<!-- \/bench -->)/;
  const block = readmeText({ machine, parts: all });
  writeFileSync(
    readmeFile,
    readFileSync(readmeFile, 'utf8').replace(marks, (_, open, close) => `${open}\n${block}\n${close}`),
  );
}

const report = { machine, parts: fresh };
console.log(growthText(report));
const { aims, missed, unexplained } = judge(report);
console.log(
  `\n${aims - missed} of ${aims} aims met, ${missed - unexplained.length} missed for a known reason`,
);
for (const what of unexplained) console.log(`missed without a known reason: ${what}`);
for (const name of failedParts) console.log(`could not be measured: ${name}`);
process.exitCode = unexplained.length + failedParts.length === 0 ? 0 : 1;
