import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { storeNames } from '../storage/database';
import { createQuarantineStore } from '../storage/quarantine';
import type { KdfCost, VaultStore } from '../storage/vault-store';
import { createMemorySession } from '../testing/memory-session';
import { peek, poke } from '../testing/scratch-database';
import { cheapCost, createOpenVaultBench, createVaultBench, dummyPassphrase } from '../testing/vault-bench';
import { presentCost } from './vault-crypto';

const hashed = vi.hoisted(() => ({ count: 0 }));
vi.mock('hash-wasm', async (original) => {
  const real = await original<typeof import('hash-wasm')>();
  return {
    ...real,
    argon2id: (options: Parameters<typeof real.argon2id>[0]) => {
      hashed.count += 1;
      return real.argon2id(options);
    },
  };
});

const cheap = cheapCost;
const passphrase = dummyPassphrase;
const setUp = createVaultBench;
const setUpOpen = createOpenVaultBench;

const ok = <Value>(value: Value) => ({ ok: true, value });
const failedWith = (kind: string) => ({ ok: false, failure: { kind } });

/** Every byte array inside a stored value, to be changed in place. */
const bytesIn = (value: unknown): Uint8Array[] => {
  if (value instanceof Uint8Array) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(bytesIn) : [];
};

const record = (id: string): IDBValidKey => ['record', id];

afterEach(() => {
  vi.restoreAllMocks();
  hashed.count = 0;
});

describe('the doors of a vault', () => {
  test('go from none over open and locked to open again', async () => {
    const { vault, restart, pass } = setUp();
    expect(await vault.state()).toEqual(ok('none'));
    expect(await vault.put('a', 1)).toMatchObject(failedWith('vault-missing'));
    expect(await vault.unlock(passphrase)).toMatchObject(failedWith('vault-missing'));
    expect(await vault.create('seven77')).toMatchObject(failedWith('passphrase-too-short'));
    expect(await vault.create(passphrase)).toEqual(ok('open'));
    expect(await vault.create(passphrase)).toMatchObject(failedWith('vault-exists'));
    await vault.put('a', { text: 'kept' });
    // The background died: the session holds the key.
    expect(await restart().get('a')).toEqual(ok({ text: 'kept' }));
    // The browser was closed.
    const later = restart({ session: createMemorySession() });
    expect(await later.state()).toEqual(ok('locked'));
    expect(await later.get('a')).toMatchObject(failedWith('vault-locked'));
    expect(await later.list()).toMatchObject(failedWith('vault-locked'));
    expect(await later.create(passphrase)).toMatchObject(failedWith('vault-exists'));
    expect(await later.unlock('wrong passphrase')).toMatchObject(failedWith('wrong-passphrase'));
    expect(await later.state()).toEqual(ok('locked'));
    pass(1_000);
    expect(await later.unlock(passphrase)).toEqual(ok('open'));
    expect(await later.get('a')).toEqual(ok({ text: 'kept' }));
    expect(await later.lock()).toEqual(ok('locked'));
    expect(await later.get('a')).toMatchObject(failedWith('vault-locked'));
  });

  test('keep, list and remove values', async () => {
    const { vault } = await setUpOpen();
    await vault.put('b', 'two');
    await vault.put('a', 'one');
    expect(await vault.list()).toEqual(ok(['a', 'b']));
    expect(await vault.remove('a')).toEqual(ok(null));
    expect(await vault.list()).toEqual(ok(['b']));
    expect(await vault.get('a')).toEqual(ok(undefined));
  });

  test('take a composed letter and its parts for the same', async () => {
    const { vault } = setUp();
    await vault.create('Dummy caf\u00e9 1');
    await vault.lock();
    expect(await vault.unlock('Dummy cafe\u0301 1')).toEqual(ok('open'));
  });

  test('use a fresh salt, key and IV every time', async () => {
    const { vault, database } = await setUpOpen();
    await vault.put('a', 'same');
    const first = bytesIn(await peek(database, 'vault', record('a'))).map(String);
    await vault.put('a', 'same');
    const second = bytesIn(await peek(database, 'vault', record('a'))).map(String);
    expect(first.some((part) => second.includes(part))).toBe(false);
  });

  test('pay once for two unlocks at once, and tell a wrong one apart', async () => {
    const { vault } = await setUpOpen();
    await vault.lock();
    hashed.count = 0;
    const answers = await Promise.all([
      vault.unlock(passphrase),
      vault.unlock(passphrase),
      vault.unlock('wrong passphrase'),
    ]);
    expect(answers).toMatchObject([ok('open'), ok('open'), failedWith('wrong-passphrase')]);
    expect(hashed.count).toBe(2);
  });

  test('obey the last word when a lock comes between two unlocks', async () => {
    const { vault } = await setUpOpen();
    await Promise.all([vault.unlock(passphrase), vault.lock(), vault.unlock(passphrase)]);
    expect(await vault.state()).toEqual(ok('open'));
    await Promise.all([vault.unlock(passphrase), vault.lock()]);
    expect(await vault.state()).toEqual(ok('locked'));
  });

  test('tell a full disk as a failure and stay as they were', async () => {
    const { vault } = await setUpOpen();
    await vault.put('a', 'old');
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await vault.put('a', 'new')).toMatchObject(failedWith('storage-failed'));
    expect(await vault.get('a')).toEqual(ok('old'));
  });
});

