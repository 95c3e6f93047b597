import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProductId } from '../../lib/domain/product.ts';
import { createRandom } from '../../practice/random.ts';
import type { PracticeServer } from '../../practice/server.ts';
import type { PracticeWorld } from '../../practice/world.ts';
import type { BrowserName } from '../../scripts/browsers.mjs';
import { openDriver } from '../drivers/open.ts';
import { type Driver, type Surface, until } from '../drivers/surface.ts';
import { openClouds, pause } from './bench.ts';
import { makeWish, planWish } from './job.ts';
import { judgeJob, type Verdict, type Wish } from './judge.ts';
import { ask, demand, readJournal } from './talk.ts';
import { products, type Ward, wardOf } from './ward.ts';

const passphrase = 'correct horse battery staple';
/** What the product promises: it goes on, or says what it waits for, this soon after a start. */
const promisedMs = 35_000;
/** What a person reads on the jobs page. */
const lockedSentence = 'The keys are locked.';
const unlockSentence = 'Waiting jobs then go on by themselves.';
/** How long the practice clouds take to answer, milliseconds, so that a kill can hit a call on its way. */
const latencyMs = 80;
/** Kills come at random moments up to this long after a start or after the unlocking, milliseconds. */
const spreadMs = 2_500;

/** Some ten seconds of calls each, at the published rates. */
const sizes: Record<ProductId, Record<Wish['action'], { images: number; accounts: number }>> = {
  'tencent-cvm': { share: { images: 16, accounts: 190 }, revoke: { images: 16, accounts: 190 } },
  'alibaba-ecs': { share: { images: 10, accounts: 38 }, revoke: { images: 10, accounts: 38 } },
  'alibaba-ens': { share: { images: 6, accounts: 38 }, revoke: { images: 4, accounts: 9 } },
};

export interface SigkillSweep {
  browser: BrowserName;
  extension: string;
  times: number;
  seed: number;
  /** Told after each kill: milliseconds from the next start until the product said how it stands with the job. */
  onKill: (kills: number, saidAfterMs: number) => void;
  onJob: (product: ProductId, action: Wish['action'], verdict: Verdict) => void;
}

export interface SigkillResult {
  /** Kills of a browser whose job was not over. */
  kills: number;
  /** Kills that came after the job's end; the next start found nothing to go on with. */
  tooLate: number;
  /** Kills before the keys were unlocked again. */
  whileLocked: number;
  /** Kills after which the jobs page said that the keys are locked and that unlocking lets the job go on. */
  saidLocked: number;
  /** Starts after which neither came within the promised time. */
  silent: number;
  longestUntilSaidMs: number;
  /** From the unlocking to the next call of the job. */
  longestUntilResumedMs: number;
  jobs: number;
}

/** The browser of the moment; a crash makes the next. */
interface Stage extends SigkillSweep {
  server: PracticeServer;
  profile: string;
  random: () => number;
  result: SigkillResult;
}

interface Life {
  driver: Driver;
  page: Surface;
  startedAt: number;
}

const start = async ({ browser, extension, profile, server }: Stage): Promise<Life> => {
  const startedAt = Date.now();
  const driver = await openDriver(browser, { extension, profile, port: server.port, isKept: true });
  return { driver, page: await driver.openPage('workspace.html#jobs'), startedAt };
};

const hasEnded = async (page: Surface, jobId: string): Promise<boolean> => {
  const answer = await ask(page, 'job.read', { jobId, after: 0 });
  return answer?.ok === true && answer.value.job.endedAt !== undefined;
};

/** Waits until the jobs page says that the keys are locked, in the words people see, or that the job is over. */
const hearFrom = async (stage: Stage, { page, startedAt }: Life, jobId: string): Promise<void> => {
  const { result } = stage;
  const heard = await until(
    'a word about the job',
    async () => {
      const text = await page.evaluate<string>('document.body.innerText');
      if (text.includes(lockedSentence) && text.includes(unlockSentence)) return 'locked';
      return (await hasEnded(page, jobId)) ? 'ended' : undefined;
    },
    promisedMs,
  ).catch(() => 'silent');
  const saidAfterMs = Date.now() - startedAt;
  if (heard === 'ended') result.tooLate += 1;
  else result.kills += 1;
  if (heard === 'locked') result.saidLocked += 1;
  if (heard === 'silent') result.silent += 1;
  result.longestUntilSaidMs = Math.max(result.longestUntilSaidMs, saidAfterMs);
  stage.onKill(result.kills, saidAfterMs);
};

