import { z } from 'zod';
import type { Profile } from '../domain/profile';
import { ownIdSchema, siteIdSchema } from '../domain/schemas';
import { call, none, own, page, reply } from './call';
import type { VaultState } from './views';

const passphrase = z.strictObject({ passphrase: z.string().max(1000) });

/** Vault and profiles. Secrets go in and never come out. */
export const keyCalls = {
  'vault.state': call({ from: own, request: none, reply: reply<VaultState>() }),
  'vault.create': call({ from: page, request: passphrase, reply: reply<VaultState>() }),
  'vault.unlock': call({ from: page, request: passphrase, reply: reply<VaultState>() }),
  'vault.lock': call({ from: page, request: none, reply: reply<VaultState>() }),
  'vault.useMemory': call({ from: page, request: none, reply: reply<VaultState>() }),

  'profiles.list': call({ from: own, request: none, reply: reply<Profile[]>() }),
  /** Asks the cloud who the key is, then keeps it. */
  'profiles.save': call({
    from: page,
    request: z.strictObject({
      site: siteIdSchema,
      label: z.string().max(100),
      keyId: z.string().max(200),
      secret: z.string().max(500),
      token: z.string().max(10_000).optional(),
    }),
    reply: reply<Profile>(),
  }),
  'profiles.remove': call({
    from: page,
    request: z.strictObject({ profileId: ownIdSchema }),
    reply: reply<null>(),
  }),
} as const;
