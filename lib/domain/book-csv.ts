import {
  type AccountRef,
  accountKey,
  type BookEntry,
  bookLimits,
  type CloudId,
  cloudIds,
  isSameEntry,
  readGroups,
  readWords,
} from './book';
import { type CsvRow, readCsv, writeCsv } from './csv';
import type { Product } from './product';

/** Columns of the file, in the order written. The names are part of the format, so they are in no language. */
const columns = ['cloud', 'account', 'label', 'groups', 'tags', 'notes', 'trusted'] as const;
type Column = (typeof columns)[number];

/** Heads that files of others carry, in lower case and without spaces. */
const heads: Record<Column, RegExp> = {
  cloud: /^(?:cloud|vendor|provider|云|云厂商|厂商)$/,
  account: /^(?:account|accounts|accountid|id|uin|uid|aliuid|主?[账帐]号(?:id|uin)?)$/,
  label: /^(?:label|name|accountname|alias|名称|[账帐]号名称|备注名|别名)$/,
  groups: /^(?:groups?|分组|组)$/,
  tags: /^(?:tags?|标签)$/,
  notes: /^(?:notes?|comments?|remarks?|description|备注|说明)$/,
  trusted: /^(?:trusted|trust|可信|受信任|信任)$/,
};

const clouds: Record<CloudId, RegExp> = {
  tencent: /^(?:tencent|qcloud|腾讯)/,
  alibaba: /^(?:alibaba|aliyun|阿里)/,
};

/** Which ids each cloud takes. */
export type BookPatterns = Record<CloudId, Pick<Product, 'accountId' | 'suspiciousAccountId'>>;

/**
 * Why a line is left out.
 * - no-account: there is no id in it
 * - not-account: no cloud has such an id
 * - damaged: a spreadsheet turned the id into a notation such as 1.0E+11
 * - cloud-unknown: names a cloud that is not known
 * - twice: the file has the account above already
 * - group-name: a group has signs that a group's name cannot have
 * - too-long: a text or list is longer than the book keeps
 */
export type BadLine =
  | 'no-account'
  | 'not-account'
  | 'damaged'
  | 'cloud-unknown'
  | 'twice'
  | 'group-name'
  | 'too-long';

/** What importing does with one line of the file. */
export type ImportLine =
  | { kind: 'new' | 'same'; line: number; entry: BookEntry }
  | { kind: 'changed'; line: number; entry: BookEntry; before: BookEntry }
  | { kind: 'bad'; line: number; text: string; reason: BadLine };

/** @returns the book as CSV that no spreadsheet runs as formulas; `readBook` undoes it */
export const writeBook = (entries: readonly BookEntry[]): string =>
  writeCsv([
    [...columns],
    ...entries.map((entry) => [
      entry.cloud,
      entry.account,
      entry.label,
      entry.groups.join('; '),
      entry.tags.join('; '),
      entry.notes,
      entry.isTrusted ? 'yes' : '',
    ]),
  ]);

/** @returns where each column stands; a file without heads has the account first and its name beside it */
const placesOf = (first: CsvRow | undefined): { places: Map<Column, number>; hasHead: boolean } => {
  const places = new Map<Column, number>();
  for (const [place, cell] of (first?.cells ?? []).entries()) {
    const head = cell
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s_]+/g, '');
    const column = columns.find((each) => heads[each].test(head));
    if (column && !places.has(column)) places.set(column, place);
  }
  if (places.has('account')) return { places, hasHead: true };
  const isNamedFirst = !/\d{5}/.test(first?.cells[0] ?? '') && /\d{5}/.test(first?.cells[1] ?? '');
  const [account, label] = isNamedFirst ? [1, 0] : [0, 1];
  return {
    places: new Map<Column, number>([
      ['account', account],
      ['label', label],
    ]),
    hasHead: false,
  };
};

/** Sixteen digits are an Alibaba Cloud account and look like no account of Tencent Cloud. */
const guessCloud = (account: string, patterns: BookPatterns): CloudId | undefined => {
  const fitting = cloudIds.filter((cloud) => patterns[cloud].accountId.test(account));
  return fitting.find((cloud) => !patterns[cloud].suspiciousAccountId.test(account)) ?? fitting[0];
};

