import type { Failure } from '../domain/failure';
import type { Job, Plan } from '../domain/job';
import type { Awake } from './awake';
import { createImageTurns } from './image-turns';
import { createWords, isLater, mayReach } from './job-order';
import { headAfter, type RunnerDeps, runOnce } from './job-runner';
import { createLive, isPassing, isRunning, type LiveJob, needsWaking, newJob, totalsOf } from './live-job';

export interface JobsDeps
  extends Omit<RunnerDeps, 'turns' | 'save' | 'laterJobs' | 'earlierJobs' | 'liveJobs'> {
  awake: Awake;
  /** Asks the browser to wake us now and then, or no longer. */
  keepAlarm: (isNeeded: boolean) => Promise<void>;
  /** Told when a run has ended, so that its rosters can be read. */
  onEnded: (live: LiveJob) => void;
  /** Told how many jobs run, whenever that may have changed. */
  onRunning: (jobs: number) => void;
}

/** @returns whether a person asked for a run while the last one was on its way to its end */
const isOwed = ({ job, control }: LiveJob): boolean =>
  job.state === 'running' ||
  (control === 'cancel' &&
    job.endedAt === undefined &&
    (job.state === 'cancelled' || job.state === 'paused'));

/**
 * Every job: loads what is unfinished, runs each once at a time, and keeps what a run ended with.
 * All of it can be lost at any moment: plan and journal are on disk before a call is made.
 */
