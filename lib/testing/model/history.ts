import type { Action } from '../../domain/product';

/** @returns the name of one account on one image */
export const pairOf = (imageId: string, account: string): string => `${imageId}/${account}`;

/** A call of ours: its job, and its place in the order of events. */
export interface Author {
  jobId: string;
  leftAt: number;
}

/** One change of a pair in the cloud. */
interface Change {
  at: number;
  isPresent: boolean;
  /** Whose call it was; absent for somebody else's edit. */
  author: Author | undefined;
}

/** Who had which image when, as the cloud did it: the truth that reports are held against. */
export const createHistory = () => {
  const changes = new Map<string, Change[]>();

  return {
    note: (pair: string, action: Action, at: number, author: Author | undefined): void => {
      const known = changes.get(pair);
      const change = { at, isPresent: action === 'share', author };
      if (known) known.push(change);
      else changes.set(pair, [change]);
    },

    last: (pair: string): Change | undefined => changes.get(pair)?.at(-1),

    /** @returns whether the pair stood so at some moment between the two, both included */
    stood: (pair: string, isPresent: boolean, from: number, to: number): boolean => {
      let before = false;
      for (const change of changes.get(pair) ?? []) {
        if (change.at > to) break;
        if (change.at >= from && (change.isPresent === isPresent || before === isPresent)) return true;
        before = change.isPresent;
      }
      return before === isPresent;
    },
  };
};
