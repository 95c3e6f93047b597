import { failed, type Result, success } from '../domain/result';
import type { VaultState } from '../messaging/views';
import type { Bytes, Sealed } from '../storage/vault-store';
import { createQueue } from './doors';
import { guarded } from './guarded';
import { isWhole, makeHead, makeKey, presentCost, sealBytes } from './vault-crypto';
import { changeHead, openVault, raiseHead } from './vault-head';
import { createHeld } from './vault-held';
import { createTries } from './vault-tries';
import { createValues, encode, type VaultDeps } from './vault-values';

/** Fewer characters fall to guessing within days, whatever the key's cost. */
const passphraseMin = 8;

/**
 * Keeps small JSON values encrypted under a passphrase, or in memory only. No call rejects; each may also fail
 * with storage-failed.
 */
export interface Vault {
  state(): Promise<Result<VaultState>>;
  /**
   * Makes a vault and opens it; what was kept in memory moves in. A damaged vault is moved to quarantine first.
   * Fails with passphrase-too-short, vault-exists.
   */
  create(passphrase: string): Promise<Result<VaultState>>;
  /**
   * Opens the vault; what was kept in memory is forgotten, as promised when it was entered.
   * Fails with vault-missing, vault-damaged, wrong-passphrase, passphrase-wait.
   */
  unlock(passphrase: string): Promise<Result<VaultState>>;
  /**
   * From now on the vault on disk opens with `next` alone; it stays open or locked as it was.
   * Fails as `unlock` does, and with passphrase-too-short.
   */
  change(present: string, next: string): Promise<Result<VaultState>>;
  /** Milliseconds until a passphrase is taken again after wrong ones; 0 for now. */
  waitMs(): Promise<Result<number>>;
  /** A person uses the extension: an open vault stays open for its whole time from now on. */
  touch(): Promise<Result<null>>;
  /** Forgets the key; without a vault in use, the values kept in memory. */
  lock(): Promise<Result<VaultState>>;
  /** From now on values live in memory until the browser closes; a vault on disk stays as it is, locked. */
  useMemory(): Promise<Result<VaultState>>;
  /** Fails with vault-missing, vault-locked. @param id letters, digits and hyphens. @param value JSON */
  put(id: string, value: unknown): Promise<Result<null>>;
  /** Undefined when there is none. Fails with vault-missing, vault-locked, vault-damaged (this value alone). */
  get(id: string): Promise<Result<unknown>>;
  /** Fails with vault-missing, vault-locked. */
  remove(id: string): Promise<Result<null>>;
  /** Ids of all values, in their order as text. Fails with vault-missing, vault-locked. */
  list(): Promise<Result<string[]>>;
}

/** Writes a new vault with what was kept in memory. Rejects when the store does. */
const beginVault = async (
  { store, randomBytes, cost = presentCost }: VaultDeps,
  passphrase: string,
  values: Readonly<Record<string, unknown>>,
): Promise<Bytes> => {
  const key = makeKey(randomBytes);
  const records = new Map<string, Sealed>();
  for (const [id, value] of Object.entries(values))
    records.set(id, await sealBytes(key, id, encode(value), randomBytes));
  await store.begin(await makeHead(passphrase, key, cost, randomBytes), records);
  return key;
};

const isTooShort = (passphrase: string) => [...passphrase.normalize('NFC')].length < passphraseMin;

const createDoors = (deps: VaultDeps) => {
  const { store, session, idle } = deps;
  const held = createHeld(session);
  const tries = createTries(session, deps.now);

  /** The moment first: a key without one counts as unused for too long. */
  const hold = async (key: Bytes): Promise<Result<VaultState>> => {
    await idle.touch();
    await held.write({ mode: 'open', key });
    return success('open');
  };

  const state = async (): Promise<Result<VaultState>> => {
    const present = await held.read();
    if (present !== undefined) return success(present.mode);
    return success((await store.readHead()).state === 'missing' ? 'none' : 'locked');
  };

  const create = async (passphrase: string): Promise<Result<VaultState>> => {
    if (isTooShort(passphrase)) return failed({ kind: 'passphrase-too-short' });
    const found = await store.readHead();
    const present = await held.read();
    const isInUse =
      // Open with a damaged head: its values can still be read, so they are not moved away.
      present?.mode === 'open' ||
      found.state === 'newer' ||
      (found.state === 'value' && (await isWhole(found.value)));
    if (isInUse) return failed({ kind: 'vault-exists' });
    return hold(await beginVault(deps, passphrase, present?.records ?? {}));
  };

  const unlock = async (passphrase: string): Promise<Result<VaultState>> => {
    const opened = await openVault(deps, tries, passphrase);
    if (!opened.ok) return opened;
    await raiseHead(deps, passphrase, opened.value);
    return hold(opened.value.key);
  };

  const change = async (passphrase: string, next: string): Promise<Result<VaultState>> => {
    if (isTooShort(next)) return failed({ kind: 'passphrase-too-short' });
    const opened = await openVault(deps, tries, passphrase);
    if (!opened.ok) return opened;
    await changeHead(deps, next, opened.value);
    return state();
  };

  const lock = async (): Promise<Result<VaultState>> => {
    await held.forget();
    return state();
  };

  const useMemory = async (): Promise<Result<VaultState>> => {
    if ((await held.read())?.mode !== 'memory') await held.write({ mode: 'memory', records: {} });
    return success('memory');
  };

  const isOpen = async () => (await held.read())?.mode === 'open';

  /** Locks a vault that nobody used for its time. Values kept in memory alone are not lost by it. */
  const expire = async (): Promise<void> => {
    if (!(await isOpen()) || !(await idle.isPast())) return;
    await held.forget();
    deps.onIdle?.();
  };

  const touch = async (): Promise<Result<null>> => {
    if (await isOpen()) await idle.touch();
    return success(null);
  };

  return { state, create, unlock, change, lock, useMemory, expire, touch, waitMs: tries.waitMs };
};

/** @returns a vault whose calls run one after another; two unlocks with one passphrase at once cost one */
export const createVault = (deps: VaultDeps): Vault => {
  const inTurn = createQueue();
  const { state, create, unlock, change, lock, useMemory, expire, touch, waitMs } = createDoors(deps);
  const values = createValues(deps);
  const run = <Value>(work: () => Promise<Result<Value>>) =>
    inTurn(() =>
      guarded(async () => {
        await expire();
        return work();
      }),
    );

  let flight: { passphrase: string; unlocking: Promise<Result<VaultState>> } | undefined;
  const unlockOnce = (passphrase: string): Promise<Result<VaultState>> => {
    if (flight?.passphrase === passphrase) return flight.unlocking;
    const unlocking = run(() => unlock(passphrase)).finally(() => {
      if (flight?.unlocking === unlocking) flight = undefined;
    });
    flight = { passphrase, unlocking };
    return unlocking;
  };

  /** An unlock asked for after this one is a new one. */
  const anew = (work: () => Promise<Result<VaultState>>): Promise<Result<VaultState>> => {
    flight = undefined;
    return run(work);
  };

  return {
    state: () => run(state),
    create: (passphrase) => anew(() => create(passphrase)),
    unlock: unlockOnce,
    change: (present, next) => anew(() => change(present, next)),
    waitMs: () => run(async () => success(await waitMs())),
    touch: () => run(touch),
    lock: () => anew(lock),
    useMemory: () => anew(useMemory),
    put: (id, value) => run(() => values.put(id, value)),
    get: (id) => run(() => values.get(id)),
    remove: (id) => run(() => values.remove(id)),
    list: () => run(() => values.list()),
  };
};
