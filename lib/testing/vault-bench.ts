import { createVault } from '../background/vault';
import { createIdle } from '../background/vault-idle';
import type { VaultDeps } from '../background/vault-values';
import { createVaultStore, type KdfCost } from '../storage/vault-store';
import { createMemorySession } from './memory-session';
import { openScratch } from './scratch-database';

/** The least that Argon2id takes, so that tests are quick. */
export const cheapCost: KdfCost = { memoryKib: 8, passes: 1, lanes: 1 };

export const dummyPassphrase = 'dummy passphrase';

type Changes = Partial<Omit<VaultDeps, 'now' | 'idle'>>;

/** A vault over a database and a session store of its own, at a time that the test moves. */
export const createVaultBench = (cost = cheapCost) => {
  const { database } = openScratch();
  const store = createVaultStore(database);
  const session = createMemorySession();
  /** What the outside of a vault is; read anew at each use. */
  const outside = {
    /** Milliseconds since the epoch. */
    now: 1_000_000,
    limitMs: null as number | null,
    isBusy: false,
    /** Moments the vault asked to be woken at. */
    alarms: [] as (number | undefined)[],
    /** How often it locked itself. */
    idleLocks: 0,
  };
  /** The background died and began again; with another session store, the browser was closed. */
  const restart = (changes: Changes = {}) => {
    const now = () => outside.now;
    const sessionNow = changes.session ?? session;
    return createVault({
      store,
      session: sessionNow,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
      cost,
      now,
      idle: createIdle({
        session: sessionNow,
        now,
        limitMs: async () => outside.limitMs,
        isBusy: async () => outside.isBusy,
        wakeAt: async (at) => void outside.alarms.push(at),
      }),
      onIdle: () => {
        outside.idleLocks += 1;
      },
      ...changes,
    });
  };
  const pass = (ms: number) => {
    outside.now += ms;
  };
  return { database, store, session, outside, pass, restart, vault: restart() };
};

/** A vault that is open under the dummy passphrase. */
export const createOpenVaultBench = async (cost = cheapCost) => {
  const bench = createVaultBench(cost);
  await bench.vault.create(dummyPassphrase);
  return bench;
};
