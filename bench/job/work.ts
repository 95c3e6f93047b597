import type { Action } from '../../lib/domain/product.ts';
import type { PlayedCloud, PlayKit } from '../../lib/testing/practice-kits.ts';

/** Round trip between the person and the cloud, milliseconds. */
export const latencyMs = 80;

/** Accounts that get or lose images. */
export interface Work {
  kit: PlayKit;
  action: Action;
  accounts: readonly string[];
  images: readonly string[];
  /** Those of the accounts that belong to nobody. */
  bad: ReadonlySet<string>;
}

/** The switches of a practice cloud. */
export type Quirks = Parameters<PlayedCloud['turn']>[0];

/** How a piece of work came out. */
export interface Outcome {
  ms: number;
  writes: number;
  /** Calls that read a roster, or a page of it. */
  reads: number;
  /** Writes that the cloud refused, for whatever reason. */
  refused: number;
  throttled: number;
  /** Whether every roster is what was asked for, and every account was told its right outcome where any is told. */
  isRight: boolean;
}

/** @returns the work of `count` accounts on `images` images, with `bad` ids of nobody spread among them by `seed` */
export const makeWork = (
  kit: PlayKit,
  action: Action,
  count: number,
  images: number,
  { bad = 0, seed = 1 } = {},
): Work => {
  const accounts = kit.recipients(count - bad);
  const strangers = Array.from({ length: bad }, (_, at) => String(BigInt(kit.stranger) - BigInt(at)));
  strangers.forEach((stranger, at) => {
    // Spread over the whole list, at other places for another seed.
    const place = Math.floor((((at + 1) * 0.618_034 + seed * 0.414_214) % 1) * accounts.length);
    accounts.splice(place, 0, stranger);
  });
  return {
    kit,
    action,
    accounts,
    images: Array.from({ length: images }, (_, at) => kit.imageAt(at)),
    bad: new Set(strangers),
  };
};

/** Puts the accounts of a revoke on the rosters, as they stand before the work. */
export const setBefore = (cloud: PlayedCloud, { action, images, accounts, bad }: Work): void => {
  if (action === 'share') return;
  for (const imageId of images)
    cloud.setRoster(
      imageId,
      accounts.filter((account) => !bad.has(account)),
    );
};

/** @returns whether the rosters are what the work asks for */
export const isDone = (cloud: PlayedCloud, { action, images, accounts, bad }: Work): boolean => {
  const wanted = action === 'share' ? accounts.filter((account) => !bad.has(account)).sort() : [];
  return images.every((imageId) => cloud.rosterOf(imageId).sort().join() === wanted.join());
};

/** Counts what reached the cloud since `from`. */
export const countCalls = (
  cloud: PlayedCloud,
  from: number,
): Pick<Outcome, 'writes' | 'reads' | 'refused'> => {
  const calls = cloud.calls.slice(from);
  const writes = calls.filter(({ action }) => action === 'ModifyImageSharePermission');
  const reads = calls.filter(({ action }) => action === 'DescribeImageSharePermission');
  return {
    writes: writes.length,
    reads: reads.length,
    refused: writes.filter(({ code }) => code !== 'ok').length,
  };
};
