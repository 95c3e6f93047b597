import { accountKey, type CloudId, cloudOf } from '../../lib/domain/book';
import { imageKey, type KnownRoster, type RosterEntry } from '../../lib/domain/image';
import { filterRosters, type RosterFilter } from './roster-filter';

/** One image that an account has. */
export interface AccountPlace {
  known: KnownRoster;
  entry: RosterEntry;
}

/** An account with every image it has, over all profiles, products and regions. */
export interface AccountItem {
  /** Unique per cloud and account. */
  key: string;
  cloud: CloudId;
  account: string;
  /** By name of the image; each image once, however many profiles see it. */
  places: AccountPlace[];
  /** Images it has in all, also those that a filter leaves out of `places`. */
  total: number;
  /** The earliest moment that any of it is known from, milliseconds since the epoch. */
  firstAt?: number | undefined;
  /** Whether the cloud told that moment; otherwise a reading of ours first showed it then. */
  isTold: boolean;
}

/** Several profiles may see one image; the latest reading of it counts. */
const latestRosters = (rosters: readonly KnownRoster[]): KnownRoster[] => {
  const latest = new Map<string, KnownRoster>();
  for (const known of rosters) {
    const key = imageKey(known.image);
    if ((latest.get(key)?.roster?.readAt ?? -1) < (known.roster?.readAt ?? 0)) latest.set(key, known);
  }
  return [...latest.values()];
};

/** @returns when an account's access is known from, and whether the cloud told it */
export const firstOf = ({ since, seenAt }: RosterEntry): { at: number | undefined; isTold: boolean } => {
  const told = since === undefined ? Number.NaN : Date.parse(since);
  return Number.isNaN(told) ? { at: seenAt, isTold: false } : { at: told, isTold: true };
};

const finish = (item: AccountItem, collator: Intl.Collator): AccountItem => {
  const firsts = item.places
    .map(({ entry }) => firstOf(entry))
    .flatMap(({ at, isTold }) => (at === undefined ? [] : [{ at, isTold }]))
    .sort((one, other) => one.at - other.at);
  item.places.sort((one, other) => collator.compare(one.known.image.name, other.known.image.name));
  return { ...item, total: item.places.length, firstAt: firsts[0]?.at, isTold: firsts[0]?.isTold ?? false };
};

/** @returns every account that has an image, as last known, by number of images, then by id */
export const groupByAccount = (rosters: readonly KnownRoster[], language: string): AccountItem[] => {
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const items = new Map<string, AccountItem>();
  for (const known of latestRosters(rosters)) {
    const cloud = cloudOf(known.image.product);
    for (const entry of known.roster?.entries ?? []) {
      const key = accountKey({ cloud, account: entry.account });
      const item = items.get(key) ?? {
        key,
        cloud,
        account: entry.account,
        places: [],
        total: 0,
        isTold: false,
      };
      item.places.push({ known, entry });
      items.set(key, item);
    }
  }
  return [...items.values()]
    .map((item) => finish(item, collator))
    .sort((one, other) => other.places.length - one.places.length || (one.account < other.account ? -1 : 1));
};

/** @returns the accounts with the images that a filter leaves; each tells how many it has in all */
export const groupFiltered = (
  rosters: readonly KnownRoster[],
  filter: RosterFilter,
  language: string,
): AccountItem[] => {
  const left = filterRosters(rosters, filter);
  const items = groupByAccount(left, language);
  if (left.length === rosters.length) return items;
  const totals = new Map(groupByAccount(rosters, language).map(({ key, total }) => [key, total]));
  return items.map((item) => ({ ...item, total: totals.get(item.key) ?? item.total }));
};

const normal = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/**
 * Finds accounts by id, by the address book's name, or by an image they have.
 * @param typed the search as typed; empty finds all
 * @param labelOf the address book's name of an account, empty where it has none
 */
export const findAccounts = (
  items: readonly AccountItem[],
  typed: string,
  labelOf: (item: AccountItem) => string,
): AccountItem[] => {
  const query = normal(typed);
  if (query === '') return [...items];
  return items.filter(
    (item) =>
      item.account.includes(query) ||
      normal(labelOf(item)).includes(query) ||
      item.places.some(
        ({ known: { image } }) =>
          normal(image.name).includes(query) || image.imageId.toLowerCase().includes(query),
      ),
  );
};
