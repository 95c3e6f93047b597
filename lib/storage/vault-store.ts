import { z } from 'zod';
import type { Database } from './database';
import type { Quarantined } from './quarantine';
import { open, seal } from './record';
import type { RecordKind } from './records';

/** Bytes that own their memory, as WebCrypto asks for them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Encrypted and authenticated bytes: AES-256-GCM with a 96-bit `iv`; the tag is the last 16 bytes. */
export interface Sealed {
  iv: Bytes;
  ciphertext: Bytes;
}

/** How a key is made from a passphrase: Argon2id (RFC 9106). */
export interface KdfCost {
  memoryKib: number;
  passes: number;
  lanes: number;
}

/** What is needed to open a vault with its passphrase; nothing in it is secret. */
export interface VaultHead {
  cost: KdfCost;
  salt: Bytes;
  /** The vault's own key, sealed with the key made from the passphrase; it opens with the right one only. */
  sealedKey: Sealed;
  /** SHA-256 of the above: tells a damaged head from a wrong passphrase. No protection against intent. */
  sum: Bytes;
}

/** newer: written by a later version of this code. damaged: no version wrote it. */
type Found<Value> =
  | { state: 'value'; value: Value }
  | { state: 'missing' }
  | { state: 'newer' }
  | { state: 'damaged' };

/** Where the vault keeps what is on disk: encrypted records and the head. Every write is on disk when it resolves. */
export interface VaultStore {
  readHead(): Promise<Found<VaultHead>>;
  writeHead(head: VaultHead): Promise<void>;
  read(id: string): Promise<Found<Sealed>>;
  put(id: string, sealed: Sealed): Promise<void>;
  remove(id: string): Promise<void>;
  ids(): Promise<string[]>;
  /** In one transaction: moves whatever stands there to quarantine, then writes a new head and its records. */
  begin(head: VaultHead, records: ReadonlyMap<string, Sealed>): Promise<void>;
}

const bytesSchema = z.custom<Bytes>((value) => value instanceof Uint8Array);
const sealedSchema = z.lazy(() =>
  z.strictObject({
    iv: bytesSchema.refine((iv) => iv.length === 12),
    ciphertext: bytesSchema,
  }),
) satisfies z.ZodType<Sealed>;

// Upper bounds keep a changed head from taking all memory or hours of time.
const costSchema = z.lazy(() =>
  z.strictObject({
    memoryKib: z.number().int().min(8).max(1_048_576),
    passes: z.number().int().min(1).max(64),
    lanes: z.number().int().min(1).max(16),
  }),
) satisfies z.ZodType<KdfCost>;

const headRecords: RecordKind<VaultHead> = {
  schema: z.strictObject({
    cost: costSchema,
    salt: bytesSchema.refine((salt) => salt.length >= 16),
    sealedKey: sealedSchema,
    sum: bytesSchema,
  }),
  migrations: [],
};

const sealedRecords: RecordKind<Sealed> = { schema: sealedSchema, migrations: [] };

const headKey = 'head';
const recordKey = (id: string): IDBValidKey => ['record', id];

const find = <Value>(kind: RecordKind<Value>, stored: unknown): Found<Value> => {
  if (stored === undefined) return { state: 'missing' };
  const opened = open(kind, stored);
  return opened.state === 'unreadable' ? { state: 'damaged' } : opened;
};

/**
 * The vault's records in the database. Damaged ones stay where they are until a new vault is begun: a person
 * decides, since they may hold the only copy of a key.
 */
export const createVaultStore = (database: Database): VaultStore => {
  const get = (key: IDBValidKey): Promise<unknown> =>
    database.read(['vault'], (transaction) => transaction.objectStore('vault').get(key));
  const put = (key: IDBValidKey, stored: unknown): Promise<void> =>
    database.write(['vault'], 'strict', async (transaction) => {
      await transaction.objectStore('vault').put(stored, key);
    });

  const begin = async (head: VaultHead, records: ReadonlyMap<string, Sealed>): Promise<void> => {
    await database.write(['vault', 'quarantine'], 'strict', async (transaction) => {
      const vault = transaction.objectStore('vault');
      const [keys, values] = await Promise.all([vault.getAllKeys(), vault.getAll()]);
      const reason = 'left over when a new vault was begun';
      for (const [index, key] of keys.entries()) {
        const left: Quarantined = { store: 'vault', key, reason, at: database.now(), stored: values[index] };
        await transaction.objectStore('quarantine').add(left);
      }
      await vault.clear();
      await vault.put(seal(headRecords, head), headKey);
      for (const [id, sealed] of records) await vault.put(seal(sealedRecords, sealed), recordKey(id));
    });
  };

  return {
    readHead: async () => find(headRecords, await get(headKey)),
    writeHead: (head) => put(headKey, seal(headRecords, head)),
    read: async (id) => find(sealedRecords, await get(recordKey(id))),
    put: (id, sealed) => put(recordKey(id), seal(sealedRecords, sealed)),
    remove: (id) =>
      database.write(['vault'], 'strict', (transaction) =>
        transaction.objectStore('vault').delete(recordKey(id)),
      ),
    ids: async () => {
      const keys = await database.read(['vault'], (transaction) =>
        transaction.objectStore('vault').getAllKeys(IDBKeyRange.bound(['record'], ['record', []])),
      );
      return keys.map((key) => (Array.isArray(key) ? String(key[1]) : ''));
    },
    begin,
  };
};
