import { Refusal } from './refusal.ts';

export interface PracticeKey {
  keyId: string;
  secret: string;
  site: 'china' | 'international';
  /** Main account the key acts for. */
  account: string;
  /** The main account itself or a RAM user of it. */
  user: string;
  enabled?: boolean;
  /** Security token of a temporary key. */
  token?: string;
  /** Milliseconds since the epoch; only with a token. */
  tokenExpiresAt?: number;
  /** Actions the user's policies do not allow. */
  deniedActions?: string[];
}

/**
 * Finds the key an id names.
 * @throws Refusal InvalidAccessKeyId.NotFound or InvalidAccessKeyId.Inactive
 */
export function findKey(keys: ReadonlyMap<string, PracticeKey>, keyId: string): PracticeKey {
  const key = keys.get(keyId);
  if (!key) throw new Refusal('InvalidAccessKeyId.NotFound');
  if (key.enabled === false) throw new Refusal('InvalidAccessKeyId.Inactive');
  return key;
}

/**
 * Checks the token that comes beside the signature.
 * @param at the cloud's time, milliseconds since the epoch
 * @throws Refusal MissingSecurityToken or one of InvalidSecurityToken
 */
export function checkToken(key: PracticeKey, token: string | undefined, at: number): void {
  if (key.token !== undefined && !token) throw new Refusal('MissingSecurityToken');
  if ((token ?? '') !== (key.token ?? '')) throw new Refusal('InvalidSecurityToken.MismatchWithAccessKey');
  if (key.tokenExpiresAt !== undefined && at >= key.tokenExpiresAt) {
    throw new Refusal('InvalidSecurityToken.Expired');
  }
}
