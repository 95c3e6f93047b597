import type { KnownHead, KnownRoster } from '../domain/image';
import type { Job, JobRow, Plan, ShareRequest } from '../domain/job';
import type { Product, ProductId } from '../domain/product';
import type { Profile } from '../domain/profile';
import { failed, type Result, success } from '../domain/result';
import type { ImageReading } from '../engine/image-plan';
import { isStale, makePlan, makeUndoPlan, rowsToTakeBack } from '../engine/plan';
import type { JobStore, RosterStore } from '../engine/ports';
import type { RetryDeps } from '../engine/retry';
import type { Cloud, Clouds } from './clouds';
import { checkCaller, type ReadingPlaces, readImages, rostersOf } from './readings';

export interface PlannerDeps extends RetryDeps {
  clouds: Clouds;
  products: Record<ProductId, Product>;
  jobs: JobStore;
  rosters: RosterStore;
  /** Fails with profile-missing or vault-locked. */
  profileOf: (profileId: string) => Promise<Result<Profile>>;
  makeId: () => string;
}

/** One piece of work of the planner. */
interface Work extends PlannerDeps {
  /** Whether what is read and planned may still be kept. */
  isKept: () => boolean;
}

interface Reading {
  caller: string;
  images: ImageReading[];
}

const keepRosters = (deps: PlannerDeps, profileId: string, images: readonly ImageReading[]) =>
  Promise.all(
    images.map(async ({ image, roster }) => {
      const known: KnownRoster | undefined = image && roster && { profileId, image, roster };
      // What is known of rosters is for showing; a plan does not fail because it could not be kept.
      if (known) await deps.rosters.put(known).catch(() => {});
    }),
  );

const forgotten = failed({ kind: 'profile-missing' });

const read = async (
  deps: Work,
  cloud: Cloud,
  profileId: string,
  pinned: string,
  places: ReadingPlaces,
): Promise<Result<Reading>> => {
  const caller = await checkCaller(deps, cloud.provider, pinned);
  if (!caller.ok) return caller;
  const images = await readImages(deps, cloud.provider, places);
  if (!images.ok) return images;
  if (!deps.isKept()) return forgotten;
  await keepRosters(deps, profileId, images.value);
  return success({ caller: caller.value, images: images.value });
};

/** Rosters looked through at once: a person may know a thousand of five hundred accounts each. */
const rostersAtOnce = 20;

/** @returns those of `accounts` that no known roster of a product's cloud has; the largest rosters are looked at first */
const findNew = async (
  { products, rosters }: PlannerDeps,
  product: ProductId,
  accounts: ReadonlySet<string>,
): Promise<Set<string>> => {
  const unmet = new Set(accounts);
  if (unmet.size === 0) return unmet;
  const isOfCloud = ({ image }: KnownHead) =>
    products[image.product].sites.some((site) => products[product].sites.includes(site));
  const sizeOf = ({ roster }: KnownHead) => roster?.size ?? 0;
  const heads = (await rosters.heads())
    .filter((head) => sizeOf(head) > 0 && isOfCloud(head))
    .sort((one, other) => sizeOf(other) - sizeOf(one));
  for (let at = 0; at < heads.length && unmet.size > 0; at += rostersAtOnce) {
    const some = heads.slice(at, at + rostersAtOnce);
    const known = await Promise.all(some.map(({ profileId, image }) => rosters.get(profileId, image)));
    for (const { account } of known.flatMap((each) => each?.roster?.entries ?? [])) unmet.delete(account);
  }
  return unmet;
};

/** @returns `plan` with the accounts that no known roster of the cloud has: a typing error looks like that */
const markNew = async (deps: PlannerDeps, plan: Plan): Promise<Plan> => {
  const shared = new Set(plan.images.flatMap(({ share }) => share));
  // A mark is for showing; a plan does not fail because it could not be made.
  const unmet = await findNew(deps, plan.request.product, shared).catch(() => shared);
  return { ...plan, newAccounts: [...shared].filter((account) => unmet.has(account)) };
};

