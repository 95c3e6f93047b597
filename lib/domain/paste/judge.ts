import { createAccountIndex } from './account-index';
import type { Paste, PasteCounts, PasteReason, PasteToken, Reading } from './token';

/** How many ids have more digits than a spreadsheet keeps, and how many of them end in zeros. */
interface Precision {
  long: number;
  rounded: number;
}

/** Spreadsheets keep fifteen digits of a number and write zeros for the rest (IEEE 754, Excel specifications). */
const keptDigits = 15;
/** One id in ten ends in 0 by itself, two of two are one in a hundred. */
const enoughRounded = 2;

const isRounded = (account: string): boolean => /^0+$/.test(account.slice(keptDigits));

const asideReasons: ReadonlySet<PasteReason> = new Set<PasteReason>(['short', 'date', 'address']);
// These are about the place, not about the number: elsewhere the same account is meant.
const placeReasons: ReadonlySet<PasteReason> = new Set<PasteReason>(['comment', 'other-column']);

/** Where a piece was found. */
interface Found {
  text: string;
  start: number;
  end: number;
  /** Column of the table it stands in, 0 outside of tables. */
  column: number;
}

/** Gives every piece its verdict, in order, and keeps the counts. */
export interface Judge {
  /** @returns the token, which may later be told a label or that its column was rounded */
  take(found: Found, reading: Reading): PasteToken;
  /** Names the account of a token, unless it has a name. */
  name(token: PasteToken, label: string): void;
  /** Ends the text; what holds for whole columns is judged now. */
  end(): Paste;
}

const countOf: Record<PasteToken['verdict'], Exclude<keyof PasteCounts, 'rounded'>> = {
  account: 'accounts',
  duplicate: 'duplicates',
  suspicious: 'suspicious',
  'not-account': 'notAccounts',
  aside: 'asides',
};

const verdictWithout = (reason: PasteReason | undefined): PasteToken['verdict'] =>
  reason !== undefined && (asideReasons.has(reason) || reason === 'other-column') ? 'aside' : 'not-account';

/** @returns a judge of one text */
export const createJudge = (): Judge => {
  const tokens: PasteToken[] = [];
  const counts: PasteCounts = {
    accounts: 0,
    duplicates: 0,
    suspicious: 0,
    rounded: 0,
    notAccounts: 0,
    asides: 0,
  };
  const firsts = createAccountIndex<PasteToken>();
  /** Tokens that may be rounded, with their columns. */
  const rounded: { token: PasteToken; column: number }[] = [];
  const precisions = new Map<number, Precision>();

  const change = (token: PasteToken, verdict: PasteToken['verdict'], reason?: PasteReason) => {
    counts[countOf[token.verdict]] -= 1;
    counts[countOf[verdict]] += 1;
    token.verdict = verdict;
    token.reason = reason;
  };
  const weigh = (token: PasteToken, account: string, column: number) => {
    const precision = precisions.get(column) ?? { long: 0, rounded: 0 };
    precisions.set(column, precision);
    precision.long += 1;
    if (!isRounded(account)) return;
    precision.rounded += 1;
    rounded.push({ token, column });
  };
  const verdictOf = (first: PasteToken | undefined, { account, reason }: Reading): PasteToken['verdict'] => {
    if (account === undefined) return verdictWithout(reason);
    if (first === undefined) return reason === undefined ? 'account' : 'suspicious';
    const isBetter =
      reason === undefined &&
      first.verdict === 'suspicious' &&
      first.reason &&
      placeReasons.has(first.reason);
    return isBetter ? 'account' : 'duplicate';
  };
  const take = ({ text, start, end, column }: Found, reading: Reading): PasteToken => {
    const { account, reason } = reading;
    const first = account === undefined ? undefined : firsts.get(account);
    const verdict = verdictOf(first, reading);
    const isMerged = verdict === 'duplicate';
    const token: PasteToken = {
      text,
      account,
      verdict,
      reason: isMerged ? undefined : reason,
      label: undefined,
      start,
      end,
    };
    counts[countOf[verdict]] += 1;
    if (first && verdict === 'account') {
      change(first, 'duplicate');
      token.label = first.label;
    }
    if (account !== undefined && !isMerged) {
      firsts.set(account, token);
      if (verdict === 'account' && account.length > keptDigits) weigh(token, account, column);
    }
    tokens.push(token);
    return token;
  };
  const isAllRounded = ({ long, rounded: zeros }: Precision) => zeros >= enoughRounded && zeros === long;
  const end = (): Paste => {
    const all: Precision = { long: 0, rounded: 0 };
    for (const { long, rounded: zeros } of precisions.values()) {
      all.long += long;
      all.rounded += zeros;
    }
    for (const { token, column } of rounded) {
      const own = precisions.get(column);
      if (!isAllRounded(all) && !(own && isAllRounded(own))) continue;
      change(token, 'suspicious', 'rounded');
      counts.rounded += 1;
    }
    rounded.length = 0;
    return { tokens, counts };
  };
  return {
    take,
    end,
    name: (token, label) => {
      const kept = token.account === undefined ? undefined : firsts.get(token.account);
      if (kept) kept.label ??= label;
    },
  };
};
