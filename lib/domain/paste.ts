import type { Product } from './product';

/** Longest text the box takes, in UTF-16 units: 100,000 ids with a name beside each. */
export const maxPasteLength = 4_000_000;

type Verdict = 'account' | 'duplicate' | 'suspicious' | 'not-account';

/**
 * - spreadsheet: digits were lost to a notation such as 1.0E+11
 * - unclear-grouping: groups of three digits that may be one id or several
 * - wrong-length: digits alone, but not as many as an account has
 * - mixed: digits and other signs in one piece
 * - other-kind: has the shape of another kind of id
 */
export type PasteReason = 'spreadsheet' | 'unclear-grouping' | 'wrong-length' | 'mixed' | 'other-kind';

/** One piece of the text that has a digit. `start` and `end` are places in the text as pasted. */
export interface PasteToken {
  text: string;
  account?: string | undefined;
  verdict: Verdict;
  reason?: PasteReason | undefined;
  start: number;
  end: number;
}

interface PasteCounts {
  accounts: number;
  duplicates: number;
  suspicious: number;
  notAccounts: number;
  /** Words without a digit, such as names beside the ids: dropped without a line of their own. */
  ignoredWords: number;
}

export interface Paste {
  tokens: PasteToken[];
  counts: PasteCounts;
}

export type AccountPatterns = Pick<Product, 'accountId' | 'suspiciousAccountId'>;

interface Piece {
  text: string;
  start: number;
  end: number;
}

type Reading = Pick<PasteToken, 'account' | 'reason'>;

