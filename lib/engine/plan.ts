import type { Failure } from '../domain/failure';
import type { Image, ImageRef, Roster } from '../domain/image';
import type { ImagePlan, JobRow, Mode, Plan, ShareRequest, Skipped } from '../domain/job';
import type { Product } from '../domain/product';

/** What was read of one image before planning. */
export interface ImageReading {
  ref: ImageRef;
  /** Absent when the cloud has no such image. */
  image?: Image | undefined;
  roster?: Roster | undefined;
  /** Why the image or its roster could not be read. */
  failure?: Failure | undefined;
}

export interface PlanInput {
  id: string;
  request: ShareRequest;
  product: Product;
  /** Root account of the keys; empty when the cloud would not say. */
  caller: string;
  images: readonly ImageReading[];
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Subtracts what is there from what is asked for. Pure.
 * Every account of the request ends in each image's `share`, `revoke` or `skipped`.
 */
export const makePlan = (input: PlanInput): Plan => {
  const sorted = sortAccounts(input);
  return {
    id: input.id,
    request: input.request,
    caller: input.caller,
    madeAt: input.now,
    images: input.images.map((reading) => planImage(reading, sorted, input)),
  };
};

/** @returns a mark that differs when the set of accounts differs; order does not count */
export const rosterMark = (accounts: readonly string[]): string => {
  const text = [...accounts].sort().join(',');
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let at = 0; at < text.length; at += 1) {
    // FNV-1a on two lanes, the second fed in a different order; it guards against change, not against malice.
    low = Math.imul(low ^ text.charCodeAt(at), 0x01000193) >>> 0;
    high = Math.imul(high ^ text.charCodeAt(text.length - 1 - at), 0x01000193) >>> 0;
  }
  return `${accounts.length}-${high.toString(16)}${low.toString(16).padStart(8, '0')}`;
};

/** @returns whether any roster read now differs from the one the plan was made of */
export const isStale = (plan: Plan, rosters: ReadonlyMap<string, Roster>): boolean =>
  plan.images.some((each) => {
    const roster = rosters.get(each.image.imageId);
    return roster !== undefined && each.rosterMark !== markOf(roster);
  });

/**
 * Plans the way back from what a job's journal says was confirmed; later edits by others survive.
 * @param rows the job's rows
 * @param images present readings of the job's images
 */
export const makeUndoPlan = (
  input: Omit<PlanInput, 'request'> & { plan: Plan; rows: readonly JobRow[] },
): Plan => {
  const confirmed = input.rows.filter((row) => row.outcome === 'confirmed');
  const request: ShareRequest = {
    ...input.plan.request,
    mode: opposite[input.plan.request.mode],
    accounts: [...new Set(confirmed.map((row) => row.account))],
  };
  const back = (imageId: string, action: JobRow['action']) =>
    confirmed.filter((row) => row.imageId === imageId && row.action === action).map((row) => row.account);
  const images = input.images.map((reading) =>
    finishImage(reading, input.product, {
      mode: request.mode,
      share: back(reading.ref.imageId, 'revoke'),
      revoke: back(reading.ref.imageId, 'share'),
      skipped: [],
    }),
  );
  return { id: input.id, request, caller: input.caller, madeAt: input.now, images };
};

const opposite: Record<Mode, Mode> = { share: 'revoke', revoke: 'share', match: 'match' };

interface SortedAccounts {
  wanted: string[];
  skipped: Skipped[];
}

const sortAccounts = ({ request, product, caller }: PlanInput): SortedAccounts => {
  const wanted: string[] = [];
  const skipped: Skipped[] = [];
  const met = new Set<string>();
  for (const account of request.accounts) {
    if (!product.accountId.test(account)) skipped.push({ account, reason: 'malformed' });
    else if (met.has(account)) skipped.push({ account, reason: 'duplicate' });
    else if (account === caller && request.mode !== 'revoke')
      skipped.push({ account, reason: 'own-account' });
    else wanted.push(account);
    met.add(account);
  }
  return { wanted, skipped };
};

const planImage = (
  reading: ImageReading,
  sorted: SortedAccounts,
  { request, product }: PlanInput,
): ImagePlan => {
  const wanted = new Set(sorted.wanted);
  const present = reading.roster?.entries.map((entry) => entry.account) ?? [];
  return finishImage(reading, product, {
    mode: request.mode,
    share: request.mode === 'revoke' ? [] : sorted.wanted,
    revoke:
      request.mode === 'share'
        ? []
        : request.mode === 'revoke'
          ? sorted.wanted
          : present.filter((account) => !wanted.has(account)),
    skipped: sorted.skipped,
  });
};

interface ImageWish {
  mode: Mode;
  share: readonly string[];
  revoke: readonly string[];
  skipped: readonly Skipped[];
}

const finishImage = (reading: ImageReading, product: Product, wish: ImageWish): ImagePlan => {
  const image = reading.image ?? unknownImage(reading.ref);
  const blockedBy = blockOf(reading, wish.mode);
  const present = new Set(reading.roster?.entries.map((entry) => entry.account));
  const size = present.size;
  const base = { image, rosterSize: size, rosterMark: rosterMark([...present]) };
  const { accountsPerImage: limit } = product.limits;
  const quotaAt = (accounts: number) => (limit === undefined ? {} : { quotaLeft: limit - accounts });
  if (blockedBy) {
    return { ...base, share: [], revoke: [], skipped: [...wish.skipped], ...quotaAt(size), blockedBy };
  }
  const share = wish.share.filter((account) => !present.has(account));
  const revoke = wish.revoke.filter((account) => present.has(account));
  const skipped: Skipped[] = [
    ...wish.share.filter((account) => present.has(account)).map((account) => skip(account, 'already-there')),
    ...wish.revoke.filter((account) => !present.has(account)).map((account) => skip(account, 'not-there')),
    ...wish.skipped,
  ];
  return { ...base, share, revoke, skipped, ...quotaAt(size - revoke.length + share.length) };
};

const skip = (account: string, reason: Skipped['reason']): Skipped => ({ account, reason });

const blockOf = (reading: ImageReading, mode: Mode): Failure | undefined => {
  if (reading.failure) return reading.failure;
  if (!reading.image || !reading.roster) return { kind: 'image-not-found' };
  const { blockedBy } = reading.image;
  // An image that can no longer be shared may still have a roster, and taking accounts off it must stay possible.
  if (!blockedBy || (mode === 'revoke' && blockedBy !== 'image-not-owned')) return undefined;
  return { kind: blockedBy };
};

const unknownImage = (ref: ImageRef): Image => ({
  ...ref,
  name: '',
  owner: '',
  state: '',
  createdAt: '',
  platform: '',
});

const markOf = (roster: Roster): string => rosterMark(roster.entries.map((entry) => entry.account));
