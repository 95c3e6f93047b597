import { imageKey, type KnownRoster, type RosterEntry } from '../../lib/domain/image';

/** A roster as a page shows it: at once with its size, and with its accounts when they are here. */
export interface ShownRoster extends KnownRoster {
  /** Accounts it has, while they are not here yet; `entries` is then empty. */
  pending?: number | undefined;
}

/** An image as the popup lists it. */
export interface RosterItem {
  /** Unique per profile and image. */
  key: string;
  known: ShownRoster;
  /** Accounts with access; undefined when the roster was never read. */
  total: number | undefined;
  /** What to list when it is open: those that match the search, or all when the image itself matches. */
  entries: RosterEntry[];
  /** Accounts that match the search; 0 when the image itself matches or nothing is searched. */
  matches: number;
}

export interface RosterItems {
  /** Images with recipients, or whose roster was never read; by name. */
  shared: RosterItem[];
  /** Images that nobody else has access to; by name. */
  unshared: RosterItem[];
}

/** @returns the key of an image read with one profile */
export const itemKey = (known: Pick<KnownRoster, 'profileId' | 'image'>): string =>
  `${known.profileId}/${imageKey(known.image)}`;

const normal = (text: string) => text.normalize('NFKC').trim().toLowerCase();

const itemOf = (known: ShownRoster, query: string, named: ReadonlySet<string>): RosterItem | undefined => {
  const entries = known.roster?.entries ?? [];
  const item = {
    key: itemKey(known),
    known,
    total: known.pending ?? known.roster?.entries.length,
    entries,
    matches: 0,
  };
  if (query === '') return item;
  if (normal(known.image.name).includes(query) || known.image.imageId.toLowerCase().includes(query))
    return item;
  const matching = entries.filter(({ account }) => account.includes(query) || named.has(account));
  return matching.length === 0 ? undefined : { ...item, entries: matching, matches: matching.length };
};

const isUnshared = ({ total, known }: RosterItem): boolean =>
  total === 0 && (known.roster?.groups ?? []).length === 0;

/**
 * Finds images by name, id, account, or the address book's name of an account.
 * @param rosters as last known, any order
 * @param typed the search as typed; full-width digits and letter case do not matter
 * @param named accounts whose name the search fits
 */
export const findItems = (
  rosters: readonly ShownRoster[],
  typed: string,
  language: string,
  named: readonly string[] = [],
): RosterItems => {
  const query = normal(typed);
  const names = new Set(named);
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const items = rosters
    .flatMap((known) => itemOf(known, query, names) ?? [])
    .sort(
      (a, b) =>
        collator.compare(a.known.image.name, b.known.image.name) ||
        collator.compare(a.known.image.imageId, b.known.image.imageId),
    );
  return {
    shared: items.filter((item) => !isUnshared(item)),
    unshared: items.filter(isUnshared),
  };
};

/**
 * Keeps every image where it stands while one is open, so that nothing moves under a hand that is about to press:
 * images found meanwhile come last, and the open one stays although nobody has access any more.
 * @param order keys as they stood when the image was opened
 */
export const keepPlaces = (items: RosterItems, order: readonly string[], openKey: string): RosterItems => {
  const place = new Map(order.map((key, index) => [key, index]));
  const placeOf = (item: RosterItem) => place.get(item.key) ?? order.length;
  const isHere = (item: RosterItem) => item.key === openKey && place.has(openKey);
  return {
    shared: [...items.shared, ...items.unshared.filter(isHere)].sort((a, b) => placeOf(a) - placeOf(b)),
    unshared: items.unshared.filter((item) => !isHere(item)),
  };
};

/** @returns when the oldest of the rosters was read, in milliseconds since the epoch; undefined when none was */
export const oldestReading = (rosters: readonly KnownRoster[]): number | undefined =>
  rosters.reduce<number | undefined>((oldest, { roster }) => {
    if (!roster) return oldest;
    return oldest === undefined || roster.readAt < oldest ? roster.readAt : oldest;
  }, undefined);
