import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sumOf } from '../e2e/sweep/judge.ts';
import { sweepKills } from '../e2e/sweep/kill-sweep.ts';
import { points } from '../e2e/sweep/kills.ts';
import { type LifeResult, liveThrough } from '../e2e/sweep/life.ts';
import { sweepSigkill } from '../e2e/sweep/sigkill.ts';
import { products } from '../e2e/sweep/ward.ts';
import type { BrowserName } from './browsers.mjs';
import { type Part, readOptions, type SweepOptions, usage } from './sweep/options.ts';
import {
  type CrashTally,
  count,
  countCrashed,
  emptyCrashTally,
  emptyTally,
  endCrashes,
  type KillTally,
} from './sweep/tally.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const targets = { chromium: 'chrome', firefox: 'firefox' } as const;

const folderOf = (browser: BrowserName): string =>
  join(process.env.E2E_OUTPUT ?? join(root, '.output'), `${targets[browser]}-mv3`);

/** Builds one browser's folder, unless a folder with builds was named. */
const build = async (browser: BrowserName): Promise<void> => {
  if (process.env.E2E_OUTPUT) return;
  const tool = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  const child = spawn(process.execPath, [tool, 'build', '-b', targets[browser]], {
    cwd: root,
    stdio: 'ignore',
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`the build for ${browser} failed: npm run build`);
};

const playKills = async ({ kills, browsers }: SweepOptions): Promise<KillTally> => {
  const cases = browsers.length * products.length * points.length * 2;
  let tally = emptyTally();
  const play = (browser: BrowserName) =>
    sweepKills({
      browser,
      extension: folderOf(browser),
      products,
      points,
      killsPerCase: Math.ceil(kills / cases),
      report: (about, result) => {
        tally = count(tally, about, result);
        const { product, action, point } = about;
        console.log(
          `${browser} ${product} ${action} ${point}: ${result.kills} kills in ${Math.round(result.seconds)} s; ` +
            `all so far: ${tally.kills} kills, ${tally.violations} violations` +
            (result.stuckAt ? `; stuck: ${result.stuckAt}` : ''),
        );
      },
    });
  await Promise.all(browsers.map(play));
  return tally;
};

const playSigkill = async ({ times, seed, browsers }: SweepOptions): Promise<CrashTally> => {
  let tally = emptyCrashTally();
  const play = async (browser: BrowserName) => {
    const result = await sweepSigkill({
      browser,
      extension: folderOf(browser),
      times,
      seed,
      onKill: (kills, saidAfterMs) =>
        console.log(
          `${browser}: SIGKILL ${kills}; ${saidAfterMs} ms after the next start it said how the job is`,
        ),
      onJob: (product, action, verdict) => {
        tally = countCrashed(tally, verdict);
        console.log(`${browser} ${product} ${action} ended; all so far: ${tally.violations} violations`);
      },
    });
    tally = endCrashes(tally, browser, result);
  };
  await Promise.all(browsers.map(play));
  return tally;
};

/** Longest pause between two calls that a job may make, in seconds. */
const mostGapSeconds = 35;

const playLife = async ({ accounts, browsers }: SweepOptions) => {
  const play = async (browser: BrowserName): Promise<[BrowserName, LifeResult]> => {
    const result = await liveThrough(browser, folderOf(browser), accounts, (left) =>
      console.log(`${browser}: ${left} revokes to go`),
    );
    return [browser, result];
  };
  const results = await Promise.all(browsers.map(play));
  const violations = results.reduce(
    (sum, [, { verdict, longestGapSeconds }]) =>
      sum + sumOf(verdict) + (longestGapSeconds > mostGapSeconds ? 1 : 0),
    0,
  );
  return { ...Object.fromEntries(results), violations };
};

const run = async (): Promise<boolean> => {
  const options = readOptions(process.argv.slice(2));
  if (options.isHelp) {
    console.log(usage);
    return true;
  }
  const began = Date.now();
  for (const browser of options.browsers) await build(browser);
  const has = (part: Part) => options.parts.includes(part);
  const kills = has('kills') ? await playKills(options) : undefined;
  const sigkill = has('sigkill') ? await playSigkill(options) : undefined;
  const life = has('life') ? await playLife(options) : undefined;
  const violations = [kills, sigkill, life].reduce((sum, part) => sum + (part?.violations ?? 0), 0);
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(JSON.stringify({ kills, sigkill, life, violations, seconds }));
  return violations === 0;
};

const isRight = await run().catch((error: unknown) => {
  console.error(error);
  return false;
});
process.exit(isRight ? 0 : 1);
