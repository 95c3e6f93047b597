import type { KnownHead, KnownRoster } from '../../lib/domain/image';
import { itemKey, type ShownRoster } from './roster-items';

/** @returns what a page shows of a roster before its accounts are here */
export const shownOf = ({ profileId, image, roster }: KnownHead): ShownRoster => {
  if (!roster) return { profileId, image };
  const { size, ...rest } = roster;
  const shown = { profileId, image, roster: { ...rest, entries: [] } };
  return size === 0 ? shown : { ...shown, pending: size };
};

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Merges heads into what is shown. Accounts that are here stay until newer ones are, so that a list made before an
 * image was read anew does not bring back what that reading showed to be gone.
 * @returns `shown` itself when nothing of it changes
 */
export const mergeHeads = (shown: ShownRoster[], heads: readonly KnownHead[]): ShownRoster[] => {
  const before = new Map(shown.map((known) => [itemKey(known), known]));
  const merged = heads.map((head) => {
    const old = before.get(itemKey(head));
    const isKept = old?.pending === undefined && old?.roster !== undefined;
    const next = old && isKept ? { ...old, image: head.image } : shownOf(head);
    return old && isSame(isKept ? old.image : old, isKept ? next.image : next) ? old : next;
  });
  const isUnchanged =
    merged.length === shown.length && merged.every((known, index) => known === shown[index]);
  return isUnchanged ? shown : merged;
};

/**
 * @param isAll whether accounts that were never here are missing too
 * @returns heads whose accounts are older than the head, or not here
 */
export const missingOf = (
  shown: readonly ShownRoster[],
  heads: readonly KnownHead[],
  isAll: boolean,
): KnownHead[] => {
  const before = new Map(shown.map((known) => [itemKey(known), known]));
  return heads.filter((head) => {
    const old = before.get(itemKey(head));
    if (!head.roster) return false;
    if (old?.pending !== undefined) return isAll;
    return (old?.roster?.readAt ?? 0) < head.roster.readAt;
  });
};

/** Most accounts and images of one load: some 10 ms of a page's time. */
const accountsPerLoad = 5_000;
const imagesPerLoad = 100;

/** @returns what to load at once, in order; an image with more accounts than one load holds is a load of its own */
export const loadsOf = (heads: readonly KnownHead[]): KnownHead[][] => {
  const loads: KnownHead[][] = [];
  let accounts = 0;
  for (const head of heads) {
    const load = loads.at(-1);
    accounts += head.roster?.size ?? 0;
    if (load && accounts <= accountsPerLoad && load.length < imagesPerLoad) load.push(head);
    else {
      loads.push([head]);
      accounts = head.roster?.size ?? 0;
    }
  }
  return loads;
};

/** @returns `shown` with rosters replaced by readings that are not older, in place; unknown ones come last */
export const replaceRosters = (
  shown: readonly ShownRoster[],
  fresh: readonly KnownRoster[],
): ShownRoster[] => {
  const news = new Map(fresh.map((known) => [itemKey(known), known]));
  const replaced = shown.map((known) => {
    const key = itemKey(known);
    const next = news.get(key);
    news.delete(key);
    const isOlder = known.pending === undefined && (known.roster?.readAt ?? 0) > (next?.roster?.readAt ?? 0);
    return next && !isOlder ? next : known;
  });
  return [...replaced, ...news.values()];
};

/** Rosters that are to be read anew: when each was read before, by its key, and how often to look for them yet. */
export interface Awaited {
  readAt: ReadonlyMap<string, number>;
  looks: number;
}

/** @returns what is awaited still; nothing once it was looked for often enough, since a reading may fail */
export const stillAwaited = ({ readAt, looks }: Awaited, heads: readonly KnownHead[]): Awaited => {
  if (readAt.size === 0 || looks <= 1) return { readAt: new Map(), looks: 0 };
  const now = new Map(heads.map((head) => [itemKey(head), head.roster?.readAt ?? 0]));
  return {
    readAt: new Map([...readAt].filter(([key, before]) => (now.get(key) ?? before + 1) <= before)),
    looks: looks - 1,
  };
};
