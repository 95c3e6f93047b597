import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPracticeServer } from '../../practice/server.ts';
import { createPracticeWorld } from '../../practice/world.ts';
import type { BrowserName } from '../../scripts/browsers.mjs';
import { openFirefox } from '../drivers/firefox.ts';
import { type DriverOptions, until } from '../drivers/surface.ts';
import { openBareChromium } from './bare-chromium.ts';
import { saveKeys } from './bench.ts';
import { makeWish, planWish } from './job.ts';
import { judgeJob, type Verdict } from './judge.ts';
import { demand, type Page, readJournal } from './talk.ts';
import { wardOf } from './ward.ts';

/** A browser that leaves the background to its natural life. */
interface Wild {
  withPage<Value>(path: string, work: (page: Page) => Promise<Value>): Promise<Value>;
  /** Names of the backgrounds that live now: one or none. */
  lives(): Promise<string[]>;
  close(): Promise<void>;
}

/** Firefox tells its own window how the event page is; the page is not touched by that. */
const openWildFirefox = async (options: DriverOptions): Promise<Wild> => {
  const driver = await openFirefox(options);
  let life = 0;
  let wasRunning = false;
  return {
    withPage: async (path, work) => {
      const page = await driver.openPage(path);
      try {
        return await work(page);
      } finally {
        await page.close();
      }
    },
    lives: async () => {
      const isRunning = await driver.isBackgroundRunning();
      if (isRunning && !wasRunning) life += 1;
      wasRunning = isRunning;
      return isRunning ? [String(life)] : [];
    },
    close: driver.close,
  };
};

const openWildChromium = async (options: DriverOptions): Promise<Wild> => {
  const { workers, ...rest } = await openBareChromium(options);
  return { ...rest, lives: workers };
};

export interface LifeResult {
  accounts: number;
  /** From the job's start to its last call. */
  seconds: number;
  calls: number;
  /** Between two calls of the job. */
  longestGapSeconds: number;
  /** Backgrounds that lived during the job: one that was never idle, or several. */
  lives: number;
  /** From the job's end to the background's own end: proof that nothing else kept it alive. */
  idleDeathSeconds: number;
  verdict: Verdict;
}

/** A page that asks nothing of the background by itself. */
const calmPage = 'workspace.html#settings';
const tellEvery = 60;
/** The published rate is two a second. */
const mostPerRevokeMs = 2_000;
/** How soon after its end an idle background must be gone, milliseconds: the browsers' 30 s, and room. */
const idleWithinMs = 60_000;

const longestGapMs = (times: readonly number[]): number =>
  Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? time)));

/** Opens a browser that nobody drives, on clouds with the published rates. */
const openWild = async (browser: BrowserName, extension: string) => {
  const world = createPracticeWorld();
  const server = await startPracticeServer({ hosts: world.hosts });
  const profile = mkdtempSync(join(tmpdir(), 'image-roster-life-'));
  const options = { extension, profile, port: server.port };
  const wild = await (browser === 'chromium' ? openWildChromium(options) : openWildFirefox(options));
  const close = async () => {
    await wild.close();
    await server.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { world, server, wild, close };
};

/** Waits for the last revoke, then for the background's own end. */
const watch = async (
  wild: Wild,
  countDone: () => number,
  accounts: number,
  onProgress: (left: number) => void,
) => {
  const lives = new Set<string>();
  let told = 0;
  await until(
    () => `the last revoke; ${accounts - countDone()} are left`,
    async () => {
      for (const life of await wild.lives()) lives.add(life);
      const done = countDone();
      if (done >= told + tellEvery) onProgress(accounts - done);
      if (done >= told + tellEvery) told = done;
      return done >= accounts || undefined;
    },
    accounts * mostPerRevokeMs + idleWithinMs,
  );
  const doneAt = Date.now();
  await until('the idle end', async () => (await wild.lives()).length === 0 || undefined, idleWithinMs);
  return { lives: lives.size, idleDeathSeconds: Math.round((Date.now() - doneAt) / 1000) };
};

/**
 * Revokes ENS accounts one by one for minutes, with no page of the extension open and no debugger attached to the
 * background, at the published rates.
 */
export const liveThrough = async (
  browser: BrowserName,
  extension: string,
  accounts: number,
  onProgress: (left: number) => void,
): Promise<LifeResult> => {
  const { world, server, wild, close } = await openWild(browser, extension);
  try {
    const ward = wardOf(world, 'alibaba-ens');
    // One of the list does not have the image.
    const wish = makeWish(ward, 'revoke', { images: 1, accounts: accounts + 1 });
    const jobId = await wild.withPage(calmPage, async (page) => {
      const plan = await planWish(page, ward, await saveKeys(page, ward), wish);
      await demand(page, 'job.start', plan);
      return plan.planId;
    });
    const logged = server.log.length;
    const began = Date.now();
    const countDone = () => ward.cloud.effects.length - wish.effectsBefore;
    const end = await watch(wild, countDone, accounts, onProgress);
    const calls = server.log.slice(logged).filter(({ action }) => action !== '');
    const times = [began, ...calls.map(({ arrivedAt }) => arrivedAt)];
    const { view, journal } = await wild.withPage(calmPage, async (page) => ({
      view: await demand(page, 'job.read', { jobId, after: -1 }),
      journal: await readJournal(page, jobId),
    }));
    return {
      ...end,
      accounts,
      calls: calls.length,
      seconds: Math.round(((times.at(-1) ?? began) - began) / 1000),
      longestGapSeconds: Math.round(longestGapMs(times) / 100) / 10,
      verdict: judgeJob(ward, wish, { view, journal, log: calls }),
    };
  } finally {
    await close();
  }
};
