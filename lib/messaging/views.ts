import type { Failure } from '../domain/failure';
import type { ImageRef, KnownHead } from '../domain/image';
import type { Job, OutcomeCounts } from '../domain/job';
import type { ProductId, SiteId } from '../domain/product';

/** What the console page seems to show: hints, never the truth. */
export interface Proposal {
  product: ProductId;
  /** Site of the console, by the page's address as the browser tells it; absent where no console page asks. */
  site?: SiteId | undefined;
  /** Empty when the page did not tell. */
  region: string;
  imageIds: string[];
  /** Root account the console shows; empty when unknown. */
  consoleAccount: string;
}

/** none: never set up. memory: keys are kept only until the browser closes. */
export type VaultState = 'none' | 'locked' | 'open' | 'memory';

export interface KnownRosters {
  /** Without their accounts, which are asked for apart: there may be half a million. */
  heads: KnownHead[];
  /** Set while a refresh runs. */
  refreshing?: { done: number; total: number } | undefined;
  /** Why the last refresh stopped. */
  failure?: Failure | undefined;
}

export interface JobSummary {
  job: Job;
  counts: OutcomeCounts;
  total: number;
  images: ImageRef[];
}

/** Where a record stood. */
export type RecordPlace =
  | 'plans'
  | 'jobs'
  | 'journal'
  | 'rosters'
  | 'heads'
  | 'vault'
  | 'settings'
  | 'book'
  | 'facts'
  | 'quarantine';

/** Records that could not be used. */
export interface StorageState {
  /** Set aside because no version of this code wrote them as they are; how many by where they stood. */
  damaged: { place: RecordPlace; count: number }[];
  /** The last of them, for dismissing what was seen and no more. */
  last: number;
  /** Left alone because a newer version of this code wrote them. */
  newer: { place: RecordPlace; count: number }[];
}
