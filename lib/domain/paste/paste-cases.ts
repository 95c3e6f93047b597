/**
 * Texts that people paste, with what becomes of each number in them. Ids are dummies of the documented lengths.
 * A token is written as its sign, its account (or its text when it is none), its reason and its label:
 * + kept, = merged with the same account, ? doubtful, - not an account, . a number that nobody meant.
 */
export interface PasteCase {
  /** Where such text comes from. */
  from: string;
  cloud: 'tencent' | 'alibaba';
  text: string;
  tokens: string[];
}

export const pasteCases: readonly PasteCase[] = [];