describe('the cost of a key', () => {
  const dear: KdfCost = { memoryKib: 16, passes: 2, lanes: 1 };
  const costOf = async (store: VaultStore) => {
    const head = await store.readHead();
    return head.state === 'value' ? head.value.cost : undefined;
  };

  test('is stored, and raised at an unlock when the code asks for more', async () => {
    const { vault, store, restart, pass } = await setUpOpen();
    await vault.put('a', 'kept');
    expect(await costOf(store)).toEqual(cheap);
    await vault.lock();
    expect(await restart({ cost: dear }).unlock(passphrase)).toEqual(ok('open'));
    expect(await costOf(store)).toEqual(dear);
    const later = restart({ cost: dear, session: createMemorySession() });
    expect(await later.unlock('wrong passphrase')).toMatchObject(failedWith('wrong-passphrase'));
    pass(1_000);
    expect(await later.unlock(passphrase)).toEqual(ok('open'));
    expect(await later.get('a')).toEqual(ok('kept'));
  });

  test('is never lowered', async () => {
    const { store, restart } = await setUpOpen();
    await restart({ cost: dear }).unlock(passphrase);
    await restart({ cost: cheap }).unlock(passphrase);
    expect(await costOf(store)).toEqual(dear);
  });

  test('stays when the raise cannot be written, and the vault opens all the same', async () => {
    const { store, restart } = await setUpOpen();
    const full: VaultStore = { ...store, writeHead: () => Promise.reject(new DOMException('full')) };
    expect(await restart({ cost: dear, store: full }).unlock(passphrase)).toEqual(ok('open'));
    expect(await costOf(store)).toEqual(cheap);
    expect(await restart({ session: createMemorySession() }).unlock(passphrase)).toEqual(ok('open'));
  });
});