/** Unlocks as a person does in the workspace, and waits for the job's next call. */
const unlock = async (stage: Stage, { page }: Life, jobId: string): Promise<void> => {
  const { server, result } = stage;
  const logged = server.log.length;
  await demand(page, 'vault.unlock', { passphrase });
  const began = Date.now();
  await until(
    'a call of the job',
    async () => server.log.slice(logged).some(({ action }) => action !== '') || hasEnded(page, jobId),
    promisedMs,
  );
  result.longestUntilResumedMs = Math.max(result.longestUntilResumedMs, Date.now() - began);
};

const crash = async (stage: Stage, life: Life, isLocked: boolean): Promise<Life> => {
  await pause(stage.random() * spreadMs);
  await life.driver.crash();
  if (isLocked) stage.result.whileLocked += 1;
  return start(stage);
};

/** Runs one job through as many crashes as it takes; a sixth of them come before the keys are unlocked. */
const runJob = async (stage: Stage, life: Life, ward: Ward, profileId: string, action: Wish['action']) => {
  const { server, result, times } = stage;
  const wish = makeWish(ward, action, sizes[ward.product][action]);
  const plan = await planWish(life.page, ward, profileId, wish);
  const logged = server.log.length;
  await demand(life.page, 'job.start', plan);
  const jobId = plan.planId;
  let now = life;
  while (result.kills < times && !(await hasEnded(now.page, jobId))) {
    now = await crash(stage, now, false);
    await hearFrom(stage, now, jobId);
    if (stage.random() < 1 / 6 && result.kills < times) {
      now = await crash(stage, now, true);
      await hearFrom(stage, now, jobId);
    }
    await unlock(stage, now, jobId);
  }
  await until('the job to end', async () => (await hasEnded(now.page, jobId)) || undefined, 180_000).catch(
    () => {},
  );
  const view = await demand(now.page, 'job.read', { jobId, after: -1 });
  const journal = await readJournal(now.page, jobId);
  result.jobs += 1;
  stage.onJob(ward.product, action, judgeJob(ward, wish, { view, journal, log: server.log.slice(logged) }));
  return now;
};

const nothingYet = (): SigkillResult => ({
  kills: 0,
  tooLate: 0,
  whileLocked: 0,
  saidLocked: 0,
  silent: 0,
  longestUntilSaidMs: 0,
  longestUntilResumedMs: 0,
  jobs: 0,
});

/** Runs jobs of all products and both actions in turn until the browser was killed often enough. */
const runJobs = async (stage: Stage, world: PracticeWorld, first: Life): Promise<Life> => {
  let life = first;
  await demand(life.page, 'vault.create', { passphrase });
  const profileIds = new Map<string, string>();
  for (let turn = 0; stage.result.kills < stage.times; turn += 1) {
    const product = products[turn % products.length] ?? 'tencent-cvm';
    const ward = wardOf(world, product);
    const { site, key } = ward;
    const known = profileIds.get(site);
    const profileId = known ?? (await demand(life.page, 'profiles.save', { site, label: site, ...key })).id;
    profileIds.set(site, profileId);
    const action = Math.floor(turn / products.length) % 2 === 0 ? 'revoke' : 'share';
    life = await runJob(stage, life, ward, profileId, action);
  }
  return life;
};

/** Ends the browser at random moments of jobs, starts it again on the same profile, and compares jobs and clouds. */
export const sweepSigkill = async (sweep: SigkillSweep): Promise<SigkillResult> => {
  const { world, server } = await openClouds();
  server.faults.beforeAnswer = async ({ action }) => {
    if (action) await pause(latencyMs);
    return undefined;
  };
  const profile = mkdtempSync(join(tmpdir(), 'image-roster-sigkill-'));
  const stage: Stage = { ...sweep, server, profile, random: createRandom(sweep.seed), result: nothingYet() };
  const last = await runJobs(stage, world, await start(stage));
  await last.driver.close();
  await server.stop();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return stage.result;
};
