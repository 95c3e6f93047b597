import type { SessionDoor } from './doors';

const offsetKey = 'clock-offset-ms';

/** Answers tell whole seconds and take their time; less than this is no error of the machine's clock. */
const noticeableMs = 3_000;

export interface MachineTime {
  /** The machine's clock, which people and time servers set; milliseconds since the epoch. */
  now: () => number;
  /** Milliseconds since some moment, by a clock that nobody sets; it may stand still while the machine sleeps. */
  elapsedMs: () => number;
}

/** The machine's error of time, learned from answers and kept until the browser closes. */
export const createClockOffset = (session: SessionDoor, { now, elapsedMs }: MachineTime) => {
  // The next call is signed at once, perhaps before the session store has written.
  let known: number | undefined;
  let noticed: number | undefined;
  let heard: { serverTime: number; atMs: number } | undefined;

  const hear = (serverTime: number): void => {
    heard = { serverTime, atMs: elapsedMs() };
  };

  /** How far the machine's clock has jumped ahead since the last answer; 0 where it has not. */
  const aheadMs = (offset: number): number => {
    if (!heard) return 0;
    const jumped = now() + offset - (heard.serverTime + elapsedMs() - heard.atMs);
    return jumped > noticeableMs ? jumped : 0;
  };

  return {
    /**
     * What to add to the machine's clock to sign by. The latest word counts, and never a time to come: a call signed by
     * a clock that runs ahead could land when that time has come. After a sleep it may be too old: such a call is refused, and learned from.
     */
    read: async (): Promise<number> => {
      // Comfort only: what cannot be read is learned again from the first answer.
      const kept = noticed ?? known ?? (await session.read(offsetKey).catch(() => undefined));
      known ??= typeof kept === 'number' ? kept : 0;
      const offset = noticed ?? known;
      return offset - aheadMs(offset);
    },
    /** Told the cloud's time by an answer that refused a call for its time. */
    learn: (serverTime: number): void => {
      hear(serverTime);
      known = serverTime - now();
      noticed = undefined;
      session.write(offsetKey, known).catch(() => {});
    },
    /** Told the time of every answer, also where the clock is right enough to sign by. */
    notice: (serverTime: number): void => {
      hear(serverTime);
      const offset = serverTime - now();
      if (Math.abs(offset - (noticed ?? 0)) > noticeableMs) noticed = offset;
    },
    /** The cloud's time, by its last answer; milliseconds since the epoch. */
    cloudNow: (): number => now() + (noticed ?? known ?? 0),
  };
};

export type ClockOffset = ReturnType<typeof createClockOffset>;
