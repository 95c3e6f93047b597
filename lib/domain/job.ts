import type { Failure } from './failure';
import type { Image, ImagePlace, ImageRef } from './image';
import type { Action, ProductId } from './product';

export type Mode = 'share' | 'revoke' | 'match';

/** Most images of one request: its plan reads each roster first, and is stored as one record. Work on more is several jobs. */
export const mostImages = 1_000;

/** What a person asks for: every account on every image. */
export interface ShareRequest {
  profileId: string;
  product: ProductId;
  /** Of one or several regions; each image id once. */
  images: ImagePlace[];
  mode: Mode;
  /** As typed, already free of separators; order is kept. With `source`, what its roster had when planned. */
  accounts: string[];
  /** Image whose roster takes the place of typed accounts. */
  source?: ImagePlace | undefined;
  /** Takes every account off `source` once the other images have it. */
  replacesSource?: true | undefined;
}

/** Why an id is not sent. */
export type SkipReason =
  | 'already-there'
  | 'not-there'
  | 'own-account'
  | 'duplicate'
  | 'malformed'
  | 'cancelled';

export interface Skipped {
  account: string;
  reason: SkipReason;
}

/** What will happen to one image, against the roster that was read. */
export interface ImagePlan {
  image: Image;
  /** Accounts on the roster when the plan was made. */
  rosterSize: number;
  /** Tells a changed roster: the sorted accounts, hashed. */
  rosterMark: string;
  share: string[];
  revoke: string[];
  skipped: Skipped[];
  /** Accounts that still fit after the plan, by the documented quota, negative when it asks for more; absent where none is documented. */
  quotaLeft?: number | undefined;
  /** Set when nothing can be sent for this image; share and revoke are then empty. */
  blockedBy?: Failure | undefined;
  /** Groups it is shared with beside the accounts, in the vendor's words: shown, since revoking leaves them. */
  groups?: string[] | undefined;
  /** Worked on after every other image, and only for accounts that none of those refused. */
  isLast?: true | undefined;
}

/** A stored plan; `job.start` takes its id, never a list. */
export interface Plan {
  id: string;
  request: ShareRequest;
  /** Caller's account, empty when the cloud would not say. */
  caller: string;
  /** Mark of the id of the key it was read with; absent in plans of old. */
  keyMark?: string | undefined;
  /** What the profile was called then. */
  by?: string | undefined;
  images: ImagePlan[];
  /** Of the accounts to share with, those that no roster known of this cloud has. */
  newAccounts?: string[] | undefined;
  madeAt: number;
}

export type OutcomeKind = 'waiting' | 'confirmed' | 'no-change' | 'refused' | 'unknown';

/** One account on one image in a job. */
export interface JobRow {
  /** Position in the job, from 0; never changes. */
  index: number;
  account: string;
  imageId: string;
  action: Action;
  outcome: OutcomeKind;
  failure?: Failure | undefined;
  skip?: SkipReason | undefined;
  /** Set where trying again would do half of what was asked for. */
  isFixed?: true | undefined;
}

/** waiting: stopped by `cause`, goes on by itself or after a repair. */
export type JobState = 'running' | 'paused' | 'waiting' | 'finished' | 'cancelled';

/** Counts of a job's rows by outcome. */
export type OutcomeCounts = Record<OutcomeKind, number>;

/** What a list of jobs shows of one. */
export interface JobTotals {
  counts: OutcomeCounts;
  total: number;
  images: ImageRef[];
}

/** A job's head: small, of constant size but for its list of images. */
export interface Job {
  id: string;
  planId: string;
  profileId: string;
  /** Pinned at confirm: a job under another caller stops. */
  caller: string;
  /** Pinned as the caller is: mark of the key's id, absent in jobs of old. */
  keyMark?: string | undefined;
  /** What the profile was called when the job was planned; profiles come and go. */
  by?: string | undefined;
  product: ProductId;
  mode: Mode;
  state: JobState;
  cause?: Failure | undefined;
  startedAt: number;
  /** When a person last asked for its refused rows again; never the time of another job's start or retry. */
  retriedAt?: number | undefined;
  endedAt?: number | undefined;
  /** Job that this one takes back. */
  undoes?: string | undefined;
  /** While it watches for late copies of earlier calls: when the last of them has expired, milliseconds since the epoch. */
  watchingUntil?: number | undefined;
  /** As of the last time the head was stored; exact once the job has ended. */
  totals?: JobTotals | undefined;
}

/** Accounts that came to a roster after the plan, which nobody asked for and nothing took away. */
export interface ExtraAccounts {
  imageId: string;
  accounts: string[];
  count: number;
}

/** Lines of the journal; a line is stored before what it announces is done. */
export type JournalEntry =
  | { kind: 'sending'; imageId: string; action: Action; accounts: string[]; at: number }
  | {
      kind: 'answered';
      imageId: string;
      action: Action;
      accounts: string[];
      at: number;
      failure?: Failure | undefined;
      /** The vendor's name of a call that it accepted; a refusal has its own in \`failure\`. */
      requestId?: string | undefined;
    }
  | { kind: 'settled'; imageId: string; at: number; rows: SettledRow[] }
  /** Who else is on the roster of an image that was to match exactly; the first hundred by name. */
  | ({ kind: 'extra'; at: number } & ExtraAccounts)
  /** A person asked to try the refused rows again, at a time that no other job's start or retry has. */
  | { kind: 'retried'; at: number };

export interface SettledRow {
  account: string;
  action: Action;
  outcome: Exclude<OutcomeKind, 'waiting'>;
  failure?: Failure | undefined;
  skip?: SkipReason | undefined;
}

/** A job as pages see it. `rows` holds the rows that changed after the revision asked for. */
export interface JobView {
  job: Job;
  revision: number;
  counts: OutcomeCounts;
  total: number;
  rows: JobRow[];
  images: Image[];
  /** Rosters that were to match exactly and have somebody else too. */
  extra?: ExtraAccounts[] | undefined;
  /** Writes sent so far. */
  calls: number;
  /** Milliseconds, where it can be told. */
  timeLeftMs?: number | undefined;
  /** Present pace after the cloud asked to slow down, calls per second. */
  slowedTo?: number | undefined;
  isUndoPossible: boolean;
  /** Id of the job that takes this one back. */
  undoneBy?: string | undefined;
}
