import type { JournalEntry, SettledRow } from '../domain/job';
import { rowKey } from '../engine/job-rows';
import type { Clock, JobStore } from '../engine/ports';
import { createQueue } from './doors';
import { type LiveJob, note, openRowsOf } from './live-job';

/** What writing a journal takes. */
export interface JournalDeps {
  store: JobStore;
  clock: Clock;
}

/** Lines of one job are stored one after another, so that revisions mean the same after a restart. */
const queues = new WeakMap<LiveJob, ReturnType<typeof createQueue>>();

const queueOf = (live: LiveJob): ReturnType<typeof createQueue> => {
  const queue = queues.get(live) ?? createQueue();
  queues.set(live, queue);
  return queue;
};

/** Stores a line, then takes it into account. Rejects when it is not on disk. */
export const append = (store: JobStore, live: LiveJob, entry: JournalEntry): Promise<void> =>
  queueOf(live)(async () => {
    // What is not in the journal is not sent.
    if (live.isForgotten) throw new DOMException('forgotten', 'AbortError');
    await store.append(live.job.id, entry);
    note(live, entry);
  });

/** Settles rows of any images. Rejects when the journal cannot be written. */
export const appendSettled = async (
  deps: JournalDeps,
  live: LiveJob,
  rows: ({ imageId: string } & SettledRow)[],
): Promise<void> => {
  for (const imageId of new Set(rows.map((row) => row.imageId))) {
    const settled = rows
      .filter((row) => row.imageId === imageId)
      .map(({ imageId: _, ...row }): SettledRow => row);
    await append(deps.store, live, { kind: 'settled', imageId, at: deps.clock.now(), rows: settled });
  }
};

/**
 * Ends a cancelled job that the cloud cannot be asked about: what was never sent is cancelled, the rest unknown.
 * Rejects when the journal cannot be written.
 */
export const settleWithoutCloud = async (deps: JournalDeps, live: LiveJob): Promise<void> => {
  // A retry may still be on its way to the disk, and opens rows again.
  await queueOf(live)(async () => {});
  await appendSettled(
    deps,
    live,
    openRowsOf(live).map(({ imageId, account, action }) =>
      live.sent.has(rowKey(imageId, action, account))
        ? { imageId, account, action, outcome: 'unknown' }
        : { imageId, account, action, outcome: 'no-change', skip: 'cancelled' },
    ),
  );
};