const save = async (deps: Work, plan: Plan): Promise<Result<Plan>> => {
  if (!deps.isKept()) return forgotten;
  try {
    await deps.jobs.savePlan(plan);
    return success(plan);
  } catch {
    return failed({ kind: 'storage-failed' });
  }
};

/** Plans against rosters read a moment ago, by keys whose account is checked. */
export const createPlanner = (outside: PlannerDeps) => {
  let epoch = 0;
  const begin = (): Work => {
    const mine = epoch;
    return { ...outside, isKept: () => mine === epoch };
  };
  return {
    /** A person had everything forgotten: what is under way keeps nothing and fails with profile-missing. */
    forget: (): void => {
      epoch += 1;
    },

    /** Reads, plans and stores. Fails with caller-changed, storage-failed, and whatever the cloud or the keys say. */
    make: async (asked: ShareRequest): Promise<Result<Plan>> => {
      const deps = begin();
      const request = {
        ...asked,
        images: [...new Map(asked.images.map((each) => [each.imageId, each])).values()],
      };
      const profile = await deps.profileOf(request.profileId);
      if (!profile.ok) return profile;
      const cloud = await deps.clouds.open(request.profileId, request.product);
      if (!cloud.ok) return cloud;
      const pinned = profile.value.caller?.account ?? '';
      const { source } = request;
      const places = {
        product: request.product,
        images: source ? [...request.images, source] : request.images,
      };
      const reading = await read(deps, cloud.value, request.profileId, pinned, places);
      if (!reading.ok) return reading;
      const { caller, images } = reading.value;
      const from = source && images.find(({ ref }) => ref.imageId === source.imageId);
      if (from && !from.roster) return failed(from.failure ?? { kind: 'image-not-found' });
      const product = deps.products[request.product];
      const now = deps.clock.now();
      const plan = makePlan({ id: deps.makeId(), request, product, caller, images, now });
      const { keyMark } = cloud.value;
      return save(deps, { ...(await markNew(deps, plan)), by: profile.value.label, keyMark });
    },

    /** Plans the way back of a job. Fails as `make` does. */
    makeUndo: async (job: Job, plan: Plan, rows: readonly JobRow[]): Promise<Result<Plan>> => {
      const deps = begin();
      const cloud = await deps.clouds.open(job.profileId, job.product);
      if (!cloud.ok) return cloud;
      const touched = new Set(rowsToTakeBack(plan, rows).map(({ imageId }) => imageId));
      const images = plan.images.map(({ image }) => image).filter(({ imageId }) => touched.has(imageId));
      const reading = await read(deps, cloud.value, job.profileId, job.caller, {
        product: job.product,
        images,
      });
      if (!reading.ok) return reading;
      const product = deps.products[job.product];
      const now = deps.clock.now();
      const undo = makeUndoPlan({ id: deps.makeId(), plan, rows, product, ...reading.value, now });
      return save(deps, { ...undo, by: job.by, keyMark: cloud.value.keyMark });
    },

    /** Fails with plan-stale when a roster or the keys' account is not what the plan was made of. */
    checkFresh: async (plan: Plan): Promise<Result<null>> => {
      const deps = begin();
      const { profileId, product } = plan.request;
      const cloud = await deps.clouds.open(profileId, product);
      if (!cloud.ok) return cloud;
      const images = plan.images.map(({ image }) => image);
      const reading = await read(deps, cloud.value, profileId, plan.caller, { product, images });
      if (!reading.ok)
        return reading.failure.kind === 'caller-changed' ? failed({ kind: 'plan-stale' }) : reading;
      return isStale(plan, rostersOf(reading.value.images)) ? failed({ kind: 'plan-stale' }) : success(null);
    },
  };
};

export type Planner = ReturnType<typeof createPlanner>;
