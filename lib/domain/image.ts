import type { FailureKind } from './failure';
import type { ProductId } from './product';

/** Names one image in one cloud; `region` is empty for a product without regions. */
export interface ImageRef {
  product: ProductId;
  region: string;
  imageId: string;
}

/** Where an image is within one product. */
export type ImagePlace = Pick<ImageRef, 'region' | 'imageId'>;

/**
 * What may keep an image from being shared, though the API gives the verdict:
 * - encrypted: only with a key of one's own and the vendor's role
 * - marketplace: not across the vendor's sites
 * - data-disks: a whole-instance image cannot be shared, one with a data disk is most likely such
 */
export type ImageCaution = 'encrypted' | 'marketplace' | 'data-disks';

/** An image as the API tells it. */
export interface Image extends ImageRef {
  name: string;
  /** Account that made it, as the API writes it; may be empty. */
  owner: string;
  /** The vendor's own state word. */
  state: string;
  /** ISO 8601, or empty. */
  createdAt: string;
  platform: string;
  /** Whether the API lists it as shared with somebody; absent where the API does not tell. */
  isShared?: boolean | undefined;
  /** Why it cannot be shared, known before any call; absent when it can. */
  blockedBy?: FailureKind | undefined;
  /** What the plan warns of. */
  cautions?: ImageCaution[] | undefined;
}

/** One account with access to an image. */
export interface RosterEntry {
  account: string;
  /** ISO 8601, where the API tells it. */
  since?: string | undefined;
  /** When a reading of ours first showed it, milliseconds since the epoch; kept from reading to reading. */
  seenAt?: number | undefined;
}

/** The accounts an image is shared with, as read from the cloud. */
export interface Roster {
  entries: RosterEntry[];
  /** Groups it is shared with beside the accounts, in the vendor's words; shown and never changed. */
  groups?: string[] | undefined;
  /** Milliseconds since the epoch. */
  readAt: number;
}

/** @returns a key that is unique per image; safe in maps and as a database key */
export const imageKey = (ref: ImageRef): string => `${ref.product}/${ref.region}/${ref.imageId}`;

/** A roster as last read, with the profile that read it. */
export interface KnownRoster {
  profileId: string;
  image: Image;
  /** Absent when it was never read. */
  roster?: Roster | undefined;
}

/** What a list of images says of a roster: enough to show it before its accounts are read from storage. */
export interface RosterHead {
  /** Accounts with access. */
  size: number;
  /** Groups it is shared with beside the accounts. */
  groups?: string[] | undefined;
  /** Milliseconds since the epoch. */
  readAt: number;
}

/** A known roster without its accounts. */
export interface KnownHead {
  profileId: string;
  image: Image;
  /** Absent when the roster was never read. */
  roster?: RosterHead | undefined;
}

/** @returns `known` without its accounts */
export const headOf = ({ profileId, image, roster }: KnownRoster): KnownHead =>
  roster
    ? {
        profileId,
        image,
        roster: {
          size: roster.entries.length,
          readAt: roster.readAt,
          ...(roster.groups ? { groups: roster.groups } : {}),
        },
      }
    : { profileId, image };

/** @returns `fresh` with the moment at which each account was first seen, as far as `before` knows it */
export const withFirstSeen = (fresh: Roster, before: Roster | undefined): Roster => {
  const seen = new Map(before?.entries.map(({ account, seenAt }) => [account, seenAt]));
  return {
    ...fresh,
    entries: fresh.entries.map((entry) => ({ ...entry, seenAt: seen.get(entry.account) ?? fresh.readAt })),
  };
};
