import type { Failure } from '../domain/failure';
import type { Image, ImageRef, Roster } from '../domain/image';
import type { ImagePlan, Mode, Skipped } from '../domain/job';
import { markOf as markOfText } from '../domain/mark';
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

/** @returns a mark that differs when the set of accounts differs; order does not count */
export const rosterMark = (accounts: readonly string[]): string =>
  `${accounts.length}-${markOfText([...accounts].sort().join(','))}`;

/** What is asked of one image, before its roster is subtracted. */
export interface ImageWish {
  mode: Mode;
  share: readonly string[];
  revoke: readonly string[];
  skipped: readonly Skipped[];
}

/** Subtracts an image's roster from what is asked of it. */
export const finishImage = (reading: ImageReading, product: Product, wish: ImageWish): ImagePlan => {
  const image = reading.image ?? unknownImage(reading.ref);
  const blockedBy = blockOf(reading, wish.mode);
  const present = new Set(reading.roster?.entries.map((entry) => entry.account));
  const size = present.size;
  const groups = reading.roster?.groups;
  const base = {
    image,
    rosterSize: size,
    rosterMark: rosterMark([...present]),
    ...(groups && groups.length > 0 ? { groups } : {}),
  };
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

/** @returns the mark of a roster as read */
export const markOf = (roster: Roster): string => rosterMark(roster.entries.map((entry) => entry.account));
