import { classOf, type Failure } from '../domain/failure';
import type { ImageRef } from '../domain/image';
import type { ExtraAccounts, Job, JobRow, JobTotals, JobView, JournalEntry, Plan } from '../domain/job';
import type { Control } from '../engine/image-run';
import { countRows, createRows, foldEntry, type JobRows, rowKey } from '../engine/job-rows';

/** A job in memory: all of it but the wishes can be made again from plan and journal. */
export interface LiveJob {
  job: Job;
  plan: Plan;
  /** The job's images by id. */
  images: ReadonlyMap<string, ImageRef>;
  state: JobRows;
  /** Lines folded so far; the same journal gives the same revisions after a restart. */
  revision: number;
  /** Per row, the revision that changed it last; 0 since the plan. */
  changedAt: number[];
  /** Time of the last line; never before the one before it, whatever became of the machine's clock. */
  notedAt: number;
  /** Writes announced in the journal. */
  calls: number;
  /** When a write was last announced, by row key; milliseconds since the epoch. */
  sent: Map<string, number>;
  /** When a write of the row was last announced that has no answer yet, by row key. */
  pending: Map<string, number>;
  /** When a write of the row was last given up without an answer, by row key; a later success does not undo it. */
  lost: Map<string, number>;
  /** When a write of the row was answered that no read has shown yet, by row key; also a refused one: see `note`. */
  unseen: Map<string, number>;
  /** When a read last settled the row, by row key. */
  readAt: Map<string, number>;
  /** When a person last asked for the row again, by row key. */
  retriedAt: Map<string, number>;
  /** Who else is on a roster that was to match exactly, by image. */
  extra: Map<string, ExtraAccounts>;
  control: Control;
  /** Set when a person had everything forgotten: nothing of it is stored or sent any more. */
  isForgotten?: true;
  /** Set when a run is stopped for a reason of ours, such as a locked vault. */
  stopFor?: Failure | undefined;
  /** Set while a run is under way. */
  runner?: Promise<void> | undefined;
  /** Of the present run: when it began and how many rows were open then. */
  began?: { at: number; open: number } | undefined;
  pace?: (() => number | undefined) | undefined;
}

/** Takes one stored line into account. */
export const note = (live: LiveJob, entry: JournalEntry): void => {
  live.revision += 1;
  live.notedAt = Math.max(live.notedAt, entry.at);
  const changed = foldEntry(live.state, entry);
  for (const index of changed) live.changedAt[index] = live.revision;
  if (entry.kind === 'retried') {
    for (const { imageId, action, account } of changed.flatMap((index) => live.state.rows[index] ?? []))
      live.retriedAt.set(rowKey(imageId, action, account), entry.at);
    return;
  }
  if (entry.kind === 'extra') {
    const { imageId, accounts, count } = entry;
    live.extra.set(imageId, { imageId, accounts, count });
    return;
  }
  if (entry.kind === 'settled') {
    for (const row of entry.rows) {
      const key = rowKey(entry.imageId, row.action, row.account);
      live.readAt.set(key, entry.at);
      if (row.outcome === 'confirmed') live.unseen.delete(key);
    }
    return;
  }
  if (entry.kind === 'sending') live.calls += 1;
  const failure = entry.kind === 'answered' ? entry.failure : undefined;
  for (const account of entry.accounts) {
    const key = rowKey(entry.imageId, entry.action, account);
    if (entry.kind === 'sending') {
      // An earlier life died before it heard of its call.
      const unheard = live.pending.get(key);
      if (unheard !== undefined) live.lost.set(key, unheard);
      live.sent.set(key, live.notedAt);
      live.pending.set(key, live.notedAt);
      continue;
    }
    live.pending.delete(key);
    if (failure && classOf(failure) === 'lost') live.lost.set(key, live.notedAt);
    // Refused may mean done: the browser can have sent the call twice, and the first copy may show only later.
    else if (failure?.kind !== 'job-not-possible') live.unseen.set(key, live.notedAt);
  }
};

