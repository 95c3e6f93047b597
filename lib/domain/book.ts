import type { ProductId, SiteId } from './product';

/** A vendor. Account ids of its sites share one space of numbers; those of two vendors do not mix. */
export type CloudId = 'tencent' | 'alibaba';

export const cloudIds: readonly CloudId[] = ['tencent', 'alibaba'];

const cloudOfSite: Record<SiteId, CloudId> = {
  tencent: 'tencent',
  'tencent-intl': 'tencent',
  alibaba: 'alibaba',
  'alibaba-intl': 'alibaba',
};

const cloudOfProduct: Record<ProductId, CloudId> = {
  'tencent-cvm': 'tencent',
  'alibaba-ecs': 'alibaba',
  'alibaba-ens': 'alibaba',
};

/** @returns the vendor of a site or a product */
export const cloudOf = (id: SiteId | ProductId): CloudId =>
  id in cloudOfSite ? cloudOfSite[id as SiteId] : cloudOfProduct[id as ProductId]; // one of the two tables has it

/** Names one account in one cloud. */
export interface AccountRef {
  cloud: CloudId;
  account: string;
}

/** What pages in a console may see of an account: enough to name it, to find its groups and to warn. */
export interface BookLabel extends AccountRef {
  label: string;
  /** Names of groups, written without "@"; sorted, each once. */
  groups: string[];
  isTrusted: boolean;
}

/** What a person keeps beside an account's number. */
export interface BookEntry extends BookLabel {
  notes: string;
  /** Free words for searching; sorted, each once. */
  tags: string[];
}

/** Whom a person trusts, beside the accounts marked one by one. */
export interface TrustRules {
  /** Groups whose accounts are all trusted. */
  groups: string[];
  /** Whether a plan warns of accounts outside the trusted list. */
  isWarning: boolean;
}

export const noTrustRules: TrustRules = { groups: [], isWarning: true };

/** The book as its page shows it; entries by cloud and account. */
export interface Book {
  entries: BookEntry[];
  rules: TrustRules;
}

/** The book as the share flow sees it, also in a console page. */
export interface BookLabels {
  labels: BookLabel[];
  rules: TrustRules;
}

/** Longest texts and lists, in UTF-16 units and pieces; a spreadsheet row does not grow the book without end. */
export const bookLimits = { label: 200, notes: 2000, words: 50, word: 60, entries: 20_000 } as const;

/** @returns a key that is unique per account */
export const accountKey = ({ cloud, account }: AccountRef): string => `${cloud}/${account}`;

/** A group's name stands after "@" in any text, so it has letters, digits, "-" and "_" alone. */
const groupName = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,59}$/u;

/** @returns whether `name` can be a group's name */
export const isGroupName = (name: string): boolean => groupName.test(name);

/** @returns the words of a list as typed: separated by commas, semicolons or line ends; sorted, each once */
export const readWords = (typed: string): string[] => {
  const words = typed
    .split(/[,，、;；\r\n\t]+/u)
    .map((word) => word.normalize('NFKC').trim())
    .filter((word) => word !== '');
  return [...new Set(words)].sort();
};

/** @returns the names of groups as typed; a leading "@" is left out; what cannot be a name is in `bad` */
export const readGroups = (typed: string): { groups: string[]; bad: string[] } => {
  const names = readWords(typed.replace(/\s+/gu, ',')).map((name) => name.replace(/^@/, ''));
  return {
    groups: [...new Set(names.filter(isGroupName))].sort(),
    bad: names.filter((name) => !isGroupName(name)),
  };
};

/** @returns every group of the book with its accounts, by name */
export const groupsOf = <Entry extends BookLabel>(entries: readonly Entry[]): Map<string, Entry[]> => {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const name of entry.groups) {
      const members = groups.get(name);
      if (members) members.push(entry);
      else groups.set(name, [entry]);
    }
  }
  return new Map([...groups].sort(([one], [other]) => (one < other ? -1 : 1)));
};

/** @returns whether anybody is trusted at all; an empty list warns of nobody */
export const hasTrusted = (entries: readonly BookLabel[], rules: TrustRules): boolean =>
  rules.groups.length > 0 || entries.some(({ isTrusted }) => isTrusted);

/** @returns whether an account is on the trusted list, by itself or by one of its groups */
export const isOnTrustedList = (entry: BookLabel | undefined, rules: TrustRules): boolean =>
  entry !== undefined && (entry.isTrusted || entry.groups.some((name) => rules.groups.includes(name)));

/** @returns whether two entries say the same */
export const isSameEntry = (one: BookEntry, other: BookEntry): boolean =>
  accountKey(one) === accountKey(other) &&
  one.label === other.label &&
  one.notes === other.notes &&
  one.isTrusted === other.isTrusted &&
  one.tags.join('\n') === other.tags.join('\n') &&
  one.groups.join('\n') === other.groups.join('\n');
