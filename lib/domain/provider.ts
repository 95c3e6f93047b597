import type { Image, ImageRef, Roster } from './image';
import type { Action, Region, SiteId } from './product';
import type { Caller, Credentials } from './profile';
import type { Result } from './result';

/** A request ready to go out: the signature is in the headers. */
export interface SignedRequest {
  url: string;
  method: 'POST' | 'GET';
  headers: Record<string, string>;
  body: string;
}

/** An answer of any HTTP status. `serverTime` is its Date header in milliseconds since the epoch. */
export interface HttpAnswer {
  status: number;
  text: string;
  serverTime?: number | undefined;
}

/**
 * One call as the door to the network sees it. It is signed only when its turn has come, so that waiting
 * never ages a signature.
 */
export interface ApiCall {
  /** The vendor counts calls per this name: API and endpoint; the caller's key is added by the door. */
  bucket: string;
  /** Published rate of the bucket, calls per second. */
  perSecond: number;
  /** Signs for a moment given in milliseconds since the epoch, on the corrected clock. */
  sign: (at: number) => Promise<SignedRequest>;
}

/** The door to the network. Fails with unreachable, timed-out, unexpected-reply (too large) or permission-missing. */
export type Send = (call: ApiCall) => Promise<Result<HttpAnswer>>;

/** What an adapter works with: one set of keys on one site. */
export interface ProviderSession {
  site: SiteId;
  credentials: Credentials;
  send: Send;
  /** Corrects the clock by an answer's time; the next call is signed with it. */
  learnServerTime: (serverTime: number) => void;
  /** Milliseconds since the epoch by the machine's own clock. */
  now: () => number;
  /** A text never used before, for vendors that demand one per attempt; absent: random. */
  nonce?: (() => string) | undefined;
}

/** The port every product fills: the few things the engine needs of a cloud. */
export interface Provider {
  whoAmI(): Promise<Result<Caller>>;
  listRegions(): Promise<Result<Region[]>>;
  /** Every own image of a region, all pages. */
  listImages(region: string): Promise<Result<Image[]>>;
  /** The images that exist among `imageIds`; others are absent from the answer. */
  readImages(region: string, imageIds: readonly string[]): Promise<Result<Image[]>>;
  /**
   * Every page of an image's roster, and proof that it did not change between them.
   * @param isGlance who is on it was there, but one who came or left meanwhile may be missing; cheaper where there are pages
   */
  readRoster(image: ImageRef, isGlance?: boolean): Promise<Result<Roster>>;
  /** Sends one write. A success says that the cloud accepted the call, not that anything changed. */
  change(
    image: ImageRef,
    action: Action,
    accounts: readonly string[],
  ): Promise<Result<{ requestId: string }>>;
}

export type OpenProvider = (session: ProviderSession) => Provider;
