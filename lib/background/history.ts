import { classOf } from '../domain/failure';
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

/** One writer at a time works on an image, so an answer is that to the image's last call. */
const callsOf = (entries: readonly JournalEntry[]): CallRecord[] => {
  const calls: CallRecord[] = [];
  const out = new Map<string, CallRecord>();
  for (const entry of entries) {
    if (entry.kind !== 'sending' && entry.kind !== 'answered') continue;
    const { at, imageId, action, accounts } = entry;
    if (entry.kind === 'sending') {
      const call = { sentAt: at, imageId, action, accounts };
      calls.push(call);
      out.set(imageId, call);
      continue;
    }
    const call = out.get(imageId);
    if (call) Object.assign(call, answerOf(entry));
    out.delete(imageId);
  }
  // Called back before it left.
  return calls.filter(({ failure }) => failure?.kind !== 'job-not-possible');
};

const answerOf = ({ at, failure, requestId }: Extract<JournalEntry, { kind: 'answered' }>) => ({
  ...(failure && classOf(failure) === 'lost' ? {} : { answeredAt: at }),
  failure,
  requestId: requestId ?? failure?.requestId,
});

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
    calls: callsOf(entries),
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
