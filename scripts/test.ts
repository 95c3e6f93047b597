// Everything that must hold: types, lint, unit tests, both builds, both browsers. Last line: "N passed, N failed".
import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = join(root, '.output/reports');
const bin = join(root, 'node_modules/.bin');

interface Tally {
  passed: number;
  failed: number;
}

/** Standard input stays closed; the project's own Node comes first on the path. */
const run = (command: string, parts: string[], more: SpawnOptions['env'] = {}): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(join(bin, command), parts, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...more },
    });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });

/** A static check counts as one case. */
const check = async (name: string, command: string, ...parts: string[]): Promise<Tally> => {
  const code = await run(command, parts);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
};

/** Counts the cases of a Vitest run; a run that broke before its report counts as one failed case at least. */
const vitest = async (name: string, parts: string[], env: SpawnOptions['env'] = {}): Promise<Tally> => {
  const report = join(reports, `${name}.json`);
  const code = await run(
    'vitest',
    ['run', ...parts, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    env,
  );
  const tally = readReport(report);
  if (code !== 0 && tally.failed === 0) tally.failed = 1;
  console.log(
    `${tally.failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${tally.passed} passed, ${tally.failed} failed`,
  );
  return tally;
};

const readReport = (file: string): Tally => {
  try {
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: Number(passed), failed: Number(failed) };
  } catch {
    return { passed: 0, failed: 0 };
  }
};

const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
});

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const tallies: Tally[] = [
  await check('prepare', 'wxt', 'prepare'),
  await check('types', 'tsc', '--noEmit'),
  await check('lint', 'biome', 'check', '.'),
  await check('unused code', 'knip'),
  await vitest('unit', []),
  await check('build and package for Chromium', 'wxt', 'zip', '-b', 'chrome'),
  await check('build and package for Firefox', 'wxt', 'zip', '-b', 'firefox'),
  await check('nothing in the builds that must not be', 'node', 'scripts/check-build.ts'),
  await check('the same packages from their source', 'node', 'scripts/check-packages.ts'),
];
const inBrowser = (browser: string) =>
  vitest(browser, ['--config', 'e2e/vitest.config.ts'], { E2E_BROWSER: browser });
// Each browser has a practice server and a profile of its own.
tallies.push(...(await Promise.all([inBrowser('chromium'), inBrowser('firefox')])));

const { passed, failed } = sum(tallies);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
