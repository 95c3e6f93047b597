import type { Failure } from '../domain/failure';
import type { ImageRef } from '../domain/image';
import type { JobRow, JournalEntry, SettledRow } from '../domain/job';
import type { Action, ShareLimits } from '../domain/product';
import type { Provider } from '../domain/provider';
import type { CallSizes } from './call-size';
import type { Group } from './group-queue';
import { rowKey } from './job-rows';
import type { Clock } from './ports';

/** What a person wants of a job that runs. */
export type Control = 'run' | 'pause' | 'cancel';

/** Why a job's work ended before its rows were settled. */
export type Stop = { state: 'paused' | 'cancelled' } | { state: 'waiting'; cause: Failure };

/** Everything the engine needs from outside; nothing else is touched. */
export interface RunDeps {
  provider: Provider;
  limits: ShareLimits;
  clock: Clock;
  /** From 0 up to 1. */
  random: () => number;
  /** Stores a line of the journal; rejects when it is not on disk. */
  append: (entry: JournalEntry) => Promise<void>;
  control: () => Control;
  signal?: AbortSignal | undefined;
  /** Whether rosters are to match their lists, so that who else is there is told. */
  isExact?: boolean | undefined;
}

/** The work on one image, in memory; the journal holds all that must outlive it. */
export interface ImageRun {
  deps: RunDeps;
  image: ImageRef;
  /** Rows not settled for good, by key. */
  open: Map<string, JobRow>;
  /** Groups to send, in order; revokes stand before shares. */
  queue: Group[];
  /** Accepted by the cloud and not yet seen on the roster. */
  claimed: Set<string>;
  /** Refused alone; a last read decides. */
  refused: Map<string, Failure>;
  /** How often each row was sent, in this life or before. */
  sent: Map<string, number>;
  /** Rows with a write whose answer was lost. */
  lost: Set<string>;
  /** Rows with a write that was not refused: it was accepted, or nobody knows. */
  doubtful: Set<string>;
  /** When a row was last in a call that was refused for one of its accounts, milliseconds since the epoch. */
  partlyAt: Map<string, number>;
  /** Rows that waited already for a share to show that the cloud says is made. */
  heldOnce: Set<string>;
  /** Groups in a row that the cloud could not deal with and that were put behind others. */
  setAside: number;
  /** Rows that are read and reported, and sent no more. */
  heldBack: ReadonlySet<string>;
  /** Shared by the images of a job. */
  callSizes: CallSizes;
  /** For an image that is to match exactly: every account of its plan. */
  spokenOf?: ReadonlySet<string> | undefined;
  /** The roster as last read. */
  present?: ReadonlySet<string> | undefined;
  /** When it was last read, milliseconds since the epoch, and how long that took. */
  looked: { at: number; tookMs: number };
}

/**
 * @param rows the image's rows that are waiting or unknown
 * @param past keys of rows that the journal says were sent, and of those whose answer was lost
 * @param heldBack keys of rows that may be sent no more
 */
export const createImageRun = (
  deps: RunDeps,
  image: ImageRef,
  rows: readonly JobRow[],
  past: Record<'sent' | 'lost' | 'doubtful', ReadonlySet<string>>,
  callSizes: CallSizes,
  heldBack: ReadonlySet<string> = new Set(),
): ImageRun => {
  const open = new Map(rows.map((row) => [keyOf(row), row]));
  const sent = new Map([...open.keys()].filter((key) => past.sent.has(key)).map((key) => [key, 1]));
  return {
    deps,
    image,
    open,
    queue: [],
    claimed: new Set(),
    refused: new Map(),
    sent,
    lost: new Set([...open.keys()].filter((key) => past.lost.has(key))),
    doubtful: new Set([...open.keys()].filter((key) => past.doubtful.has(key))),
    partlyAt: new Map(),
    heldOnce: new Set(),
    setAside: 0,
    heldBack,
    callSizes,
    looked: { at: 0, tookMs: 0 },
  };
};

const keyOf = (row: JobRow): string => rowKey(row.imageId, row.action, row.account);

/** @returns the key of one of the run's accounts */
export const keyIn = (run: ImageRun, action: Action, account: string): string =>
  rowKey(run.image.imageId, action, account);

/** Stores rows as settled and takes those that are settled for good off the run. */
export const settle = async (run: ImageRun, rows: readonly SettledRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await run.deps.append({
    kind: 'settled',
    imageId: run.image.imageId,
    at: run.deps.clock.now(),
    rows: [...rows],
  });
  for (const row of rows) {
    if (row.outcome !== 'unknown') run.open.delete(keyIn(run, row.action, row.account));
  }
};

/** Sleeps in slices, so that pause and cancel are heard within a second. */
export const rest = async (run: ImageRun, delayMs: number): Promise<void> => {
  const { clock, control, signal } = run.deps;
  for (let left = delayMs; left > 0 && control() === 'run' && !signal?.aborted; left -= 1_000) {
    await clock.sleep(Math.min(left, 1_000), signal);
  }
};
