import type { Clock } from '../engine/ports';
import type { Awake } from './awake';
import { createQueue, type Notice, type SessionDoor } from './doors';
import { isPassing, type LiveJob, totalsOf } from './live-job';

/** A page that shows jobs asks for them every second or more often while one is under way. */
const seenWithinMs = 3_000;

export interface NoticesDeps {
  clock: Clock;
  session: SessionDoor;
  awake: Awake;
  /** Whether the person wants to be told. */
  isWanted: () => Promise<boolean>;
  show: (notice: Notice) => Promise<void>;
}

const noticeOf = (live: LiveJob): Notice | undefined => {
  const { id, state, cause } = live.job;
  if (state === 'finished') return { kind: 'ended', jobId: id, counts: totalsOf(live).counts };
  if (state === 'waiting' && cause && !isPassing(cause)) return { kind: 'waits', jobId: id, cause };
  return undefined;
};

/** What a notice is about: the same stop is told once, however often the background starts and finds it again. */
const markOf = ({ job, revision }: LiveJob): string => `${job.state} ${job.cause?.kind ?? ''} ${revision}`;

/**
 * Tells that a job ended, or waits for a person, when no page of ours saw it. Comfort only: a background that dies
 * meanwhile tells nothing.
 */
export const createNotices = (deps: NoticesDeps) => {
  const inTurn = createQueue();
  let lastSeenAt = Number.NEGATIVE_INFINITY;

  /** @returns whether it was not told before in this life of the browser */
  const isNew = (live: LiveJob): Promise<boolean> =>
    inTurn(async () => {
      // Written by the line below alone.
      const told = ((await deps.session.read('told')) ?? {}) as Record<string, string>;
      if (told[live.job.id] === markOf(live)) return false;
      await deps.session.write('told', { ...told, [live.job.id]: markOf(live) });
      return true;
    });

  const tell = async (live: LiveJob): Promise<void> => {
    const stoppedAt = deps.clock.now();
    const mark = markOf(live);
    if (!noticeOf(live) || !(await deps.isWanted())) return;
    await deps.clock.sleep(seenWithinMs);
    const notice = noticeOf(live);
    // Seen by a page, gone on meanwhile, or forgotten with everything else.
    if (!notice || lastSeenAt >= stoppedAt || markOf(live) !== mark || live.isForgotten) return;
    if (await isNew(live)) await deps.show(notice);
  };

  return {
    /** A page of ours asked how jobs stand. */
    seen: (): void => {
      lastSeenAt = deps.clock.now();
    },
    /** Told when a run has ended. */
    stopped: (live: LiveJob): void => void deps.awake(() => tell(live)).catch(() => {}),
  };
};

export type Notices = ReturnType<typeof createNotices>;
