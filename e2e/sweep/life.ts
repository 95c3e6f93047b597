import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PracticeServer } from '../../practice/server.ts';
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

/** How soon after its end an idle background must be gone, milliseconds: the browsers' 30 s, and room. */
const idleWithinMs = 60_000;

const longestGap = (log: PracticeServer['log'], from: number): number => {
  const times = [from, ...log.filter(({ action }) => action !== '').map(({ arrivedAt }) => arrivedAt)];
  return Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? time)));
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
  const world = createPracticeWorld();
  const server = await startPracticeServer({ hosts: world.hosts });
  const profile = mkdtempSync(join(tmpdir(), 'image-roster-life-'));
  const options = { extension, profile, port: server.port };
  const wild = await (browser === 'chromium' ? openWildChromium(options) : openWildFirefox(options));
  try {
    const ward = wardOf(world, 'alibaba-ens');
    const wish = makeWish(ward, 'revoke', { images: 1, accounts: accounts + 1 });
    const jobId = await wild.withPage('workspace.html#settings', async (page) => {
      const plan = await planWish(page, ward, await saveKeys(page, ward), wish);
      await demand(page, 'job.start', plan);
      return plan.planId;
    });
    const logged = server.log.length;
    const began = Date.now();
    const lives = new Set<string>();
    const left = () => ward.cloud.effects.length - wish.effectsBefore;
    let told = 0;
    await until(
      () => `the last revoke; ${accounts - left()} are left`,
      async () => {
        for (const life of await wild.lives()) lives.add(life);
        if (left() - told >= 60) {
          told = left();
          onProgress(accounts - told);
        }
        return left() >= accounts || undefined;
      },
      accounts * 2_000 + 60_000,
    );
    const endedAt = Date.now();
    await until(
      'the idle end',
      async () => ((await wild.lives()).length === 0 ? true : undefined),
      idleWithinMs,
    );
    const idleDeathSeconds = Math.round((Date.now() - endedAt) / 1000);
    const log = server.log.slice(logged);
    const calls = log.filter(({ action }) => action !== '');
    const { view, journal } = await wild.withPage('workspace.html#settings', async (page) => ({
      view: await demand(page, 'job.read', { jobId, after: -1 }),
      journal: await readJournal(page, jobId),
    }));
    return {
      accounts,
      seconds: Math.round(((calls.at(-1)?.arrivedAt ?? began) - began) / 1000),
      calls: calls.length,
      longestGapSeconds: Math.round(longestGap(log, began) / 100) / 10,
      lives: lives.size,
      idleDeathSeconds,
      verdict: judgeJob(ward, wish, { view, journal, log }),
    };
  } finally {
    await wild.close();
    await server.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};