export const createJobs = (deps: JobsDeps) => {
  let lives = new Map<string, LiveJob>();
  const turns = createImageTurns();
  const nextWord = createWords(deps);
  let loading: Promise<void> | undefined;

  const runner: RunnerDeps = {
    ...deps,
    turns,
    save: (live, change) => save(live, change),
    liveJobs: () => lives.values(),
    laterJobs: ({ job }) => getWhere((other) => isLater(other, job)),
    earlierJobs: ({ job }) => getWhere((other) => mayReach(other, job, deps.clock.now())),
  };

  const getWhere = async (isMeant: (job: Job) => boolean): Promise<LiveJob[]> => {
    const found = (await deps.store.listJobs()).filter(isMeant).map((job) => get(job.id));
    return (await Promise.all(found)).filter((live) => live !== undefined);
  };

  const get = async (jobId: string): Promise<LiveJob | undefined> => {
    const known = lives.get(jobId);
    if (known) return known;
    const present = lives;
    const stored = await deps.store.loadJob(jobId);
    if (!stored || present !== lives) return undefined;
    // Somebody else may have loaded it meanwhile, there is one of each; or it was forgotten.
    const live = lives.get(jobId) ?? createLive(stored.job, stored.plan, stored.entries);
    lives.set(jobId, live);
    return live;
  };

  const save = async (live: LiveJob, change: Partial<Job>): Promise<void> => {
    live.job = { ...live.job, ...change, totals: totalsOf(live) };
    if (!live.isForgotten) await deps.store.saveJob(live.job);
  };

  const work = async (live: LiveJob): Promise<void> => {
    for (;;) {
      const end = await runOnce(runner, live);
      // Resumed before the run had come to its pause.
      if (end.state === 'paused' && live.control === 'run') continue;
      try {
        await save(live, await headAfter(runner, live, end));
      } catch {
        // It stays in memory; after a restart the stored state leads to another run, which begins by reading.
        live.job = { ...live.job, state: 'waiting', cause: { kind: 'storage-failed' }, endedAt: undefined };
      }
      return;
    }
  };

  const run = (live: LiveJob): void => {
    if (live.runner) return;
    live.stopFor = undefined;
    live.runner = deps
      .awake(() => work(live))
      .finally(() => {
        Object.assign(live, { runner: undefined, began: undefined });
        turns.wake();
        tellRunning();
        if (live.isForgotten) return;
        if (isOwed(live)) run(live);
        else deps.onEnded(live);
        keepAlarm();
      });
    keepAlarm();
    tellRunning();
  };

  /** Has a run stop after the calls that are out; without a reason of ours it is a person's word, and no repair ends it. */
  const halt = (live: LiveJob, stopFor?: Failure): void => {
    live.control = 'pause';
    live.stopFor = stopFor;
    turns.wake();
  };

  const tellRunning = (): void =>
    deps.onRunning([...lives.values()].filter(({ runner }) => runner !== undefined).length);

  const keepAlarm = (): void =>
    void deps.keepAlarm(!loading || [...lives.values()].some(needsWaking)).catch(() => {});

  const load = async (): Promise<void> => {
    const unfinished = (await deps.store.listJobs()).filter((job) => job.endedAt === undefined);
    // Oldest first: a later job waits for an earlier one that runs.
    const found = await Promise.all(unfinished.reverse().map((job) => get(job.id)));
    // What a resume is just storing runs when it is stored.
    for (const live of found) if (live && isRunning(live.job) && live.control !== 'pause') run(live);
    await resumeWhere((_, cause) => isPassing(cause) || cause.kind === 'vault-locked');
    // An earlier life may have left its number and its alarm behind.
    tellRunning();
    keepAlarm();
    void deps.store.prune(deps.clock.now()).then(
      (gone) => gone.forEach((jobId) => void lives.delete(jobId)),
      () => {},
    );
  };

  /** Takes up jobs that stopped for a cause that may be gone. */
  const resumeWhere = async (
    isDue: (live: LiveJob, cause: Failure) => boolean,
    repair: Partial<Job> = {},
  ): Promise<void> => {
    for (const live of lives.values()) {
      const { state: before, cause } = live.job;
      if (live.runner && live.stopFor && isDue(live, live.stopFor)) {
        // Still on its way to the stop that is repaired already.
        void live.runner.then(() => resumeWhere((other, why) => other === live && isDue(other, why), repair));
        continue;
      }
      if (before !== 'waiting' || !cause || live.runner || !isDue(live, cause)) continue;
      // A cancelled job whose end could not be stored comes to its end, and sends no more.
      const state = live.control === 'cancel' ? 'cancelled' : 'running';
      if (state === 'running') live.control = 'run';
      await save(live, { ...repair, state, cause: undefined }).catch(() => {});
      // A person may have paused or cancelled meanwhile.
      if (isRunning(live.job)) run(live);
    }
  };

  return {
    get,
    save,
    run,
    nextWord,
    halt,
    resumeWhere,
    /** A job that is in memory. */
    peek: (jobId: string): LiveJob | undefined => lives.get(jobId),
    list: () => deps.store.listJobs(),

    /** Loads unfinished jobs and goes on with them, once in the background's life; at the next call if it failed. */
    wake: (): Promise<void> => {
      loading ??= load().catch(() => {
        loading = undefined;
        keepAlarm();
      });
      return loading;
    },

    /** Goes on with what stopped for a passing cause. */
    retryPassing: () => resumeWhere((_, cause) => isPassing(cause)),

    /** Stops runs of ours; they wait with `cause`. */
    stopWhere: (isMeant: (job: Job) => boolean, cause: Failure): void => {
      for (const live of lives.values())
        if (live.runner && live.control === 'run' && isMeant(live.job)) halt(live, cause);
    },

    /** Lets go of every job: no run stores or sends anything more. Calls on their way cannot be taken back. */
    forget: (): void => {
      for (const live of lives.values()) halt(Object.assign(live, { isForgotten: true }));
      lives = new Map();
    },

    /** Stores a job for a plan and runs it. Rejects when it cannot be stored. */
    start: async (plan: Plan, undoes: string | undefined): Promise<LiveJob> => {
      const present = lives;
      const live = createLive(newJob(plan, await nextWord(), undoes), plan, []);
      await deps.store.saveJob(live.job);
      if (present !== lives) throw new DOMException('forgotten', 'AbortError');
      lives.set(live.job.id, live);
      run(live);
      return live;
    },
  };
};

export type Jobs = ReturnType<typeof createJobs>;
