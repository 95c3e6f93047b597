import type { Lookalike, Product } from '../product';

/**
 * What becomes of a piece:
 * - account: kept
 * - duplicate: merged with the same account elsewhere
 * - suspicious: could be an account, but looks like something else; sent only when a person says so
 * - not-account: dropped
 * - aside: dropped too, and nobody meant it as an account: a row's number, a date, an amount
 */
type Verdict = 'account' | 'duplicate' | 'suspicious' | 'not-account' | 'aside';

/**
 * - spreadsheet: digits were lost to a notation such as 1.0E+11
 * - rounded: digits from the sixteenth on are 0 in all ids of the column, as spreadsheets leave them
 * - unclear-grouping: groups of digits that may be one id or several
 * - run-together: two or three ids without anything between them
 * - wrong-length: digits alone, but not as many as an account has
 * - unusual-length: possible, but no known account has so many digits
 * - leading-zero: filled up with zeros
 * - mixed: digits and other signs in one piece
 * - comment: stands in a part of the text that was commented out
 * - other-column: the table's head says that accounts stand in another column
 * - short, date, address: a number of four digits at most, a day or time, a network address
 */
export type PasteReason =
  | Lookalike
  | 'spreadsheet'
  | 'rounded'
  | 'unclear-grouping'
  | 'run-together'
  | 'wrong-length'
  | 'unusual-length'
  | 'leading-zero'
  | 'mixed'
  | 'comment'
  | 'other-column'
  | 'short'
  | 'date'
  | 'address';

/** One piece of the text that has a digit. `start` and `end` are places in the text as pasted. */
export interface PasteToken {
  text: string;
  account: string | undefined;
  verdict: Verdict;
  reason: PasteReason | undefined;
  /** The name that stands beside a kept account. */
  label: string | undefined;
  start: number;
  end: number;
}

export interface PasteCounts {
  accounts: number;
  duplicates: number;
  suspicious: number;
  /** Those of the suspicious ones that a spreadsheet rounded. */
  rounded: number;
  notAccounts: number;
  asides: number;
}

export interface Paste {
  tokens: PasteToken[];
  counts: PasteCounts;
}

/** What a product says of its accounts; without the optional parts doubtful ids have no name. */
export type PasteRules = Pick<Product, 'accountId' | 'suspiciousAccountId'> &
  Partial<Pick<Product, 'lookalikes' | 'resourceOwner'>>;

/** What a piece says by itself. An account with a reason is doubtful. */
export interface Reading {
  account?: string | undefined;
  reason?: PasteReason | undefined;
}

/** A part of a line, by its places in the line. */
export interface Piece {
  text: string;
  start: number;
  end: number;
}