describe('a changed record', () => {
  test('is refused whichever bit was flipped, and the others still open', async () => {
    const { vault, database } = await setUpOpen();
    await vault.put('a', { secret: 'dummy-secret' });
    await vault.put('b', 'whole');
    const stored = await peek(database, 'vault', record('a'));
    const parts = bytesIn(stored);
    expect(parts.map((part) => part.length > 0)).toEqual([true, true]);
    for (const part of parts)
      for (let place = 0; place < part.length; place += 1) {
        const byte = part[place] ?? 0;
        part[place] = byte ^ (1 << (place % 8));
        await poke(database, 'vault', record('a'), stored);
        expect(await vault.get('a')).toMatchObject(failedWith('vault-damaged'));
        part[place] = byte;
      }
    expect(await vault.get('b')).toEqual(ok('whole'));
    await poke(database, 'vault', record('a'), stored);
    expect(await vault.get('a')).toEqual(ok({ secret: 'dummy-secret' }));
  });

  test('is refused when it is cut, emptied, of another shape or of another version', async () => {
    const { vault, database } = await setUpOpen();
    await vault.put('a', 'value');
    const stored = await peek(database, 'vault', record('a'));
    const [iv = new Uint8Array(), ciphertext = new Uint8Array()] = bytesIn(stored);
    const bad: unknown[] = [
      { version: 1, value: { iv, ciphertext: ciphertext.slice(0, 10) } },
      { version: 1, value: { iv, ciphertext: new Uint8Array() } },
      { version: 1, value: { iv: new Uint8Array(), ciphertext } },
      { version: 1, value: { iv } },
      { version: 0, value: { iv, ciphertext } },
      { version: 2, value: { iv, ciphertext } },
      { version: 1, value: null },
      'noise',
      null,
    ];
    for (const one of bad) {
      await poke(database, 'vault', record('a'), one);
      expect(await vault.get('a')).toMatchObject(failedWith('vault-damaged'));
      // It may be the only copy, so it stays until a person removes it.
      expect(await peek(database, 'vault', record('a'))).toEqual(one);
    }
    expect(await createQuarantineStore(database).list()).toEqual([]);
  });

  test('is refused when two records changed places', async () => {
    const { vault, database } = await setUpOpen();
    await vault.put('a', 'one');
    await vault.put('b', 'two');
    const [one, two] = [
      await peek(database, 'vault', record('a')),
      await peek(database, 'vault', record('b')),
    ];
    await poke(database, 'vault', record('a'), two);
    await poke(database, 'vault', record('b'), one);
    expect(await vault.get('a')).toMatchObject(failedWith('vault-damaged'));
    expect(await vault.get('b')).toMatchObject(failedWith('vault-damaged'));
  });

  test('is refused when it comes from another vault with the same passphrase', async () => {
    const [mine, other] = [await setUpOpen(), await setUpOpen()];
    await mine.vault.put('a', 'mine');
    await other.vault.put('a', 'other');
    await poke(mine.database, 'vault', record('a'), await peek(other.database, 'vault', record('a')));
    expect(await mine.vault.get('a')).toMatchObject(failedWith('vault-damaged'));
  });
});

describe('a changed head', () => {
  test('is refused whichever bit was flipped', async () => {
    const { vault, database } = await setUpOpen();
    await vault.lock();
    const stored = await peek(database, 'vault', 'head');
    for (const part of bytesIn(stored))
      for (let place = 0; place < part.length; place += 1) {
        const byte = part[place] ?? 0;
        part[place] = byte ^ (1 << (place % 8));
        await poke(database, 'vault', 'head', stored);
        expect(await vault.unlock(passphrase)).toMatchObject(failedWith('vault-damaged'));
        part[place] = byte;
      }
    await poke(database, 'vault', 'head', stored);
    expect(await vault.unlock(passphrase)).toEqual(ok('open'));
  });

  test('with another cost is refused before anything is computed', async () => {
    const { vault, database, store } = await setUpOpen();
    await vault.lock();
    const head = await store.readHead();
    hashed.count = 0;
    for (const cost of [
      { ...cheap, memoryKib: 4_000_000 },
      { ...cheap, passes: 0 },
      { ...cheap, memoryKib: 16 },
    ]) {
      const value = head.state === 'value' ? { ...head.value, cost } : undefined;
      await poke(database, 'vault', 'head', { version: 1, value });
      expect(await vault.unlock(passphrase)).toMatchObject(failedWith('vault-damaged'));
    }
    expect(hashed.count).toBe(0);
  });

  test('makes way for a new vault, and everything found is kept in quarantine', async () => {
    const { vault, database } = await setUpOpen();
    await vault.put('a', 'old');
    await vault.lock();
    await poke(database, 'vault', 'head', 'noise');
    expect(await vault.state()).toEqual(ok('locked'));
    expect(await vault.unlock(passphrase)).toMatchObject(failedWith('vault-damaged'));
    expect(await vault.create('another passphrase')).toEqual(ok('open'));
    expect(await vault.list()).toEqual(ok([]));
    expect((await createQuarantineStore(database).list()).map(({ key }) => key)).toEqual([
      'head',
      record('a'),
    ]);
  });

  test('of a newer version is neither opened nor replaced', async () => {
    const { vault, database } = await setUpOpen();
    await vault.lock();
    const newer = { version: 2, value: 'unknown' };
    await poke(database, 'vault', 'head', newer);
    expect(await vault.unlock(passphrase)).toMatchObject(failedWith('vault-damaged'));
    expect(await vault.create(passphrase)).toMatchObject(failedWith('vault-exists'));
    expect(await peek(database, 'vault', 'head')).toEqual(newer);
  });
});

