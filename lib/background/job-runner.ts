import type { Job, JobRow, JournalEntry } from '../domain/job';
import type { Product, ProductId } from '../domain/product';
import type { Provider } from '../domain/provider';
import type { JobStore } from '../engine/ports';
import type { RetryDeps } from '../engine/retry';
import { type JobEnd, runJob } from '../engine/run-job';
import type { Clouds } from './clouds';
import type { ImageTurns } from './image-turns';
import { append, appendSettled, settleWithoutCloud } from './job-journal';
import { isOpposed, isOverruled, isSameScope, keyOf, lastWordAt, mustPrecede } from './job-order';
import { doubtLate, watchLate } from './late-copies';
import { isOpen, type LiveJob, openRowsOf } from './live-job';
import { checkCaller } from './readings';

export interface RunnerDeps extends Omit<RetryDeps, 'signal'> {
  clouds: Clouds;
  products: Record<ProductId, Product>;
  store: JobStore;
  turns: ImageTurns;
  /** Every job that a person spoke to after this one's start, also those that are over. */
  laterJobs: (live: LiveJob) => Promise<LiveJob[]>;
  /** Every job started before a person last spoke to this one, also those that are over. */
  earlierJobs: (live: LiveJob) => Promise<LiveJob[]>;
  /** Changes the head and stores it; rejects when it is not on disk, and the change then holds in memory. */
  save: (live: LiveJob, change: Partial<Job>) => Promise<void>;
  /** Every job in memory. */
  liveJobs: () => Iterable<LiveJob>;
}

const waiting = (kind: 'storage-failed' | 'internal' | 'key-changed'): JobEnd => ({
  state: 'waiting',
  cause: { kind },
});

interface Overruled {
  /** Keys of rows that were sent before the later job came to them: they are read and reported, and sent no more. */
  heldBack: ReadonlySet<string>;
  /** Keys of rows that were dropped. */
  overruled: ReadonlySet<string>;
}

/** What a run goes on from. */
interface Readiness extends Overruled {
  entries: readonly JournalEntry[];
}

/**
 * A person's last word on an account counts: what a later job wishes otherwise is not taken up again.
 * @returns what a run must know of it
 */
const dropOpposed = async (deps: RunnerDeps, live: LiveJob): Promise<Overruled> => {
  const open = openRowsOf(live);
  if (open.length === 0) return { heldBack: new Set(), overruled: new Set() };
  const later = (await deps.laterJobs(live)).filter((other) => isSameScope(other, live));
  const isAgainst = (row: JobRow) => later.some((other) => isOpposed(live, row, other));
  const opposed = open.filter(isAgainst);
  const isWithoutTrace = (row: JobRow) =>
    !live.sent.has(keyOf(row)) || later.some((other) => isOverruled(live, row, other));
  await appendSettled(
    deps,
    live,
    opposed.filter(isWithoutTrace).map(({ imageId, account, action }) => ({
      imageId,
      account,
      action,
      outcome: 'no-change',
      skip: 'cancelled',
    })),
  );
  deps.turns.wake();
  const dropped = live.state.rows.filter((row) => row.skip === 'cancelled' && isAgainst(row));
  return {
    heldBack: new Set(opposed.filter((row) => !isWithoutTrace(row)).map(keyOf)),
    overruled: new Set(dropped.map(keyOf)),
  };
};

