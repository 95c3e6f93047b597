import type { Job, JobView, Plan } from '../domain/job';
import { failed, type Result, success } from '../domain/result';
import { canRetry, countRows } from '../engine/job-rows';
import type { Clock, JobStore } from '../engine/ports';
import type { JobSummary } from '../messaging/views';
import { guarded } from './guarded';
import { append } from './job-journal';
import type { Jobs } from './jobs';
import { hasEnded, type LiveJob, shownJob, totalsOf, viewOf } from './live-job';
import type { Planner } from './planner';

export interface JobCallsDeps {
  jobs: Jobs;
  planner: Planner;
  store: JobStore;
  clock: Clock;
}

const notPossible = failed({ kind: 'job-not-possible' });

const isRetryPossible = (live: LiveJob): boolean =>
  hasEnded(live) && live.state.rows.some((row) => canRetry(row) || row.outcome === 'unknown');

const sendsOf = (plan: Plan): number =>
  plan.images.reduce((sum, image) => sum + image.share.length + image.revoke.length, 0);

const summaryOf = (live: LiveJob): JobSummary => ({ job: shownJob(live), ...totalsOf(live) });

/** What people can do with a job. Each fails with job-missing, job-not-possible or storage-failed. */
export const createJobCalls = (deps: JobCallsDeps) => {
  const { jobs } = deps;
  const undoing = new Map<string, Promise<Result<{ jobId: string }>>>();

  const undoneBy = async (jobId: string): Promise<Job | undefined> =>
    (await jobs.list()).find((job) => job.undoes === jobId && job.state !== 'cancelled');

  /** Reads no plan and no journal of a job that is over: its head says it all. */
  const summarise = async (job: Job): Promise<JobSummary | undefined> => {
    const known = jobs.peek(job.id);
    if (known) return summaryOf(known);
    if (job.endedAt !== undefined && job.totals) return { job, ...job.totals };
    // One that cannot be loaded is shown by its head, and hides no other.
    const live = await jobs.get(job.id).catch(() => undefined);
    if (!live && job.totals) return { job, ...job.totals };
    if (live && hasEnded(live)) await jobs.save(live, {}).catch(() => {});
    return live && summaryOf(live);
  };

  const withJob = <Value>(jobId: string, work: (live: LiveJob) => Promise<Result<Value>>) =>
    guarded(async () => {
      const live = await jobs.get(jobId);
      return live ? work(live) : failed({ kind: 'job-missing' });
    });

  /** The wish holds in memory from now on; it is refused only when it could not be stored. */
  const change = async (live: LiveJob, change: Partial<Job>): Promise<Result<null>> => {
    try {
      await jobs.save(live, change);
      return success(null);
    } catch {
      return failed({ kind: 'storage-failed' });
    }
  };

  /** A cancel stays one: whatever stopped its end, the job only comes to it. */
  const goOnToEnd = async (live: LiveJob): Promise<Result<null>> => {
    live.control = 'cancel';
    const changed = await change(live, { state: 'cancelled', cause: undefined });
    jobs.run(live);
    return changed;
  };

  /** What could not be stored does not go on: a person was told that the job stands still. */
  const goOn = async (live: LiveJob): Promise<Result<null>> => {
    // A run on its way to a pause comes to it first.
    await live.runner;
    // Over meanwhile: nothing is taken up again, least of all what was cancelled after the resume was asked for.
    if (hasEnded(live)) return live.control === 'cancel' ? notPossible : success(null);
    const before = live.job;
    if (live.control === 'cancel') return goOnToEnd(live);
    const changed = await change(live, { state: 'running', cause: undefined, endedAt: undefined });
    // A person may have paused or cancelled meanwhile.
    if (live.job.state !== 'running') return changed;
    if (!changed.ok) {
      live.job = before;
      return changed;
    }
    live.control = 'run';
    jobs.run(live);
    return changed;
  };

  const undo = async (live: LiveJob): Promise<Result<{ jobId: string }>> => {
    const earlier = await undoneBy(live.job.id);
    if (earlier) return success({ jobId: earlier.id });
    if (!hasEnded(live) || countRows(live.state.rows).confirmed === 0) return notPossible;
    const plan = await deps.planner.makeUndo(live.job, live.plan, live.state.rows);
    if (!plan.ok) return plan;
    if (sendsOf(plan.value) === 0) return failed({ kind: 'plan-empty' });
    try {
      return success({ jobId: (await jobs.start(plan.value, live.job.id)).job.id });
    } catch {
      return failed({ kind: 'storage-failed' });
    }
  };

  return {
    read: (jobId: string, after: number): Promise<Result<JobView>> =>
      withJob(jobId, async (live) => {
        const undo = hasEnded(live) ? await undoneBy(jobId) : undefined;
        return success(viewOf(live, after, deps.clock.now(), undo?.id));
      }),

    list: (): Promise<Result<JobSummary[]>> =>
      guarded(async () => {
        const found = await Promise.all((await jobs.list()).map(summarise));
        return success(found.filter((summary) => summary !== undefined));
      }),

    pause: (jobId: string) =>
      withJob<null>(jobId, async (live) => {
        const { state } = live.job;
        // One that could not be stored is stored when asked for again.
        if (state === 'paused') return change(live, {});
        if ((state !== 'running' && state !== 'waiting') || live.control === 'cancel') return notPossible;
        jobs.halt(live);
        return change(live, { state: 'paused', cause: undefined });
      }),

    resume: (jobId: string) =>
      withJob<null>(jobId, async (live) => {
        const { state } = live.job;
        if (state === 'running') return success(null);
        if (state === 'waiting' && live.control === 'cancel') return goOnToEnd(live);
        return state === 'paused' || state === 'waiting' ? goOn(live) : notPossible;
      }),

    /** Ends after at most the calls that are on their way; what they did is read and reported. */
    cancel: (jobId: string) =>
      withJob<null>(jobId, async (live) => {
        // One that could not be stored is stored when asked for again.
        if (live.job.state === 'cancelled' && hasEnded(live)) return success(null);
        if (hasEnded(live)) return notPossible;
        return goOnToEnd(live);
      }),

    /** A word of its own: of two jobs that disagree about an account, the one that was asked last counts. */
    retry: (jobId: string) =>
      withJob<null>(jobId, async (live) => {
        if (!isRetryPossible(live)) return notPossible;
        const at = await jobs.nextWord().catch(() => undefined);
        if (at === undefined) return failed({ kind: 'storage-failed' });
        // Somebody may have pressed it twice.
        if (!isRetryPossible(live)) return notPossible;
        // The head first: rows that wait in a job that has ended would wait for ever.
        const before = live.job;
        const head = { state: 'running', retriedAt: at, cause: undefined, endedAt: undefined } as const;
        const changed = await change(live, head);
        if (!changed.ok) {
          live.job = before;
          return changed;
        }
        const isKept = await append(deps.store, live, { kind: 'retried', at }).then(
          () => true,
          () => false,
        );
        // Also without the line: the run then finds nothing to do and comes to its end again.
        if (live.job.state === 'running') {
          // A person has neither paused nor cancelled meanwhile.
          live.control = 'run';
          jobs.run(live);
        }
        return isKept ? changed : failed({ kind: 'storage-failed' });
      }),

    /** Asking twice gives the same job. Also fails with plan-empty and whatever the cloud or the keys say. */
    undo: (jobId: string) =>
      withJob(jobId, (live) => {
        const running = undoing.get(jobId) ?? undo(live).finally(() => undoing.delete(jobId));
        undoing.set(jobId, running);
        return running;
      }),
  };
};
