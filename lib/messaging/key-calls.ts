import { z } from 'zod';
import type { Profile } from '../domain/profile';
import { ownIdSchema, settingsChangeSchema, siteIdSchema } from '../domain/schemas';
import type { Settings } from '../domain/settings';
import { call, none, own, page, reply } from './call';
import type { VaultState } from './views';

const passphraseSchema = z.string().max(1000);
const passphrase = z.lazy(() => z.strictObject({ passphrase: passphraseSchema }));

/** Vault, profiles, and what a person sets. Secrets go in and never come out. */
export const keyCalls = {
  'vault.state': call({ from: own, request: () => none, reply: reply<VaultState>() }),
  'vault.create': call({ from: page, request: () => passphrase, reply: reply<VaultState>() }),
  'vault.unlock': call({ from: page, request: () => passphrase, reply: reply<VaultState>() }),
  /** The vault opens with `next` from now on, and with `present` no more. */
  'vault.change': call({
    from: page,
    request: () => z.strictObject({ present: passphraseSchema, next: passphraseSchema }),
    reply: reply<VaultState>(),
  }),
  /** How long wrong passphrases make a person wait for the next try; 0 for not at all. */
  'vault.wait': call({ from: page, request: () => none, reply: reply<{ waitMs: number }>() }),
  /** A person uses a page of ours: what keeps the vault from locking by itself. */
  'vault.used': call({ from: own, request: () => none, reply: reply<null>() }),
  'vault.lock': call({ from: page, request: () => none, reply: reply<VaultState>() }),
  'vault.useMemory': call({ from: page, request: () => none, reply: reply<VaultState>() }),

  'profiles.list': call({ from: own, request: () => none, reply: reply<Profile[]>() }),
  /** Asks the cloud who the key is, then keeps it. */
  'profiles.save': call({
    from: page,
    request: () =>
      z.strictObject({
        site: siteIdSchema,
        label: z.string().max(100),
        keyId: z.string().max(200),
        secret: z.string().max(500),
        token: z.string().max(10_000).optional(),
      }),
    reply: reply<Profile>(),
  }),
  /** Ids of keys whose record cannot be read: they can be removed, and entered again. */
  'profiles.damaged': call({ from: page, request: () => none, reply: reply<string[]>() }),
  'profiles.remove': call({
    from: page,
    request: () => z.strictObject({ profileId: ownIdSchema }),
    reply: reply<null>(),
  }),

  /** A framed panel asks too: it speaks the language that is set. */
  'settings.read': call({ from: own, request: () => none, reply: reply<Settings>() }),
  /** Changes the settings that are named. */
  'settings.write': call({ from: page, request: () => settingsChangeSchema, reply: reply<Settings>() }),
  /** Removes everything the extension keeps; running jobs stop where they are. The clouds stay as they are. */
  'everything.forget': call({ from: page, request: () => none, reply: reply<null>() }),
} as const;
