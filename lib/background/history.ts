import {
  type CallRecord,
  factsOf,
  isFound,
  type JobEvidence,
  type JobFacts,
  type JobSearch,
} from '../domain/history';
import type { Job, JournalEntry, Plan } from '../domain/job';
import { failed, type Result, success } from '../domain/result';
import { countRows } from '../engine/job-rows';
import type { JobStore, StoredJob } from '../engine/ports';
import type { Handlers } from '../messaging/server';
import { createLive, shownJob } from './live-job';

const callOf = (entry: JournalEntry): CallRecord[] => {
  if (entry.kind !== 'answered') return [];
  const { at, imageId, action, accounts, failure } = entry;
  // Called back before it left.
  if (failure?.kind === 'job-not-possible') return [];
  return [{ at, imageId, action, accounts, failure, requestId: entry.requestId ?? failure?.requestId }];
};

const plannedOf = (plan: Plan): JobEvidence['planned'] =>
  plan.images.map(({ image, rosterSize, share, revoke, skipped }) => ({
    image,
    rosterSize,
    share: share.length,
    revoke: revoke.length,
    skipped: skipped.length,
  }));

const evidenceOf = ({ job, plan, entries }: StoredJob): JobEvidence => {
  const live = createLive(job, plan, entries);
  return {
    job: shownJob(live),
    plannedAt: plan.madeAt,
    planned: plannedOf(plan),
    rows: live.state.rows,
    counts: countRows(live.state.rows),
    calls: entries.flatMap(callOf),
  };
};

/**
 * Finds jobs and hands out what is known of them. Nothing is written while a job runs: what a job is found by is made
 * from its plan at the first search after its start, once, and kept.
 */
export const createHistory = (store: JobStore) => {
  const learn = async (job: Job): Promise<JobFacts | undefined> => {
    const plan = await store.readPlan(job.planId).catch(() => undefined);
    if (!plan) return undefined;
    const facts = factsOf(job.id, plan);
    await store.saveFacts(facts).catch(() => {});
    return facts;
  };

  return {
    /** @returns ids of the jobs that a search finds, newest first */
    find: async (search: JobSearch): Promise<Result<string[]>> => {
      const known = new Map((await store.listFacts()).map((facts) => [facts.jobId, facts]));
      const found: string[] = [];
      for (const job of await store.listJobs()) {
        const facts = known.get(job.id) ?? (await learn(job));
        if (facts && isFound(facts, search)) found.push(job.id);
      }
      return success(found);
    },

    /** Everything kept of a job, read anew and not held on to. Fails with job-missing. */
    read: async (jobId: string): Promise<Result<JobEvidence>> => {
      const stored = await store.loadJob(jobId);
      return stored ? success(evidenceOf(stored)) : failed({ kind: 'job-missing' });
    },
  };
};

export type History = ReturnType<typeof createHistory>;

export const historyHandlers = (
  history: History,
): Pick<Handlers, Extract<keyof Handlers, `history.${string}`>> => ({
  'history.find': (search) => history.find(search),
  'history.read': ({ jobId }) => history.read(jobId),
});
