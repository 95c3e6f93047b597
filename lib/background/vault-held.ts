import { z } from 'zod';
import type { Bytes } from '../storage/vault-store';
import type { SessionDoor } from './doors';

/** What is kept until the browser closes: the key of an open vault, or, without a vault, the records themselves. */
export type Held =
  | { mode: 'open'; key: Bytes }
  | { mode: 'memory'; records: Readonly<Record<string, unknown>> };

const sessionKey = 'vault';

// The session store carries JSON, so the key travels as numbers.
const heldSchema = z.lazy(() =>
  z.discriminatedUnion('mode', [
    z.strictObject({
      mode: z.literal('open'),
      key: z
        .array(z.number().int().min(0).max(255))
        .length(32)
        .transform((numbers): Bytes => new Uint8Array(numbers)),
    }),
    z.strictObject({ mode: z.literal('memory'), records: z.record(z.string(), z.unknown()) }),
  ]),
) satisfies z.ZodType<Held>;

/** Reads and writes what is held. Writes reject when the session store is full. */
export const createHeld = (session: SessionDoor) => ({
  read: async (): Promise<Held | undefined> => {
    const parsed = heldSchema.safeParse(await session.read(sessionKey));
    return parsed.success ? parsed.data : undefined;
  },
  write: (held: Held): Promise<void> =>
    session.write(sessionKey, held.mode === 'open' ? { mode: 'open', key: [...held.key] } : held),
  forget: (): Promise<void> => session.remove(sessionKey),
});
