import { classOf } from '../domain/failure';
import { imageKey } from '../domain/image';
import type { ImagePlan, JobRow, JournalEntry, Plan } from '../domain/job';
import { createCallSizes } from './call-size';
import { accountsSpokenOf } from './extra-accounts';
import { createImageRun, type ImageRun, type RunDeps, type Stop } from './image-run';
import { createRows, foldEntry, type JobRows, rowKey } from './job-rows';
import { keepUnmoved } from './keep-unmoved';
import { runImage } from './run-image';

/** How a run of a job ended. */
export type JobEnd = { state: 'finished' } | Stop;

export interface RunJobInput extends RunDeps {
  plan: Plan;
  /** The journal so far, in order of writing; empty for a new job. */
  entries: readonly JournalEntry[];
  /** Keys of rows that are read and reported, and sent no more. */
  heldBack?: ReadonlySet<string>;
  /** Keys of cancelled rows whose contrary a later job was asked for. */
  overruled?: ReadonlySet<string>;
  /**
   * Runs `work` while no other job of the profile writes to the image.
   * @param key of the image
   * @param isRevoke revokes go first among those that wait
   * @returns what `work` gives; paused, without having run it, when the job was paused before its turn
   */
  withImage: (
    key: string,
    isRevoke: boolean,
    work: () => Promise<Stop | undefined>,
  ) => Promise<Stop | undefined>;
}

/** Images worked on at once: one call each fills the highest published rate of a second, however slow the answers. */
const imagesAtOnce = 10;

/**
 * Runs a job from wherever its journal left it, until every row is settled or something stops it.
 * Calling it again after a kill is safe: it begins by reading.
 * @returns finished, or why not; a journal that cannot be written gives waiting with `storage-failed`
 */
export const runJob = async (input: RunJobInput): Promise<JobEnd> => {
  const state = replay(input.plan, input.entries);
  const past = pastWrites(input.entries);
  const callSizes = createCallSizes(input.limits.accountsPerCall);
  const noted = deps({ ...input, append: noting(input.append, state) });
  const runImages = (images: readonly ImagePlan[]): Promise<JobEnd> => {
    const runs = images.flatMap((plan) => {
      const open = openRows(state.rows, plan);
      if (open.length === 0) return [];
      const spokenOf = input.isExact ? accountsSpokenOf(plan) : undefined;
      return [{ ...createImageRun(noted, imageOf(plan), open, past, callSizes, input.heldBack), spokenOf }];
    });
    return runAll(input, runs);
  };
  const { images } = input.plan;
  const last = images.filter(({ isLast }) => isLast);
  const end = await runImages(images.filter(({ isLast }) => !isLast));
  if (last.length === 0 || (end.state !== 'finished' && end.state !== 'cancelled')) return end;
  try {
    await keepUnmoved(noted, state.rows, last, end.state === 'cancelled', input.overruled);
  } catch {
    return { state: 'waiting', cause: { kind: 'storage-failed' } };
  }
  const endOfLast = await runImages(last);
  return endOfLast.state === 'finished' ? end : endOfLast;
};

/** Keeps the rows in step with what is stored: the last images depend on what became of the others. */
const noting =
  (append: RunJobInput['append'], state: JobRows): RunJobInput['append'] =>
  async (entry) => {
    await append(entry);
    foldEntry(state, entry);
  };

const imageOf = ({ image }: ImagePlan) => ({
  product: image.product,
  region: image.region,
  imageId: image.imageId,
});

const replay = (plan: Plan, entries: readonly JournalEntry[]): JobRows => {
  const state = createRows(plan);
  for (const entry of entries) foldEntry(state, entry);
  return state;
};

const openRows = (rows: readonly JobRow[], plan: ImagePlan): JobRow[] =>
  rows.filter(
    (row) => row.imageId === plan.image.imageId && (row.outcome === 'waiting' || row.outcome === 'unknown'),
  );

interface PastWrites {
  /** Rows that were sent. */
  sent: Set<string>;
  /** Rows with a write that has no answer that says what became of it. */
  lost: Set<string>;
  /** Rows with a write that was not refused: it was accepted, or nobody knows. */
  doubtful: Set<string>;
}

const pastWrites = (entries: readonly JournalEntry[]): PastWrites => {
  const past: PastWrites = { sent: new Set(), lost: new Set(), doubtful: new Set() };
  const pending = new Set<string>();
  for (const entry of entries) {
    if (entry.kind !== 'sending' && entry.kind !== 'answered') continue;
    for (const account of entry.accounts) {
      const key = rowKey(entry.imageId, entry.action, account);
      if (entry.kind === 'sending') {
        // An earlier life died before it heard of its call.
        if (pending.has(key)) past.lost.add(key);
        pending.add(key);
        continue;
      }
      pending.delete(key);
      if (entry.failure?.kind === 'job-not-possible') continue;
      past.sent.add(key);
      // A refusal says nothing about the calls before it.
      if (!entry.failure) past.doubtful.add(key);
      else if (classOf(entry.failure) === 'lost') past.lost.add(key);
    }
  }
  for (const key of pending) past.lost.add(key);
  for (const key of past.lost) {
    past.sent.add(key);
    past.doubtful.add(key);
  }
  return past;
};

class JournalBroken extends Error {}

const deps = (input: RunJobInput): RunDeps => ({
  ...input,
  append: async (entry) => {
    try {
      await input.append(entry);
    } catch (cause) {
      throw new JournalBroken('the journal could not be written', { cause });
    }
  },
});

const runAll = async (input: RunJobInput, runs: readonly ImageRun[]): Promise<JobEnd> => {
  const queue = [...runs];
  let stop: Stop | undefined;
  let failure: Stop | undefined;
  const work = async (): Promise<void> => {
    for (let run = queue.shift(); run && (!stop || stop.state === 'cancelled'); run = queue.shift()) {
      const mine = run;
      const isRevoke = [...mine.open.values()].some((row) => row.action === 'revoke');
      const ended = await input.withImage(imageKey(mine.image), isRevoke, () => guarded(mine));
      stop ??= ended;
      if (ended?.state === 'waiting') failure ??= ended;
    }
  };
  await Promise.all(Array.from({ length: imagesAtOnce }, work));
  // A cancel elsewhere must not hide rows that could not be settled.
  return failure ?? stop ?? { state: 'finished' };
};

/** No line, no call: a broken journal stops the image before its next call. */
const guarded = async (run: ImageRun): Promise<Stop | undefined> => {
  try {
    return await runImage(run);
  } catch (error) {
    // Never thrown on: the other images' work would go on behind a job that is taken as stopped.
    const kind = error instanceof JournalBroken ? 'storage-failed' : 'internal';
    return { state: 'waiting', cause: { kind } };
  }
};