/** One plan, one job, of one name: starting it again finds the same. */
export const newJob = (plan: Plan, startedAt: number, undoes: string | undefined): Job => {
  const { profileId, product, mode } = plan.request;
  const { id, caller, keyMark, by } = plan;
  const pinned = { profileId, caller, keyMark, product };
  return { id, planId: id, ...pinned, by, mode, state: 'running', startedAt, undoes };
};

/** What a person last wanted of a job that stands still, as far as its head tells. */
const wishes: Partial<Record<Job['state'], Control>> = { cancelled: 'cancel', paused: 'pause' };

export const createLive = (job: Job, plan: Plan, entries: readonly JournalEntry[]): LiveJob => {
  const state = createRows(plan);
  const live: LiveJob = {
    job,
    plan,
    images: new Map(
      plan.images.map(({ image: { product, region, imageId } }) => [imageId, { product, region, imageId }]),
    ),
    state,
    revision: 0,
    changedAt: state.rows.map(() => 0),
    notedAt: job.startedAt,
    calls: 0,
    sent: new Map(),
    pending: new Map(),
    lost: new Map(),
    unseen: new Map(),
    readAt: new Map(),
    retriedAt: new Map(),
    extra: new Map(),
    control: wishes[job.state] ?? 'run',
  };
  for (const entry of entries) note(live, entry);
  return live;
};

/** @returns whether a row is still to be settled */
export const isOpen = (row: JobRow): boolean => row.outcome === 'waiting' || row.outcome === 'unknown';

export const openRowsOf = (live: LiveJob): JobRow[] => live.state.rows.filter(isOpen);

const timeLeftMs = (live: LiveJob, now: number): number | undefined => {
  if (!live.began || live.job.state !== 'running') return undefined;
  const open = openRowsOf(live).length;
  const settled = live.began.open - open;
  return settled > 0 ? Math.round(((now - live.began.at) / settled) * open) : undefined;
};

/** @returns whether a stopped job may pass later without a person */
export const isPassing = (cause: Failure): boolean => {
  const kind = classOf(cause);
  // Whether a host may be reached is asked before each call, so looking again sends nothing.
  return kind === 'retry' || kind === 'lost' || cause.kind === 'permission-missing';
};

/** @returns whether the browser must wake us for a job */
export const needsWaking = ({ job, runner }: LiveJob): boolean =>
  runner !== undefined || (job.state === 'waiting' && job.cause !== undefined && isPassing(job.cause));

/** @returns whether a stored job runs, or will as soon as the background takes it up */
export const isRunning = ({ state, endedAt }: Job): boolean =>
  state === 'running' || (state === 'cancelled' && endedAt === undefined);

/** A cancelled job is over when it has read what its last calls did; until then it still runs. */
export const shownJob = (live: LiveJob): Job =>
  live.job.state === 'cancelled' && live.job.endedAt === undefined
    ? { ...live.job, state: 'running' }
    : live.job;

/** What a list of jobs shows of one; kept with its head, so that a list reads no journal. */
export const totalsOf = (live: LiveJob): JobTotals => ({
  counts: countRows(live.state.rows),
  total: live.state.rows.length,
  images: [...live.images.values()],
});

export const hasEnded = ({ job }: LiveJob): boolean => job.endedAt !== undefined;

/**
 * @param after revision the caller has; one that this journal never had gives every row
 * @param now milliseconds since the epoch
 * @param undoneBy id of the job that takes this one back
 */
export const viewOf = (live: LiveJob, after: number, now: number, undoneBy?: string): JobView => {
  const counts = countRows(live.state.rows);
  const isKnown = after >= 0 && after <= live.revision;
  const rows = live.state.rows.filter((row) => !isKnown || (live.changedAt[row.index] ?? 0) > after);
  return {
    job: shownJob(live),
    revision: live.revision,
    counts,
    total: live.state.rows.length,
    rows,
    images: live.plan.images.map(({ image }) => image),
    extra: [...live.extra.values()].filter(({ count }) => count > 0),
    calls: live.calls,
    timeLeftMs: timeLeftMs(live, now),
    slowedTo: live.job.state === 'running' ? live.pace?.() : undefined,
    isUndoPossible: hasEnded(live) && counts.confirmed > 0 && undoneBy === undefined,
    undoneBy,
  };
};
