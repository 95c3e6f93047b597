import type { SiteId } from './product';

/** A set of keys. Never leaves the background. */
export interface Credentials {
  keyId: string;
  secret: string;
  token?: string | undefined;
}

/** The account of the keys, as the cloud tells it. */
export interface Caller {
  /** Root account id. */
  account: string;
  /** The vendor's name of the identity, for showing. */
  name: string;
}

/** A profile without its secrets: what pages may see. */
export interface Profile {
  id: string;
  site: SiteId;
  label: string;
  /** Shortened for showing: first and last four characters. */
  keyIdHint: string;
  hasToken: boolean;
  /** Absent when the cloud would not say who the key is. */
  caller?: Caller | undefined;
  savedAt: number;
}
