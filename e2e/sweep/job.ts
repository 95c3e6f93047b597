import type { JobView } from '../../lib/domain/job.ts';
import { until } from '../drivers/surface.ts';
import { type Bench, pause } from './bench.ts';
import { addVerdicts, countUnsent, judgeJob, noVerdict, type Verdict, type Wish } from './judge.ts';
import { armKills, type Kills, type Point } from './kills.ts';
import { ask, demand, type Page, readJournal } from './talk.ts';
import type { Ward } from './ward.ts';

/** How large a job is. */
export interface Size {
  images: number;
  accounts: number;
  /** Whether an account that the cloud refuses is among those to share with. */
  hasRefused?: boolean;
}

let imagesMade = 0;

/**
 * Prepares images for a job. Each has a bystander that must stay as it is; when shared, one account of the list has
 * each image already; when revoked, one of the list does not have it.
 */
export const makeWish = (ward: Ward, action: Wish['action'], size: Size): Wish => {
  const [bystander = '', ...accounts] = ward.recipients(size.accounts + 1);
  const imageIds = Array.from({ length: size.images }, () => {
    imagesMade += 1;
    return ward.addImage(imagesMade);
  });
  const others = action === 'share' ? accounts.slice(0, 1) : accounts.slice(1);
  for (const imageId of imageIds) ward.cloud.setRoster(imageId, [bystander, ...others]);
  return {
    action,
    imageIds,
    accounts,
    refused: action === 'share' && size.hasRefused ? [ward.nobody] : [],
    before: new Map(imageIds.map((imageId) => [imageId, ward.cloud.rosterOf(imageId)])),
    effectsBefore: ward.cloud.effects.length,
  };
};

/** Plans a wish. @returns what starts it */
export const planWish = async (page: Page, ward: Ward, profileId: string, wish: Wish) => {
  const { product, region } = ward;
  const accounts = [...wish.accounts, ...wish.refused];
  const images = wish.imageIds.map((imageId) => ({ region, imageId }));
  const request = { profileId, product, images, mode: wish.action, accounts };
  const plan = await demand(page, 'plan.make', request);
  const revokeCount = plan.images.reduce((sum, image) => sum + image.revoke.length, 0);
  return { planId: plan.id, isProven: true, revokeCount };
};

/** Longest wait between two kills, or from the last one to the job's end, before the job counts as stuck. */
const stuckAfterMs = 45_000;

/**
 * Follows a job as an open panel does, whoever kills the background meanwhile.
 * @returns its report, or the last seen where it does not end
 */
const followJob = async (page: Page, jobId: string, kills: Pick<Kills, 'lastAt'>) => {
  let seen: JobView | undefined;
  let revision = -1;
  while (Date.now() - kills.lastAt < stuckAfterMs) {
    const answer = await ask(page, 'job.read', { jobId, after: revision });
    if (answer?.ok) {
      seen = answer.value;
      revision = seen.revision;
      if (seen.job.endedAt !== undefined) break;
    }
    await pause(20);
  }
  return seen;
};

export interface JobResult {
  kills: number;
  writeKills: number;
  /** Calls announced in the journal that never arrived. */
  unsent: number;
  seconds: number;
  verdict: Verdict;
  /** Where the job stood that did not end, for whoever looks for the reason. */
  stuckAt?: string;
}

/** Runs one job under kills at every call, and compares what came of it. */
export const sweepJob = async (
  bench: Bench,
  ward: Ward,
  profileId: string,
  { point, action, size }: { point: Point; action: Wish['action']; size: Size },
): Promise<JobResult> => {
  const { page, server, driver } = bench;
  const wish = makeWish(ward, action, size);
  const start = await planWish(page, ward, profileId, wish);
  const logged = server.log.length;
  const began = Date.now();
  const isAnnounced = async () => (await readJournal(page, start.planId)).at(-1)?.kind === 'sending';
  const kills = armKills(server, ward, point, () => driver.killBackground(), isAnnounced);
  // The answer may die with the background; the plan's id is the job's.
  await until('the job to start', async () => {
    const answer = await ask(page, 'job.start', start);
    return answer?.ok || undefined;
  });
  const last = await followJob(page, start.planId, kills);
  kills.disarm();
  const counts = { kills: kills.count, writeKills: kills.writes, seconds: (Date.now() - began) / 1000 };
  if (last?.job.endedAt === undefined) {
    const { state, cause } = last?.job ?? {};
    const lines = await readJournal(page, start.planId);
    const stuckAt = `${state} ${cause?.kind ?? ''}, ${JSON.stringify(lines.at(-1))}, ${Date.now() - kills.lastAt} ms after a kill`;
    return { ...counts, unsent: 0, stuckAt, verdict: addVerdicts(noVerdict, { ...noVerdict, unended: 1 }) };
  }
  const view = await until('the report', async () => {
    const answer = await ask(page, 'job.read', { jobId: start.planId, after: -1 });
    return answer?.ok ? answer.value : undefined;
  });
  const log = server.log.slice(logged);
  const journal = await readJournal(page, start.planId);
  return {
    ...counts,
    unsent: countUnsent(log, journal),
    verdict: judgeJob(ward, wish, { view, journal, log }),
  };
};
