import type { KnownRoster } from '../domain/image';
import type { Job, JournalEntry, Plan } from '../domain/job';

/** Time as an argument: the real one in the background, a virtual one in tests. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `delayMs`, or at once when `signal` aborts; never rejects. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** What the engine keeps. Every write rejects when it cannot be made durable, and the engine then stops. */
export interface JobStore {
  savePlan(plan: Plan): Promise<void>;
  readPlan(planId: string): Promise<Plan | undefined>;
  saveJob(job: Job): Promise<void>;
  readJob(jobId: string): Promise<Job | undefined>;
  /** Newest first. */
  listJobs(): Promise<Job[]>;
  /** Adds one line behind the last; resolves when it is on disk (strict durability). Cost does not grow with the job. */
  append(jobId: string, entry: JournalEntry): Promise<void>;
  /** In order of writing. */
  readEntries(jobId: string): Promise<JournalEntry[]>;
}

/** The last known rosters. */
export interface RosterStore {
  put(known: KnownRoster): Promise<void>;
  /** Drops images of a profile and region that are no longer among `imageIds`. */
  keepOnly(profileId: string, product: string, region: string, imageIds: readonly string[]): Promise<void>;
  list(): Promise<KnownRoster[]>;
  removeProfile(profileId: string): Promise<void>;
}
