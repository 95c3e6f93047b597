import { z } from 'zod';
import type { SessionDoor } from './doors';

const idleKey = 'vault-idle';

/** How soon to look again when a job keeps the vault open after its time. */
const lookAgainMs = 30_000;

// A missing limit is a damaged record; null is "as long as the browser is open".
const idleSchema = z.lazy(() => z.object({ usedAt: z.number(), limitMs: z.number().min(0).nullable() }));

export interface IdleDeps {
  session: SessionDoor;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** How long a vault stays open unused; null for as long as the browser is open. */
  limitMs: () => Promise<number | null>;
  /** Whether a job runs, also one that a new background has not taken up yet. */
  isBusy: () => Promise<boolean>;
  /** Asks the browser to wake the background at a moment; undefined: no longer. */
  wakeAt: (at: number | undefined) => Promise<void>;
}

/** Knows when a person last used the extension, and whether that is too long ago for an open vault. */
export interface Idle {
  /** A person is there, now. Rejects when the session store does. */
  touch(): Promise<void>;
  /** Whether the vault's time is over and no job runs. A record that is gone or unreadable means that it is over. */
  isPast(): Promise<boolean>;
  /** Asks to be woken when the time is over; alarms may be lost, so at every start too. */
  arm(): Promise<void>;
}

/** The moment stands in the session store: it outlives the background, as the key does. */
export const createIdle = ({ session, now, limitMs, isBusy, wakeAt }: IdleDeps): Idle => {
  const read = async () => {
    const idle = idleSchema.safeParse(await session.read(idleKey));
    return idle.success ? idle.data : undefined;
  };

  const arm = async (): Promise<void> => {
    const idle = await read();
    if (!idle || idle.limitMs === null) return wakeAt(undefined);
    await wakeAt(Math.max(idle.usedAt + idle.limitMs, now() + lookAgainMs));
  };

  return {
    touch: async () => {
      await session.write(idleKey, { usedAt: now(), limitMs: await limitMs() });
      await arm().catch(() => {});
    },
    isPast: async () => {
      const idle = await read();
      if (idle?.limitMs === null) return false;
      // Either way: a clock that was set back does not keep the vault open for longer.
      const isOver = !idle || Math.abs(now() - idle.usedAt) >= idle.limitMs;
      // A list of jobs that cannot be read keeps nothing open.
      return isOver && !(await isBusy().catch(() => false));
    },
    arm,
  };
};
