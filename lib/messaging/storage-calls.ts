import { z } from 'zod';
import { call, none, page, reply } from './call';
import type { StorageState } from './views';

/** What could not be read of what is kept. */
export const storageCalls = {
  'storage.read': call({ from: page, request: () => none, reply: reply<StorageState>() }),
  /** Everything set aside as readable text, without what the vault keeps. */
  'storage.export': call({ from: page, request: () => none, reply: reply<{ text: string }>() }),
  /** Deletes what was set aside, as far as the person has seen it. */
  'storage.dismiss': call({
    from: page,
    request: () => z.strictObject({ last: z.number().int().min(0) }),
    reply: reply<null>(),
  }),
} as const;
