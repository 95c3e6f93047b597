import { failed, type Result, success } from '../domain/result';
import type { Bytes, KdfCost, VaultStore } from '../storage/vault-store';
import type { SessionDoor } from './doors';
import { openBytes, type RandomBytes, sealBytes } from './vault-crypto';
import { createHeld, type Held } from './vault-held';
import type { Idle } from './vault-idle';

export interface VaultDeps {
  store: VaultStore;
  session: SessionDoor;
  randomBytes: RandomBytes;
  /** Milliseconds since the epoch. */
  now: () => number;
  idle: Idle;
  /** Told when a vault was locked because nobody used it. */
  onIdle?: () => void;
  /** What a key made from a passphrase costs; a stored lower cost is raised at the next unlock. */
  cost?: KdfCost;
}

/** @returns a JSON value as the bytes that are sealed */
export const encode = (value: unknown): Bytes => new TextEncoder().encode(JSON.stringify(value));

/** The values of a vault that is open or in memory. What rejects here is a broken store. */
export const createValues = ({ store, session, randomBytes }: VaultDeps) => {
  const held = createHeld(session);

  const withHeld = async <Value>(work: (present: Held) => Promise<Result<Value>>): Promise<Result<Value>> => {
    const present = await held.read();
    if (present !== undefined) return work(present);
    const isMissing = (await store.readHead()).state === 'missing';
    return failed({ kind: isMissing ? 'vault-missing' : 'vault-locked' });
  };

  const put = (id: string, value: unknown) =>
    withHeld(async (present) => {
      if (present.mode === 'memory')
        await held.write({ mode: 'memory', records: { ...present.records, [id]: value } });
      else await store.put(id, await sealBytes(present.key, id, encode(value), randomBytes));
      return success(null);
    });

  const get = (id: string) =>
    withHeld<unknown>(async (present) => {
      if (present.mode === 'memory') return success(present.records[id]);
      const found = await store.read(id);
      if (found.state === 'missing') return success(undefined);
      if (found.state !== 'value') return failed({ kind: 'vault-damaged', code: found.state });
      const plain = await openBytes(present.key, id, found.value);
      if (plain === undefined) return failed({ kind: 'vault-damaged' });
      // Authenticated: only `put` can have written it.
      const value: unknown = JSON.parse(new TextDecoder().decode(plain));
      return success(value);
    });

  const remove = (id: string) =>
    withHeld(async (present) => {
      if (present.mode === 'open') await store.remove(id);
      else {
        const { [id]: _removed, ...records } = present.records;
        await held.write({ mode: 'memory', records });
      }
      return success(null);
    });

  const list = () =>
    withHeld(async (present) =>
      success(present.mode === 'open' ? await store.ids() : Object.keys(present.records).sort()),
    );

  return { put, get, remove, list };
};