describe('a vault in memory', () => {
  test('keeps values in the session and nothing in the database', async () => {
    const { vault, database, restart } = setUp();
    expect(await vault.useMemory()).toEqual(ok('memory'));
    await vault.put('b', { secret: 'dummy-secret' });
    await vault.put('a', 1);
    await vault.remove('a');
    expect(await vault.useMemory()).toEqual(ok('memory'));
    expect(await restart().get('b')).toEqual(ok({ secret: 'dummy-secret' }));
    expect(await restart().list()).toEqual(ok(['b']));
    for (const name of storeNames) {
      const all = await database.read([name], (transaction) => transaction.objectStore(name).getAll());
      expect(all).toEqual([]);
    }
    // The browser was closed.
    expect(await restart({ session: createMemorySession() }).state()).toEqual(ok('none'));
  });

  test('forgets its values when it is locked', async () => {
    const { vault } = setUp();
    await vault.useMemory();
    await vault.put('a', 1);
    expect(await vault.lock()).toEqual(ok('none'));
    await vault.useMemory();
    expect(await vault.list()).toEqual(ok([]));
  });

  test('moves into a vault that is made later', async () => {
    const { vault } = setUp();
    await vault.useMemory();
    await vault.put('a', 'kept');
    expect(await vault.create(passphrase)).toEqual(ok('open'));
    await vault.lock();
    await vault.unlock(passphrase);
    expect(await vault.get('a')).toEqual(ok('kept'));
  });

  test('leaves a vault on disk alone', async () => {
    const { vault } = await setUpOpen();
    await vault.put('a', 'on disk');
    await vault.useMemory();
    expect(await vault.get('a')).toEqual(ok(undefined));
    await vault.put('a', 'in memory');
    expect(await vault.lock()).toEqual(ok('locked'));
    await vault.unlock(passphrase);
    expect(await vault.get('a')).toEqual(ok('on disk'));
  });
});

describe('what is on disk', () => {
  const secret = 'dummy-SECRET-0123456789';

  /** The ways in which a text may be written into bytes. */
  const formsOf = (text: string): Buffer[] => {
    const base64 = [0, 1, 2].map((shift) =>
      // Without the characters that depend on what stands around the text.
      Buffer.from(' '.repeat(shift) + text)
        .toString('base64')
        .replaceAll('=', '')
        .slice(shift === 0 ? 0 : shift + 1, -1),
    );
    const hex = Buffer.from(text).toString('hex');
    return [
      Buffer.from(text),
      Buffer.from(text, 'utf16le'),
      ...[hex, hex.toUpperCase(), ...base64].map((form) => Buffer.from(form)),
    ];
  };

  /** Everything in the database: texts as they are, bytes as they are. */
  const bytesOf = (value: unknown): Buffer => {
    if (value instanceof Uint8Array) return Buffer.from(value);
    if (typeof value !== 'object' || value === null) return Buffer.from(String(value));
    return Buffer.concat(Object.entries(value).flatMap(([key, one]) => [Buffer.from(key), bytesOf(one)]));
  };

  test('holds neither a value nor the passphrase nor the key, in any form', async () => {
    const { vault, database, session } = await setUpOpen();
    await vault.put('a', { secret });
    const dump = await Promise.all(
      storeNames.map((name) =>
        database.read([name], (transaction) => transaction.objectStore(name).getAll()),
      ),
    );
    const all = bytesOf(dump);
    expect(all.length).toBeGreaterThan(100);
    for (const text of [secret, passphrase])
      for (const form of formsOf(text)) expect(all.includes(form)).toBe(false);
    const held = (await session.read('vault')) as { key: number[] };
    const key = Buffer.from(held.key);
    expect(key.length).toBe(32);
    for (const form of [key, key.toString('hex'), key.toString('base64').slice(0, 40)])
      expect(all.includes(form)).toBe(false);
    // The search itself finds what is there.
    for (const form of formsOf(secret).slice(0, 3)) expect(bytesOf([{ x: form }]).includes(form)).toBe(true);
  });
});

describe('a vault as it is shipped', () => {
  test('makes its key with Argon2id over 64 MiB, three passes and four lanes', async () => {
    const { store, vault } = createVaultBench(presentCost);
    expect(await vault.create(passphrase)).toEqual(ok('open'));
    expect(await store.readHead()).toMatchObject({
      value: { cost: { memoryKib: 65_536, passes: 3, lanes: 4 } },
    });
    await vault.lock();
    expect(await vault.unlock(passphrase)).toEqual(ok('open'));
  });
});
