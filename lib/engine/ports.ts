import type { JobFacts } from '../domain/history';
import type { ImageRef, KnownHead, KnownRoster } from '../domain/image';
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
  /**
   * All that is kept of a job. Undefined when there is none, when a newer version wrote a part of it, and when a part
   * is damaged so that nobody can go on with it: all of it is then set aside.
   */
  loadJob(jobId: string): Promise<StoredJob | undefined>;
  /** Newest first. */
  listJobs(): Promise<Job[]>;
  /** Adds one line behind the last; resolves when it is on disk (strict durability). Cost does not grow with the job. */
  append(jobId: string, entry: JournalEntry): Promise<void>;
  /** In order of writing. */
  readEntries(jobId: string): Promise<JournalEntry[]>;
  /** What jobs are found by; jobs that nobody searched for yet are not among them. It can be made again from the plan. */
  listFacts(): Promise<JobFacts[]>;
  saveFacts(facts: JobFacts): Promise<void>;
  /**
   * Deletes finished jobs that are old, and plans that were never started.
   * @param now milliseconds since the epoch
   * @returns ids of the jobs that are gone
   */
  prune(now: number): Promise<string[]>;
}

/** A job with its plan and its journal so far. */
export interface StoredJob {
  job: Job;
  plan: Plan;
  entries: JournalEntry[];
}

/** The last known rosters. */
export interface RosterStore {
  put(known: KnownRoster): Promise<void>;
  /** Drops images of a profile and region that are no longer among `imageIds`. */
  keepOnly(profileId: string, product: string, region: string, imageIds: readonly string[]): Promise<void>;
  /** What is known of one image by one profile. */
  get(profileId: string, image: ImageRef): Promise<KnownRoster | undefined>;
  list(): Promise<KnownRoster[]>;
  /** Every known roster without its accounts, or those of one place: cheap, however many accounts there are. */
  heads(place?: { profileId: string; product: string; region: string }): Promise<KnownHead[]>;
  removeProfile(profileId: string): Promise<void>;
}
