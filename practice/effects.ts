import type { Rosters } from './rosters.ts';

/** One account that got or lost an image. */
export interface Effect {
  /** Milliseconds since the epoch. */
  at: number;
  kind: 'share' | 'revoke';
  imageId: string;
  account: string;
  /** Key id of the call, or `foreign` for an edit by somebody else. */
  by: string;
}

/** The part of a cloud's state that tells who has which image. */
interface Book {
  rosters: Rosters;
  effects: Effect[];
  quirks: {
    /** Milliseconds until readers see a write. */
    readDelayMs: number;
  };
}

/**
 * Changes a share list and notes whose access changed.
 * @param accounts those that have what is asked already are left out
 */
export function changeRoster(state: Book, edit: Omit<Effect, 'account'>, accounts: readonly string[]): void {
  const { kind, imageId, at } = edit;
  const changing = accounts.filter((account) => state.rosters.has(imageId, account) === (kind === 'revoke'));
  state.rosters.change(kind, imageId, changing, at, state.quirks.readDelayMs);
  for (const account of changing) state.effects.push({ ...edit, account });
}