// Zero-width and direction marks ride along in text copied from chats and web pages. Alternatives, not a class:
// joiners in a class would read as parts of combined signs.
const invisible = /\u00ad|\u200b|\u200c|\u200d|\u200e|\u200f|[\u202a-\u202e]|[\u2060-\u2069]|\ufeff/gu;
// All of \s but the byte order mark U+FEFF, which is invisible and splits nothing.
const spaces = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const signs = ',，、;；|｜"\'`´“”‘’„«»「」『』()（）\\[\\]［］【】〔〕{}｛｝<>＜＞《》〈〉';
const separators = spaces + signs;
// Han text needs no space before a number; a resource name keeps its colons and slashes together.
const pieces = new RegExp(`\\p{Script=Han}+|qcs:[^${separators}]+|[^${separators}\\p{Script=Han}]+`, 'giu');
const innerPieces = /[^:：=＝/／]+/gu;
const dateOrTime = /^\d{1,4}([/:])\d{1,2}(?:\1\d{1,4})?$/;
const hasDigit = /\p{N}/u;
const foreignDigit = /(?![0-9０-９])\p{N}/u;
const scientific = /^\d+(?:[.,]\d+)?e[+-]?\d+$/i;
const wholeNumber = /^(\d+)\.0{1,6}$/;
const dottedGroups = /^\d{1,3}(?:\.\d{3}){2,}$/;
const resourceOwner = /^qcs:[^/]*?uin\/(\d+)/i;
const edgeSigns = /^[-+.*•·#@!~–—_\\]+|[-+.*•·!?。．~–—_\\]+$/gu;
const uinPrefix = /^uin[-_#]?(?=\d)/i;
const groupSeparators = new Set([...",，' ’\u00a0\u2009\u202f"]);

// Longer than any id with its prefix and hidden signs; keeps a hostile piece from costing more than a look.
const longestPiece = 400;

const normalise = (text: string) => text.replace(invisible, '').normalize('NFKC');

function* cut(text: string): Generator<Piece> {
  for (const match of text.matchAll(pieces)) {
    const whole = match[0];
    if (/^qcs:/i.test(whole) || dateOrTime.test(whole)) {
      yield { text: whole, start: match.index, end: match.index + whole.length };
      continue;
    }
    for (const inner of whole.matchAll(innerPieces)) {
      const start = match.index + inner.index;
      yield { text: inner[0], start, end: start + inner[0].length };
    }
  }
}

const readPiece = (piece: string, { accountId }: AccountPatterns): Reading => {
  if (piece.length > longestPiece || foreignDigit.test(piece)) return { reason: 'mixed' };
  const whole = normalise(piece);
  const owner = resourceOwner.exec(whole)?.[1];
  const bare = owner ?? whole.replace(edgeSigns, '').replace(uinPrefix, '');
  if (accountId.test(bare)) return { account: bare };
  if (scientific.test(bare)) return { reason: 'spreadsheet' };
  const integer = wholeNumber.exec(bare)?.[1];
  if (integer !== undefined && accountId.test(integer)) return { account: integer };
  if (dottedGroups.test(bare)) return readGroups(bare.split('.'), accountId);
  return { reason: /^\d+$/.test(bare) ? 'wrong-length' : 'mixed' };
};

// Three groups may be three short numbers in a row; from four on a person has written one long number.
const readGroups = (groups: readonly string[], accountId: RegExp): Reading => {
  const joined = groups.join('');
  return groups.length >= 4 && accountId.test(joined) ? { account: joined } : { reason: 'unclear-grouping' };
};

/** @returns how many pieces from `first` on are one number cut in groups of three by one separator; 0 if none */
const groupLength = (all: readonly (Piece & { digits: string })[], first: number, text: string): number => {
  const head = all[first];
  if (!head || !/^\d{1,3}$/.test(head.digits)) return 0;
  const separator = text[head.end] ?? '';
  if (!groupSeparators.has(separator)) return 0;
  let length = 1;
  for (;;) {
    const before = all[first + length - 1];
    const next = all[first + length];
    const isNext = before && next && next.start === before.end + 1 && text[before.end] === separator;
    if (!isNext || !/^\d{3}$/.test(next.digits)) break;
    length += 1;
  }
  return length >= 3 ? length : 0;
};

const readAll = (text: string, patterns: AccountPatterns): { read: (Piece & Reading)[]; words: number } => {
  const numbers: (Piece & { digits: string })[] = [];
  let words = 0;
  for (const piece of cut(text)) {
    if (hasDigit.test(piece.text)) numbers.push({ ...piece, digits: normalise(piece.text) });
    else if (/\p{L}/u.test(piece.text)) words += 1;
  }
  const read: (Piece & Reading)[] = [];
  for (let index = 0; index < numbers.length; ) {
    const piece = numbers[index];
    if (!piece) break;
    const length = groupLength(numbers, index, text);
    const group = numbers.slice(index, index + Math.max(1, length));
    const end = group.at(-1)?.end ?? piece.end;
    const reading =
      length > 0
        ? readGroups(
            group.map((part) => part.digits),
            patterns.accountId,
          )
        : readPiece(piece.text, patterns);
    read.push({ text: text.slice(piece.start, end), start: piece.start, end, ...reading });
    index += Math.max(1, length);
  }
  return { read, words };
};

/**
 * Reads account ids out of any text: a spreadsheet column, chat, JSON, a console copy. Takes time in proportion to
 * the text. Every digit lies in exactly one token, so nothing is lost silently.
 * @param text as pasted; the caller keeps it under `maxPasteLength`
 * @param patterns of the product, each matching a whole id
 * @returns tokens in order; the first of equal accounts is the kept one
 */
export const parsePaste = (text: string, patterns: AccountPatterns): Paste => {
  const { read, words } = readAll(text, patterns);
  const counts: PasteCounts = {
    accounts: 0,
    duplicates: 0,
    suspicious: 0,
    notAccounts: 0,
    ignoredWords: words,
  };
  const seen = new Set<string>();
  const tokens = read.map((token): PasteToken => {
    if (token.account === undefined) {
      counts.notAccounts += 1;
      return { ...token, verdict: 'not-account' };
    }
    if (seen.has(token.account)) {
      counts.duplicates += 1;
      return { ...token, verdict: 'duplicate' };
    }
    seen.add(token.account);
    if (patterns.suspiciousAccountId.test(token.account)) {
      counts.suspicious += 1;
      return { ...token, verdict: 'suspicious', reason: 'other-kind' };
    }
    counts.accounts += 1;
    return { ...token, verdict: 'account' };
  });
  return { tokens, counts };
};
