import { Refusal } from './refusal.ts';

type Site = 'mainland' | 'international';

export interface PracticeKey {
  secretId: string;
  secretKey: string;
  site: Site;
  /** Root account the key acts for. */
  account: string;
  /** User that owns the key; the root account itself or a sub-user of it. Rate limits count per user. */
  user: string;
  appId: number;
  enabled?: boolean;
  /** Session token of a temporary key. */
  token?: string;
  /** Milliseconds since the epoch; only with a token. */
  tokenExpiresAt?: number;
  /** Actions the user's policies do not allow. */
  deniedActions?: string[];
  /** Writes ask for a second factor. */
  demandsMfa?: boolean;
  /** Source addresses the key may be used from; absent means all. */
  allowedAddresses?: string[];
}

/** What comes with a call beside its signature. */
export interface Credentials {
  token: string | undefined;
  address: string;
}

const isIntlHost = (host: string) => host.includes('.intl.');

/**
 * Finds the key an id names on the site a host belongs to.
 * @param crossing whether keys are known on the other site's hosts
 * @throws Refusal AuthFailure.SecretIdNotFound when there is none, it is disabled, or it belongs to the other site
 */
export function findKey(
  keys: ReadonlyMap<string, PracticeKey>,
  secretId: string,
  host: string,
  crossing: { internationalKeyOnPlainHost: boolean; mainlandKeyOnIntlHost: boolean },
): PracticeKey {
  const key = keys.get(secretId);
  if (!key || key.enabled === false) throw new Refusal('AuthFailure.SecretIdNotFound');
  const isForeign = key.site === 'mainland' ? isIntlHost(host) : !isIntlHost(host);
  const isKnown =
    key.site === 'mainland' ? crossing.mainlandKeyOnIntlHost : crossing.internationalKeyOnPlainHost;
  if (isForeign && !isKnown) throw new Refusal('AuthFailure.SecretIdNotFound');
  return key;
}

/**
 * Checks what the key asks for beside the signature.
 * @param at the cloud's time, milliseconds since the epoch
 * @throws Refusal AuthFailure.TokenFailure or IpNotInWhitelist
 */
export function checkKey(key: PracticeKey, given: Credentials, at: number): void {
  if ((given.token ?? '') !== (key.token ?? '')) throw new Refusal('AuthFailure.TokenFailure');
  if (key.tokenExpiresAt !== undefined && at >= key.tokenExpiresAt)
    throw new Refusal('AuthFailure.TokenFailure');
  if (key.allowedAddresses && !key.allowedAddresses.includes(given.address))
    throw new Refusal('IpNotInWhitelist');
}

/**
 * Checks what the user's policies and protection say about an action.
 * @throws Refusal AuthFailure.UnauthorizedOperation or AuthFailure.MFAFailure
 */
export function checkPermission(key: PracticeKey, action: string, isWrite: boolean): void {
  if (key.deniedActions?.includes(action)) throw new Refusal('AuthFailure.UnauthorizedOperation', action);
  if (key.demandsMfa && isWrite) throw new Refusal('AuthFailure.MFAFailure');
}
