import { z } from 'zod';
import type { SessionDoor } from './doors';

const triesKey = 'vault-tries';
/** After the first wrong passphrase; doubled with each further one. */
const firstWaitMs = 1_000;
const longestWaitMs = 5 * 60_000;

const triesSchema = z.lazy(() => z.object({ count: z.number().int().min(1), at: z.number() }));

/** @param count wrong passphrases in a row, from 1 */
const waitAfter = (count: number): number =>
  Math.min(firstWaitMs * 2 ** Math.min(count - 1, 20), longestWaitMs);

/**
 * Makes whoever guesses at the keyboard wait longer after each wrong passphrase. Kept until the browser closes, so
 * that neither a new popup nor the death of the background begins anew. Rejects when the session store does.
 * @param now milliseconds since the epoch
 */
export const createTries = (session: SessionDoor, now: () => number) => ({
  /** @returns milliseconds until a passphrase is taken again; 0 for now */
  waitMs: async (): Promise<number> => {
    const tries = triesSchema.safeParse(await session.read(triesKey));
    if (!tries.success) return 0;
    const { count, at } = tries.data;
    // A clock that was set back neither ends the wait nor makes it longer than it was.
    if (now() < at) await session.write(triesKey, { count, at: now() });
    return Math.max(0, Math.min(at, now()) + waitAfter(count) - now());
  },

  /** Counts a try before its outcome is known, so that stopping the background midway is no free try. */
  begin: async (): Promise<void> => {
    const tries = triesSchema.safeParse(await session.read(triesKey));
    await session.write(triesKey, { count: (tries.success ? tries.data.count : 0) + 1, at: now() });
  },

  /** The wait counts from the answer, however long the key took to make. */
  wasWrong: async (): Promise<void> => {
    const tries = triesSchema.safeParse(await session.read(triesKey));
    if (tries.success) await session.write(triesKey, { ...tries.data, at: now() });
  },

  /** After the right passphrase. */
  forget: (): Promise<void> => session.remove(triesKey),
});
