import type { Failure } from '../../lib/domain/failure';
import { type JobRow, mostImages, type Plan } from '../../lib/domain/job';
import type { Result } from '../../lib/domain/result';
import type { Client } from '../../lib/messaging/client';
import type { AccountPlace } from './account-items';
import { startPlan } from './change-roster';
import { followJob } from './follow-job';
import type { PageClock } from './page-clock';

/** Something that could not be planned, started or followed, with the images it is about. */
export interface Trouble {
  images: number;
  failure: Failure;
}

/** What revoking an account everywhere comes to: plans, each of one profile and product. */
export interface EverywherePlan {
  plans: Plan[];
  /** Pairs of image and account that would be revoked. */
  revokes: number;
  /** Images whose roster no longer has the account. */
  gone: number;
  troubles: Trouble[];
}

/** How it ended, over all its jobs. */
export interface EverywhereEnd {
  confirmed: number;
  /** Rows that the cloud did not show as asked for. */
  open: JobRow[];
  troubles: Trouble[];
  /** Jobs that can be taken back. */
  undoable: string[];
}

const revokesOf = (plan: Plan): number => plan.images.reduce((sum, image) => sum + image.revoke.length, 0);

const byRequest = (places: readonly AccountPlace[]): AccountPlace[][] => {
  const groups = new Map<string, AccountPlace[]>();
  for (const place of places) {
    const key = `${place.known.profileId}/${place.known.image.product}`;
    const group = groups.get(key);
    if (group) group.push(place);
    else groups.set(key, [place]);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / mostImages) }, (_, at) =>
      group.slice(at * mostImages, (at + 1) * mostImages),
    ),
  );
};

/**
 * Plans against the rosters as they are in the cloud now: one job for each profile and product, over all regions, or
 * several where one request cannot name all images.
 */
export const planEverywhere = async (
  client: Client,
  account: string,
  places: readonly AccountPlace[],
): Promise<EverywherePlan> => {
  const whole: EverywherePlan = { plans: [], revokes: 0, gone: 0, troubles: [] };
  for (const group of byRequest(places)) {
    const [first] = group;
    if (!first) continue;
    const planned = await client('plan.make', {
      profileId: first.known.profileId,
      product: first.known.image.product,
      images: group.map(({ known: { image } }) => ({ region: image.region, imageId: image.imageId })),
      mode: 'revoke',
      accounts: [account],
    });
    if (!planned.ok) {
      whole.troubles.push({ images: group.length, failure: planned.failure });
      continue;
    }
    for (const { revoke, blockedBy } of planned.value.images) {
      if (blockedBy) whole.troubles.push({ images: 1, failure: blockedBy });
      else if (revoke.length === 0) whole.gone += 1;
    }
    const revokes = revokesOf(planned.value);
    if (revokes > 0) whole.plans.push(planned.value);
    whole.revokes += revokes;
  }
  return whole;
};

/**
 * Starts jobs and follows all of them to their ends, side by side.
 * @param starts each starts one job; `images` are those it is about
 * @param report told of rows settled and rows in all
 */
export const runEverywhere = async (
  client: Client,
  clock: PageClock,
  starts: readonly { images: number; start: () => Promise<Result<string>> }[],
  report: (settled: number, total: number) => void,
  signal: AbortSignal,
): Promise<EverywhereEnd> => {
  const end: EverywhereEnd = { confirmed: 0, open: [], troubles: [], undoable: [] };
  const progress = starts.map(({ images }) => ({ settled: 0, total: images }));
  const tell = () =>
    report(
      progress.reduce((sum, { settled }) => sum + settled, 0),
      progress.reduce((sum, { total }) => sum + total, 0),
    );
  tell();
  await Promise.all(
    starts.map(async ({ images, start }, index) => {
      const started = await start();
      if (!started.ok) return void end.troubles.push({ images, failure: started.failure });
      const followed = await followJob(
        client,
        clock,
        started.value,
        ({ settled, total }) => {
          progress[index] = { settled, total };
          tell();
        },
        signal,
      );
      if (!followed.ok) return void end.troubles.push({ images, failure: followed.failure });
      const { rows, isUndoPossible, jobId } = followed.value;
      const confirmed = rows.filter(({ outcome }) => outcome === 'confirmed').length;
      end.confirmed += confirmed;
      end.open.push(...rows.filter(({ outcome }) => outcome === 'refused' || outcome === 'unknown'));
      if (isUndoPossible && confirmed > 0) end.undoable.push(jobId);
    }),
  );
  return end;
};

/** @returns what starts the jobs of a plan that a person agreed to */
export const startsOf = (client: Client, { plans }: EverywherePlan) =>
  plans.map((plan) => ({ images: revokesOf(plan), start: () => startPlan(client, plan) }));

/** @returns what starts the jobs that take others back */
export const undosOf = (client: Client, { undoable }: EverywhereEnd) =>
  undoable.map((jobId) => ({
    images: 1,
    start: async (): Promise<Result<string>> => {
      const undone = await client('job.undo', { jobId, isProven: true });
      return undone.ok ? { ok: true, value: undone.value.jobId } : undone;
    },
  }));
