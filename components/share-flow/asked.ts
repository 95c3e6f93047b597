import type { ImagePlace } from '../../lib/domain/image';
import type { Paste } from '../../lib/domain/paste/token';
import { needsRegion, type ShareState } from './share-state';

/** @returns the accounts to ask for, in the order pasted */
export const accountsOf = (paste: Paste, sentAnyway: readonly string[]): string[] => {
  const forced = new Set(sentAnyway);
  // A loop: a hundred thousand tokens are gone through at once, in the midst of a page's work.
  const accounts: string[] = [];
  for (const { account, verdict } of paste.tokens) {
    if (account === undefined) continue;
    if (verdict === 'account' || (verdict === 'suspicious' && forced.has(account))) accounts.push(account);
  }
  return accounts;
};

/** @returns the image whose roster is asked for; undefined when accounts are typed. Revoking takes typed ones only */
export const sourceOf = ({ from, mode, source }: ShareState): ImagePlace | undefined =>
  isFromImage({ from, mode }) ? source : undefined;

/** @returns whether the accounts are to come from an image, chosen or not yet */
export const isFromImage = ({ from, mode }: Pick<ShareState, 'from' | 'mode'>): boolean =>
  from === 'image' && mode !== 'revoke';

/** Why a plan cannot be asked for yet; absent when it can. */
export type Missing = 'region' | 'images' | 'accounts' | 'fewer-accounts' | 'source';

/** Most accounts of one job, as the schema of a request has it. */
const mostAccounts = 100_000;

/** @returns the first thing a person still has to give */
export const missingOf = (
  state: ShareState,
  imageIds: readonly string[],
  /** How many accounts are asked for. */
  accounts: number,
): Missing | undefined => {
  if (needsRegion(state)) return 'region';
  if (imageIds.length === 0) return 'images';
  if (isFromImage(state)) return state.source === undefined ? 'source' : undefined;
  if (accounts > mostAccounts) return 'fewer-accounts';
  return accounts === 0 ? 'accounts' : undefined;
};
