import { classOf } from '../domain/failure';
import { imageKey } from '../domain/image';
import type { ImagePlan, JobRow, JournalEntry, Plan } from '../domain/job';
import { createImageRun, type ImageRun, type RunDeps, type Stop } from './image-run';
import { createRows, foldEntry, rowKey } from './job-rows';
import { runImage } from './run-image';

/** How a run of a job ended. */
export type JobEnd = { state: 'finished' } | Stop;

export interface RunJobInput extends RunDeps {
  plan: Plan;
  /** The journal so far, in order of writing; empty for a new job. */
  entries: readonly JournalEntry[];
  /**
   * Runs `work` while no other job of the profile writes to the image.
   * @param key of the image
   * @param isRevoke revokes go first among those that wait
   */
  withImage: <Value>(key: string, isRevoke: boolean, work: () => Promise<Value>) => Promise<Value>;
}

/** Images worked on at once: enough to reach the published rate at a latency of some hundred milliseconds. */
const imagesAtOnce = 4;

/**
 * Runs a job from wherever its journal left it, until every row is settled or something stops it.
 * Calling it again after a kill is safe: it begins by reading.
 * @returns finished, or why not; a journal that cannot be written gives waiting with `storage-failed`
 */
export const runJob = async (input: RunJobInput): Promise<JobEnd> => {
  const { rows } = replay(input.plan, input.entries);
  const past = pastWrites(input.entries);
  const perCall = { ...input.limits.accountsPerCall };
  const runs = input.plan.images.flatMap((plan) => {
    const open = openRows(rows, plan);
    return open.length > 0 ? [createImageRun(deps(input), imageOf(plan), open, past, perCall)] : [];
  });
  return runAll(input, runs);
};

const imageOf = ({ image }: ImagePlan) => ({
  product: image.product,
  region: image.region,
  imageId: image.imageId,
});

const replay = (plan: Plan, entries: readonly JournalEntry[]) => {
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
  /** Rows whose last write has no answer that says what became of it. */
  lost: Set<string>;
  /** Rows whose last write was not refused: it was accepted, or nobody knows. */
  doubtful: Set<string>;
}

const pastWrites = (entries: readonly JournalEntry[]): PastWrites => {
  const sent = new Set<string>();
  const lost = new Set<string>();
  const doubtful = new Set<string>();
  for (const entry of entries) {
    if (entry.kind !== 'sending' && entry.kind !== 'answered') continue;
    const isLost =
      entry.kind === 'sending' || (entry.failure !== undefined && classOf(entry.failure) === 'lost');
    for (const account of entry.accounts) {
      const key = rowKey(entry.imageId, entry.action, account);
      sent.add(key);
      if (isLost) lost.add(key);
      else lost.delete(key);
      if (isLost || (entry.kind === 'answered' && !entry.failure)) doubtful.add(key);
      else doubtful.delete(key);
    }
  }
  return { sent, lost, doubtful };
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
  const work = async (): Promise<void> => {
    for (let run = queue.shift(); run && (!stop || stop.state === 'cancelled'); run = queue.shift()) {
      const mine = run;
      const isRevoke = [...mine.open.values()].some((row) => row.action === 'revoke');
      const ended = await input.withImage(imageKey(mine.image), isRevoke, () => guarded(mine));
      stop ??= ended;
    }
  };
  await Promise.all(Array.from({ length: imagesAtOnce }, work));
  return stop ?? { state: 'finished' };
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
