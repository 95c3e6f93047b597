import {
  type AccountRef,
  accountKey,
  type BookEntry,
  type CloudId,
  isOnTrustedList,
  type TrustRules,
} from '../../lib/domain/book';

/** What the list shows. Empty texts leave everything in. */
export interface BookFilter {
  query: string;
  cloud: CloudId | '';
  group: string;
  tag: string;
  /** Only those on the trusted list. */
  isTrusted: boolean;
}

export const everything: BookFilter = { query: '', cloud: '', group: '', tag: '', isTrusted: false };

/** A change of the book: accounts to keep as given, and accounts to take out. */
export interface BookChange {
  save: BookEntry[];
  remove: AccountRef[];
}

const normal = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/** @returns whether an entry holds `query`, which is in lower case and without full-width forms */
const holds = (entry: BookEntry, query: string): boolean =>
  entry.account.includes(query) ||
  normal(entry.label).includes(query) ||
  normal(entry.notes).includes(query) ||
  [...entry.tags, ...entry.groups].some((word) => normal(word).includes(query.replace(/^@/, '')));

/** @returns the entries a filter leaves, those with a name first, by name and id */
export const findEntries = (
  entries: readonly BookEntry[],
  filter: BookFilter,
  rules: TrustRules,
  language: string,
): BookEntry[] => {
  const query = normal(filter.query);
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  return entries
    .filter(
      (entry) =>
        (filter.cloud === '' || entry.cloud === filter.cloud) &&
        (filter.group === '' || entry.groups.includes(filter.group)) &&
        (filter.tag === '' || entry.tags.includes(filter.tag)) &&
        (!filter.isTrusted || isOnTrustedList(entry, rules)) &&
        (query === '' || holds(entry, query)),
    )
    .sort(
      (one, other) =>
        Number(one.label === '') - Number(other.label === '') ||
        collator.compare(one.label, other.label) ||
        (one.account < other.account ? -1 : 1),
    );
};

/** @returns the change that takes `change` back */
export const inverseOf = (entries: readonly BookEntry[], change: BookChange): BookChange => {
  const before = new Map(entries.map((entry) => [accountKey(entry), entry]));
  const known = (ref: AccountRef): BookEntry[] => {
    const entry = before.get(accountKey(ref));
    return entry ? [entry] : [];
  };
  return {
    save: [...change.save, ...change.remove].flatMap(known),
    remove: change.save
      .filter((entry) => !before.has(accountKey(entry)))
      .map(({ cloud, account }) => ({ cloud, account })),
  };
};

/** What a bulk edit adds to every chosen account. */
export interface BulkEdit {
  tags: readonly string[];
  groups: readonly string[];
  isTrusted?: boolean | undefined;
}

const joined = (words: readonly string[], added: readonly string[]) =>
  [...new Set([...words, ...added])].sort();

/** @returns the entries with the edit's words added; what they had stays */
export const editAll = (entries: readonly BookEntry[], edit: BulkEdit): BookEntry[] =>
  entries.map((entry) => ({
    ...entry,
    tags: joined(entry.tags, edit.tags),
    groups: joined(entry.groups, edit.groups),
    isTrusted: edit.isTrusted ?? entry.isTrusted,
  }));

/** @returns every word that stands in a list of any entry, with how many have it; by word */
export const wordCounts = (
  entries: readonly BookEntry[],
  list: 'tags' | 'groups',
): { word: string; count: number }[] => {
  const counts = new Map<string, number>();
  for (const entry of entries) for (const word of entry[list]) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([word, count]) => ({ word, count }));
};
