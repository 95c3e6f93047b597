import type { Roster } from '../domain/image';
import type { ImagePlan, JobRow, Mode, Plan, ShareRequest, Skipped } from '../domain/job';
import type { Product } from '../domain/product';
import { finishImage, type ImageReading, markOf } from './image-plan';

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
 * Every account of the request ends in each image's `share`, `revoke` or `skipped`. With a source, its roster is what
 * is asked for, and its reading must be among the images.
 */
export const makePlan = (input: PlanInput): Plan => {
  const { source, replacesSource } = input.request;
  const isSource = ({ ref }: ImageReading) => ref.imageId === source?.imageId;
  const from = input.images.find(isSource);
  const request = from ? { ...input.request, accounts: accountsOf(from) } : input.request;
  const sorted = sortAccounts({ ...input, request });
  const images = input.images
    .filter((reading) => !isSource(reading))
    .map((reading) => planImage(reading, sorted, input));
  if (from && replacesSource) images.push(emptySource(from, input.product, images));
  return { id: input.id, request, caller: input.caller, madeAt: input.now, images };
};

/** Takes everybody off a replaced image, unless an image that takes its place cannot be shared. */
const emptySource = (from: ImageReading, product: Product, images: readonly ImagePlan[]): ImagePlan => {
  const isBlocked = images.some(({ blockedBy }) => blockedBy !== undefined);
  const wish = { mode: 'revoke', share: [], revoke: accountsOf(from), skipped: [] } as const;
  const reading = isBlocked ? { ...from, failure: { kind: 'replacement-missing' } as const } : from;
  return { ...finishImage(reading, product, wish), isLast: true };
};

const accountsOf = ({ roster }: ImageReading): string[] =>
  roster?.entries.map(({ account }) => account) ?? [];

/** @returns whether any roster read now differs from the one the plan was made of */
export const isStale = (plan: Plan, rosters: ReadonlyMap<string, Roster>): boolean =>
  plan.images.some((each) => {
    const roster = rosters.get(each.image.imageId);
    return roster !== undefined && each.rosterMark !== markOf(roster);
  });

/**
 * @returns the rows that the way back of a job is made of: those confirmed, and of an image that was left for last those
 *   that nobody knows too. Who may have lost the old image gets it back with the new one's loss, or would have neither
 */
export const rowsToTakeBack = ({ images }: Plan, rows: readonly JobRow[]): JobRow[] => {
  const last = lastOf(images);
  const isInDoubt = ({ imageId, action, outcome }: JobRow) =>
    outcome === 'unknown' && action === 'revoke' && last.has(imageId);
  return rows.filter((row) => row.outcome === 'confirmed' || isInDoubt(row));
};

const lastOf = (images: readonly ImagePlan[]): ReadonlySet<string> =>
  new Set(images.flatMap(({ image, isLast }) => (isLast ? [image.imageId] : [])));

/**
 * Plans the way back from what a job's journal says was done; later edits by others survive.
 * @param rows the job's rows
 * @param images present readings of the job's images
 */
export const makeUndoPlan = (
  input: Omit<PlanInput, 'request'> & { plan: Plan; rows: readonly JobRow[] },
): Plan => {
  const done = rowsToTakeBack(input.plan, input.rows);
  const { source: _, replacesSource, ...asked } = input.plan.request;
  const request: ShareRequest = {
    ...asked,
    images: input.images.map(({ ref: { region, imageId } }) => ({ region, imageId })),
    // Taking back a replacement shares and revokes.
    mode: replacesSource ? 'match' : opposite[asked.mode],
    accounts: [...new Set(done.map((row) => row.account))],
  };
  const wasLast = lastOf(input.plan.images);
  // What was taken away last comes back first.
  const orderOf = (imageId: string) =>
    wasLast.size > 0 && !wasLast.has(imageId) ? { isLast: true as const } : {};
  const back = (imageId: string, action: JobRow['action']) =>
    done.filter((row) => row.imageId === imageId && row.action === action).map((row) => row.account);
  const images = input.images.map((reading): ImagePlan => {
    const { imageId } = reading.ref;
    const wish = { mode: request.mode, share: back(imageId, 'revoke'), revoke: back(imageId, 'share') };
    const image = finishImage(reading, input.product, { ...wish, skipped: [] });
    // An image that cannot be read now may be tried again: by what was done to it, not by the whole request.
    const skipped = image.blockedBy
      ? othersThan([...wish.share, ...wish.revoke], request.accounts)
      : image.skipped;
    return { ...image, skipped, ...orderOf(imageId) };
  });
  return { id: input.id, request, caller: input.caller, madeAt: input.now, images };
};

const othersThan = (mine: readonly string[], accounts: readonly string[]): Skipped[] => {
  const own = new Set(mine);
  return accounts.filter((account) => !own.has(account)).map((account) => ({ account, reason: 'cancelled' }));
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
  // What stands in the list is never taken away by it, not even where it cannot be shared with.
  const listed = new Set([...sorted.wanted, ...sorted.skipped.map(({ account }) => account)]);
  const present = accountsOf(reading);
  return finishImage(reading, product, {
    mode: request.mode,
    share: request.mode === 'revoke' ? [] : sorted.wanted,
    revoke:
      request.mode === 'share'
        ? []
        : request.mode === 'revoke'
          ? sorted.wanted
          : present.filter((account) => !listed.has(account)),
    skipped: sorted.skipped,
  });
};