const runWith = (
  deps: RunnerDeps,
  live: LiveJob,
  provider: Provider,
  readiness: Readiness,
): Promise<JobEnd> => {
  live.began = { at: deps.clock.now(), open: live.state.rows.filter(isOpen).length };
  return runJob({
    plan: live.plan,
    ...readiness,
    append: async (entry) => {
      await append(deps.store, live, entry);
      // A later job may have waited for just these rows.
      if (entry.kind === 'settled') deps.turns.wake();
    },
    provider,
    limits: deps.products[live.job.product].limits,
    clock: deps.clock,
    random: deps.random,
    control: () => live.control,
    // What an undo leaves alone was there before the job or came after it.
    isExact: live.job.mode === 'match' && live.job.undoes === undefined,
    withImage: async (imageId, isRevoke, work) => {
      const mustWait = () => [...deps.liveJobs()].some((other) => mustPrecede(other, live, imageId));
      const isGivenUp = () => live.control === 'pause';
      const place = { lastWordAt: lastWordAt(live.job), isRevoke, mustWait, isGivenUp };
      const ended = await deps.turns.take(imageId, place, work);
      return ended === 'given-up' ? { state: 'paused' } : ended;
    },
  });
};

/** @returns whether key, account or product are not those that the plan was confirmed with */
const isOtherWork = ({ job, plan }: LiveJob, keyMark: string): boolean =>
  (plan.keyMark !== undefined && plan.keyMark !== keyMark) ||
  job.keyMark !== plan.keyMark ||
  job.caller !== plan.caller ||
  job.product !== plan.request.product;

/**
 * Runs a job once, as the caller it was confirmed for.
 * @returns how the run ended; keys, rights or storage that fail give waiting with the cause. Never rejects
 */
export const runOnce = async (deps: RunnerDeps, live: LiveJob): Promise<JobEnd> => {
  try {
    const mayWrite = () => live.control === 'run';
    const cloud = await deps.clouds.open(live.job.profileId, live.job.product, { mayWrite });
    if (!cloud.ok) return { state: 'waiting', cause: cloud.failure };
    if (isOtherWork(live, cloud.value.keyMark)) return waiting('key-changed');
    live.pace = cloud.value.pace;
    const caller = await checkCaller(deps, cloud.value.provider, live.job.caller);
    if (!caller.ok) return { state: 'waiting', cause: caller.failure };
    for (;;) {
      const readiness = await prepare(deps, live);
      if (!readiness) return waiting('storage-failed');
      const end = await runWith(deps, live, cloud.value.provider, readiness);
      const late = end.state === 'finished' ? await watchLate(deps, live, cloud.value.provider) : end;
      if (late !== 'changed') return late;
    }
  } catch {
    return waiting('internal');
  }
};

/** @returns what to go on from; undefined when the storage fails, and then nothing may be sent */
const prepare = async (deps: RunnerDeps, live: LiveJob): Promise<Readiness | undefined> => {
  try {
    const overruled = await dropOpposed(deps, live);
    return { ...overruled, entries: await deps.store.readEntries(live.job.id) };
  } catch {
    return undefined;
  }
};

const hasCancelledRows = ({ state }: LiveJob): boolean => state.rows.some(({ skip }) => skip === 'cancelled');

/**
 * @returns what a run's end makes of the job's head. Rejects when the journal cannot be written
 */
export const headAfter = async (deps: RunnerDeps, live: LiveJob, end: JobEnd): Promise<Partial<Job>> => {
  // Never dated before its last line, whatever became of the clock: later jobs look for its lost calls by it.
  const over = () => {
    const endedAt = Math.max(deps.clock.now(), live.notedAt);
    return { cause: undefined, endedAt, watchingUntil: undefined };
  };
  // A run that only had to come to a cancelled job's end finds nothing left to do.
  const isFinished = end.state === 'finished' && !(live.control === 'cancel' && hasCancelledRows(live));
  if (isFinished) return { state: 'finished', ...over() };
  if (end.state === 'cancelled' || live.control === 'cancel') {
    if (end.state !== 'cancelled') await settleWithoutCloud(deps, live);
    // What a run finished, it has watched.
    if (end.state !== 'finished') await doubtLate(deps, live);
    return { state: 'cancelled', ...over() };
  }
  const cause = live.stopFor ?? (end.state === 'waiting' ? end.cause : undefined);
  if (live.control === 'pause' && !live.stopFor) return { state: 'paused', cause: undefined };
  return { state: 'waiting', cause };
};
