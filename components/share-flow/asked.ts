import type { ImagePlace } from '../../lib/domain/image';
import type { Paste } from '../../lib/domain/paste/token';
import { needsRegion, type ShareState } from './share-state';

/** @returns the accounts to ask for, in the order pasted */
export const accountsOf = (paste: Paste, sentAnyway: readonly string[]): string[] => {
  const forced = new Set(sentAnyway);
  return paste.tokens.flatMap(({ account, verdict }) =>
    account !== undefined && (verdict === 'account' || (verdict === 'suspicious' && forced.has(account)))
      ? [account]
      : [],
  );
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
  accounts: readonly string[],
): Missing | undefined => {
  if (needsRegion(state)) return 'region';
  if (imageIds.length === 0) return 'images';
  if (isFromImage(state)) return state.source === undefined ? 'source' : undefined;
  if (accounts.length > mostAccounts) return 'fewer-accounts';
  return accounts.length === 0 ? 'accounts' : undefined;
};
