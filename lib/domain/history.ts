import type { Failure } from './failure';
import type { Image, ImageRef } from './image';
import type { Job, JobRow, OutcomeCounts, Plan } from './job';
import type { Action } from './product';

/** What a job is found by; made from its plan, which never changes once the job runs. */
export interface JobFacts {
  jobId: string;
  /** Every account the job is about, separated by spaces: one text is searched faster than many. */
  accounts: string;
  images: (ImageRef & { name: string })[];
}

/** One write of a job as its journal tells it. */
export interface CallRecord {
  /** When it was announced, just before it was sent, milliseconds since the epoch. */
  sentAt: number;
  /** Absent when no answer came: it was lost, or the background died while it waited. */
  answeredAt?: number | undefined;
  imageId: string;
  action: Action;
  accounts: string[];
  /** The vendor's, of the answer or of the failure. */
  requestId?: string | undefined;
  failure?: Failure | undefined;
}

/** What a plan was to do with one image. */
interface PlannedImage {
  image: Image;
  /** Accounts on the roster when the plan was made. */
  rosterSize: number;
  share: number;
  revoke: number;
  /** Accounts that were not to be sent, for whatever reason. */
  skipped: number;
}

/** All that is known of a job, for whoever must answer for it later. */
export interface JobEvidence {
  job: Job;
  /** When the plan was made, milliseconds since the epoch. */
  plannedAt: number;
  planned: PlannedImage[];
  rows: JobRow[];
  counts: OutcomeCounts;
  /** In order of sending; also those that nobody knows the end of. */
  calls: CallRecord[];
}

/** What a search looks for: any of it is enough. */
export interface JobSearch {
  /** As typed: a part of an account, of an image's id or of its name. */
  text: string;
  /** Whole accounts, such as those whose name in the address book matches. */
  accounts: string[];
}

/** @returns what `plan`'s job is found by */
export const factsOf = (jobId: string, plan: Plan): JobFacts => {
  const accounts = new Set(plan.request.accounts);
  for (const { share, revoke, skipped } of plan.images) {
    for (const account of [...share, ...revoke]) accounts.add(account);
    for (const { account } of skipped) accounts.add(account);
  }
  return {
    jobId,
    accounts: [...accounts].sort().join(' '),
    images: plan.images.map(({ image: { product, region, imageId, name } }) => ({
      product,
      region,
      imageId,
      name,
    })),
  };
};

/** @returns whether a search finds a job */
export const isFound = (facts: JobFacts, { text, accounts }: JobSearch): boolean => {
  const query = text.normalize('NFKC').trim().toLowerCase();
  const padded = ` ${facts.accounts} `;
  return (
    (query !== '' && !query.includes(' ') && facts.accounts.includes(query)) ||
    (query !== '' &&
      facts.images.some(
        ({ imageId, name }) => imageId.toLowerCase().includes(query) || name.toLowerCase().includes(query),
      )) ||
    accounts.some((account) => padded.includes(` ${account} `))
  );
};