interface Reading {
  cellOf: (column: Column) => string | undefined;
  patterns: BookPatterns;
}

const readRef = ({ cellOf, patterns }: Reading): AccountRef | BadLine => {
  const account = (cellOf('account') ?? '').normalize('NFKC').replace(/[\s'\u200b-\u200f\ufeff]/gu, '');
  if (account === '') return 'no-account';
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(account)) return 'damaged';
  const named = (cellOf('cloud') ?? '').normalize('NFKC').trim().toLowerCase();
  if (named === '') {
    const cloud = guessCloud(account, patterns);
    return cloud === undefined ? 'not-account' : { cloud, account };
  }
  const cloud = cloudIds.find((each) => clouds[each].test(named));
  if (cloud === undefined) return 'cloud-unknown';
  return patterns[cloud].accountId.test(account) ? { cloud, account } : 'not-account';
};

const isTooLong = ({ label, notes, tags, groups }: BookEntry): boolean =>
  label.length > bookLimits.label ||
  notes.length > bookLimits.notes ||
  [tags, groups].some(
    (words) => words.length > bookLimits.words || words.some((word) => word.length > bookLimits.word),
  );

/** A column that the file does not have leaves what the book says. */
const readEntry = (
  { cellOf }: Reading,
  ref: AccountRef,
  before: BookEntry | undefined,
): BookEntry | BadLine => {
  const groups = readGroups((cellOf('groups') ?? '').replace(/\s*[;,，；、]\s*/gu, ','));
  if (groups.bad.length > 0) return 'group-name';
  const trusted = cellOf('trusted');
  const entry: BookEntry = {
    ...ref,
    label: cellOf('label')?.trim() ?? before?.label ?? '',
    groups: cellOf('groups') === undefined ? (before?.groups ?? []) : groups.groups,
    tags: cellOf('tags') === undefined ? (before?.tags ?? []) : readWords(cellOf('tags') ?? ''),
    notes: cellOf('notes')?.trim() ?? before?.notes ?? '',
    isTrusted:
      trusted === undefined
        ? (before?.isTrusted ?? false)
        : /^(?:y|yes|true|1|x|是|√|✓)$/i.test(trusted.normalize('NFKC').trim()),
  };
  return isTooLong(entry) ? 'too-long' : entry;
};

/**
 * Reads a file for the book and says what importing would change. Pure; nothing is kept.
 * @param text CSV, also with tabs or semicolons; with heads in any order, or with ids and names alone
 * @param book what is kept now
 */
export const readBook = (
  text: string,
  { book, patterns }: { book: readonly BookEntry[]; patterns: BookPatterns },
): ImportLine[] => {
  const rows = readCsv(text);
  const { places, hasHead } = placesOf(rows[0]);
  const known = new Map(book.map((entry) => [accountKey(entry), entry]));
  const met = new Set<string>();
  return rows.slice(hasHead ? 1 : 0).map(({ line, cells }): ImportLine => {
    const cellOf = (column: Column) => {
      const place = places.get(column);
      return place === undefined ? undefined : (cells[place] ?? '');
    };
    const bad = (reason: BadLine): ImportLine => ({
      kind: 'bad',
      line,
      text: cells
        .filter((cell) => cell !== '')
        .join(' · ')
        .slice(0, 200),
      reason,
    });
    const reading = { cellOf, patterns };
    const ref = readRef(reading);
    if (typeof ref === 'string') return bad(ref);
    const key = accountKey(ref);
    if (met.has(key)) return bad('twice');
    const before = known.get(key);
    const entry = readEntry(reading, ref, before);
    if (typeof entry === 'string') return bad(entry);
    met.add(key);
    if (before === undefined) return { kind: 'new', line, entry };
    return isSameEntry(before, entry)
      ? { kind: 'same', line, entry: before }
      : { kind: 'changed', line, entry, before };
  });
};
