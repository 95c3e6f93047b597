import { z } from 'zod';
import type { SiteId } from '../domain/product';
import type { Caller, Credentials, Profile } from '../domain/profile';
import { failed, type Result, success } from '../domain/result';
import { siteIdSchema } from '../domain/schemas';
import { open, seal } from '../storage/record';
import type { RecordKind } from '../storage/records';
import { createQueue } from './doors';
import type { Vault } from './vault';

/** What a person typed to save a set of keys. */
export interface ProfileInput {
  site: SiteId;
  label: string;
  keyId: string;
  secret: string;
  token?: string | undefined;
}

/** A set of keys as it stands in the vault, under the profile's id. */
interface KeptProfile {
  site: SiteId;
  label: string;
  credentials: Credentials;
  caller?: Caller | undefined;
  savedAt: number;
}

const keptProfiles: RecordKind<KeptProfile> = {
  schema: z.strictObject({
    site: siteIdSchema,
    label: z.string(),
    credentials: z.strictObject({
      keyId: z.string(),
      secret: z.string(),
      token: z.string().optional(),
    }),
    caller: z.strictObject({ account: z.string(), name: z.string() }).optional(),
    savedAt: z.number(),
  }),
  migrations: [],
};

/** @returns first and last four characters; short ids show less, so that never all of it is shown */
const hintOf = (keyId: string): string =>
  keyId.length > 8 ? `${keyId.slice(0, 4)}…${keyId.slice(-4)}` : `${keyId.slice(0, 2)}…`;

const shown = (id: string, kept: KeptProfile): Profile => ({
  id,
  site: kept.site,
  label: kept.label,
  keyIdHint: hintOf(kept.credentials.keyId),
  hasToken: kept.credentials.token !== undefined,
  ...(kept.caller === undefined ? {} : { caller: kept.caller }),
  savedAt: kept.savedAt,
});

// Keys go into headers: printable ASCII without spaces, or the request could not be built.
const isPlain = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);

/** @returns trimmed credentials, or request-malformed with the field's name as its code */
const readInput = (input: ProfileInput): Result<Credentials> => {
  const keyId = input.keyId.trim();
  const secret = input.secret.trim();
  const token = input.token?.trim() ?? '';
  const malformed = (code: string) => failed({ kind: 'request-malformed', code });
  if (!isPlain(keyId)) return malformed('keyId');
  if (!isPlain(secret)) return malformed('secret');
  if (token !== '' && !isPlain(token)) return malformed('token');
  return success({ keyId, secret, ...(token === '' ? {} : { token }) });
};

export interface ProfilesDeps {
  vault: Vault;
  /** Milliseconds since the epoch. */
  now: () => number;
  newId: () => string;
  /** Asks the cloud whose keys these are. */
  askWho: (site: SiteId, credentials: Credentials) => Promise<Result<Caller>>;
}

/** Reads profiles out of the vault. */
const createReader = (vault: Vault) => {
  /** Fails with profile-missing, vault-damaged and what the vault fails with. */
  const read = async (id: string): Promise<Result<KeptProfile>> => {
    const stored = await vault.get(id);
    if (!stored.ok) return stored;
    if (stored.value === undefined) return failed({ kind: 'profile-missing' });
    const opened = open(keptProfiles, stored.value);
    if (opened.state === 'value') return success(opened.value);
    return failed({ kind: 'vault-damaged', code: opened.state });
  };

  const readAll = async (): Promise<Result<{ kept: Map<string, KeptProfile>; damaged: string[] }>> => {
    const ids = await vault.list();
    if (!ids.ok)
      return ids.failure.kind === 'vault-missing' ? success({ kept: new Map(), damaged: [] }) : ids;
    const kept = new Map<string, KeptProfile>();
    const damaged: string[] = [];
    for (const id of ids.value) {
      const profile = await read(id);
      if (profile.ok) kept.set(id, profile.value);
      else if (profile.failure.kind === 'vault-damaged') damaged.push(id);
      else return profile;
    }
    return success({ kept, damaged });
  };
  return { read, readAll };
};

/** Fails as `save` of the profiles does. */
const createSave = (
  { vault, now, newId, askWho }: ProfilesDeps,
  { readAll }: ReturnType<typeof createReader>,
) => {
  return async (input: ProfileInput): Promise<Result<Profile>> => {
    const credentials = readInput(input);
    if (!credentials.ok) return credentials;
    // Before the cloud is asked: with a locked vault the answer could not be kept.
    const state = await vault.state();
    if (!state.ok) return state;
    if (state.value === 'none') return failed({ kind: 'vault-missing' });
    const present = await readAll();
    if (!present.ok) return present;
    const who = await askWho(input.site, credentials.value);
    // A policy may forbid the question and still allow the sharing.
    if (!who.ok && who.failure.kind !== 'not-permitted') return who;
    const same = [...present.value.kept].find(
      ([, kept]) => kept.credentials.keyId === credentials.value.keyId,
    );
    const id = same?.[0] ?? newId();
    const kept: KeptProfile = {
      site: input.site,
      label: input.label.trim() || hintOf(credentials.value.keyId),
      credentials: credentials.value,
      ...(who.ok ? { caller: who.value } : {}),
      savedAt: now(),
    };
    const stored = await vault.put(id, seal(keptProfiles, kept));
    return stored.ok ? success(shown(id, kept)) : stored;
  };
};

/**
 * Keeps sets of keys in the vault, whole: on disk not even a label is plain. So a locked vault fails with
 * vault-locked here too.
 */
export const createProfiles = (deps: ProfilesDeps) => {
  const { vault } = deps;
  const reader = createReader(vault);
  const { read, readAll } = reader;
  const save = createSave(deps, reader);
  const inTurn = createQueue();

  return {
    /** By label. Profiles that cannot be read are left out; `damaged` names them. */
    list: async (): Promise<Result<Profile[]>> => {
      const all = await readAll();
      if (!all.ok) return all;
      const profiles = [...all.value.kept].map(([id, kept]) => shown(id, kept));
      return success(profiles.sort((one, other) => one.label.localeCompare(other.label)));
    },
    /** @returns ids whose record cannot be read: it can only be removed and entered again */
    damaged: async (): Promise<Result<string[]>> => {
      const all = await readAll();
      return all.ok ? success(all.value.damaged) : all;
    },
    /**
     * Asks the cloud who the key is, then keeps it; a key id that is known already keeps its profile's id.
     * Fails with request-malformed (code: the field), what `askWho` fails with except not-permitted, and what the
     * vault fails with; nothing is then saved.
     */
    save: (input: ProfileInput): Promise<Result<Profile>> => inTurn(() => save(input)),
    /** A profile that is not there counts as removed. Fails with what the vault fails with. */
    remove: (id: string): Promise<Result<null>> => inTurn(() => vault.remove(id)),
    /** For signing only; never leaves the background. Fails with profile-missing, vault-damaged, vault-locked. */
    credentialsOf: async (
      id: string,
    ): Promise<Result<{ site: SiteId; credentials: Credentials; profile: Profile }>> => {
      const kept = await read(id);
      if (!kept.ok) {
        const isGone = kept.failure.kind === 'vault-missing';
        return isGone ? failed({ kind: 'profile-missing' }) : kept;
      }
      const { site, credentials } = kept.value;
      return success({ site, credentials, profile: shown(id, kept.value) });
    },
  };
};

export type Profiles = ReturnType<typeof createProfiles>;
