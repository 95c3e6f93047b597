/** One console page with its API. A new product is one id here; the compiler then names the tables to fill. */
export const productIds = ['tencent-cvm', 'alibaba-ecs', 'alibaba-ens'] as const;
export type ProductId = (typeof productIds)[number];

/** A vendor's site: accounts, keys and consoles of two sites do not mix. */
export const siteIds = ['tencent', 'tencent-intl', 'alibaba', 'alibaba-intl'] as const;
export type SiteId = (typeof siteIds)[number];

/** What a person wants for an account on an image. */
export type Action = 'share' | 'revoke';

/** A product's limits: data with their sources, never an `if` on the product. */
export interface ShareLimits {
  /** Most accounts in one call, per action. */
  accountsPerCall: Record<Action, number>;
  /**
   * Documented most accounts on one image, absent where none is; a warning, since the cloud's answer is the verdict.
   */
  accountsPerImage?: number | undefined;
  /** How long a signed call stays valid and so may still land, in milliseconds. */
  signatureValidMs: number;
}

/** A region as the product's API and console write it. */
export interface Region {
  id: string;
  /** The number the console writes in its addresses, where known. */
  consoleNumber?: number;
  en: string;
  zh: string;
}

/** Numbers that people mix up with account ids: what a number of such a shape most likely is. */
export type Lookalike = 'app-id' | 'qq' | 'phone' | 'day' | 'time' | 'sub-account' | 'other-cloud';

/** A product's pure data: no API, no page reader, no zod. */
export interface Product {
  id: ProductId;
  sites: readonly SiteId[];
  /** Console hosts, with the site whose accounts log in there. */
  consoleHosts: Readonly<Record<string, SiteId>>;
  limits: ShareLimits;
  regions: readonly Region[];
  /** Matches a whole image id. */
  imageId: RegExp;
  /** Matches a whole account id. */
  accountId: RegExp;
  /** An id that has another kind's shape: still possible, so a person may send it anyway. */
  suspiciousAccountId: RegExp;
  /** What a suspicious id may be instead; the first match names it. */
  lookalikes: readonly { kind: Lookalike; pattern: RegExp }[];
  /** Finds the owner's account in the vendor's name of a resource, as its first group. */
  resourceOwner: RegExp;
  /** Address where a person finds their account id, per site. */
  accountPage: Partial<Record<SiteId, string>>;
  /** Address where keys are made, per site. */
  keyPage: Partial<Record<SiteId, string>>;
  /** Address of the console's images, or of the console where no path to them is published, per site. */
  imagePage: Partial<Record<SiteId, string>>;
  /** Policy with the least rights, as text to paste. */
  policy: string;
}

/** @returns whether the product keeps images by region; without, the region is empty everywhere */
export const hasRegions = ({ regions }: Pick<Product, 'regions'>): boolean => regions.length > 0;
