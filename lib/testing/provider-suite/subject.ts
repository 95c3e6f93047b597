import type { FailureKind } from '../../domain/failure';
import type { ImageRef } from '../../domain/image';
import type { Product, SiteId } from '../../domain/product';
import type { HttpAnswer, OpenProvider, Provider, SignedRequest } from '../../domain/provider';
import type { Result } from '../../domain/result';
import { type Answering, dummyCredentials, fakeSession } from '../fake-session';

/** A product under test, with its vendor's way to say things. */
export interface ProviderSubject {
  product: Product;
  open: OpenProvider;
  site: SiteId;
  image: ImageRef;
  /** Answers as the vendor writes them. */
  says: {
    caller(account: string): string;
    images(imageIds: readonly string[], total: number): string;
    roster(accounts: readonly string[]): string;
    /** The same roster with one account as a bare JSON number of this text. */
    rosterWithNumber(number: string): string;
    emptyRosters: readonly string[];
    changed: string;
    error(code: string, message: string): string;
    /** What stands in an answer for as long as it still says this code. */
    errorMark(code: string): string;
  };
  /** The part of the image list that a request asks for. */
  pageOf(request: SignedRequest): { offset: number; limit: number };
  /** Account ids in a write's request. */
  accountsOf(request: SignedRequest): string[];
  imageIds(count: number): string[];
  /** Every code of the vendor's tables. */
  codes: ReadonlyMap<string, FailureKind>;
  /** Codes whose sentence may repeat what was signed, so that it is never kept; none when absent. */
  hidesMessageOf?: (code: string) => boolean;
  clockCode: string;
  /** The vendor's envelope gone wrong, beside what is broken for everybody. */
  brokenAnswers: readonly string[];
}

/** A recipient in every shape of id that products know. */
export const account = '100000000001';

/** Every method of the port that asks the cloud, with arguments that are right; there is nothing to ask where there are no regions. */
export const methodsOf = (provider: Provider, image: ImageRef, { regions }: Product) => ({
  whoAmI: () => provider.whoAmI(),
  ...(regions.length > 0 ? { listRegions: () => provider.listRegions() } : {}),
  listImages: () => provider.listImages(image.region),
  readImages: () => provider.readImages(image.region, [image.imageId]),
  readRoster: () => provider.readRoster(image),
  share: () => provider.change(image, 'share', [account]),
  revoke: () => provider.change(image, 'revoke', [account]),
});

/** @returns what a success carries; throws on a failure */
export const contentOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`);
  return result.value;
};

/** @returns the kind of a failure, or 'success' */
export const kindOf = (result: Result<unknown>) => (result.ok ? 'success' : result.failure.kind);

/** @returns ways to open the subject before a fake network */
export const toolsFor = (subject: ProviderSubject) => {
  const openWith = (answer: Answering, credentials = dummyCredentials) => {
    const session = fakeSession(answer, subject.site, credentials);
    return { session, provider: subject.open(session) };
  };
  const always = (answer: Result<HttpAnswer>) => openWith(() => answer);
  return { openWith, always };
};
