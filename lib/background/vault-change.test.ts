import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createMemorySession } from '../testing/memory-session';
import { createMortal } from '../testing/mortal';
import { poke } from '../testing/scratch-database';
import {
  cheapCost,
  createOpenVaultBench,
  createVaultBench,
  dummyPassphrase as old,
} from '../testing/vault-bench';

const crypted = vi.hoisted(() => ({ step: async () => {} }));
vi.mock('hash-wasm', async (original) => {
  const real = await original<typeof import('hash-wasm')>();
  return {
    ...real,
    argon2id: async (options: Parameters<typeof real.argon2id>[0]) => {
      await crypted.step();
      return real.argon2id(options);
    },
  };
});

const next = 'another dummy passphrase';
const ok = <Value>(value: Value) => ({ ok: true, value });
const failedWith = (kind: string) => ({ ok: false, failure: { kind } });

afterEach(() => {
  crypted.step = async () => {};
  vi.restoreAllMocks();
});

describe('a change of the passphrase', () => {
  test('opens the vault with the new one alone, and keeps what is in it', async () => {
    const { vault, restart, pass } = await createOpenVaultBench();
    await vault.put('a', 'kept');
    expect(await vault.change(old, next)).toEqual(ok('open'));
    expect(await vault.get('a')).toEqual(ok('kept'));
    const later = restart({ session: createMemorySession() });
    expect(await later.unlock(old)).toMatchObject(failedWith('wrong-passphrase'));
    pass(1_000);
    expect(await later.unlock(next)).toEqual(ok('open'));
    expect(await later.get('a')).toEqual(ok('kept'));
  });

  test('asks for the present one, and takes none that is too short', async () => {
    const { vault, pass } = await createOpenVaultBench();
    expect(await vault.change('wrong passphrase', next)).toMatchObject(failedWith('wrong-passphrase'));
    expect(await vault.change(old, next)).toMatchObject(failedWith('passphrase-wait'));
    pass(1_000);
    expect(await vault.change(old, 'seven77')).toMatchObject(failedWith('passphrase-too-short'));
    await vault.lock();
    expect(await vault.unlock(old)).toEqual(ok('open'));
    expect(await createVaultBench().vault.change(old, next)).toMatchObject(failedWith('vault-missing'));
  });

  test('leaves a locked vault locked, and raises the cost', async () => {
    const { vault, store, restart } = await createOpenVaultBench();
    await vault.lock();
    const dear = { ...cheapCost, passes: 2 };
    expect(await restart({ cost: dear }).change(old, next)).toEqual(ok('locked'));
    expect(await store.readHead()).toMatchObject({ value: { cost: dear } });
    expect(await vault.unlock(next)).toEqual(ok('open'));
  });

  test('that cannot be written leaves the old one', async () => {
    const { vault } = await createOpenVaultBench();
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await vault.change(old, next)).toMatchObject(failedWith('storage-failed'));
    await vault.lock();
    expect(await vault.unlock(old)).toEqual(ok('open'));
  });

  test('killed at any await leaves the old passphrase or the new one, never neither and never both', async () => {
    const opened = { old: 0, new: 0 };
    let kills = 0;
    for (let dieAt = 1; ; dieAt += 1) {
      const { vault, store, session, restart, pass } = await createOpenVaultBench();
      await vault.put('a', 'kept');
      const { wrap, mortal, live } = createMortal(dieAt);
      crypted.step = mortal(async () => {});
      for (const name of ['encrypt', 'decrypt', 'importKey', 'digest'] as const) {
        const real = crypto.subtle[name].bind(crypto.subtle) as () => Promise<never>;
        vi.spyOn(crypto.subtle, name).mockImplementation(mortal(real));
      }
      const dying = restart({ store: wrap(store), session: wrap(session) });
      const end = await live(dying.change(old, next));
      vi.restoreAllMocks();
      crypted.step = async () => {};
      if (end === 'died') kills += 1;
      // The background begins again, and later the browser.
      for (const sessionNow of [session, createMemorySession()]) {
        const later = restart({ session: sessionNow });
        const opens = async (passphrase: string) => {
          await later.lock();
          pass(600_000);
          return (await later.unlock(passphrase)).ok && (await later.get('a')).ok;
        };
        const by = [await opens(old), await opens(next)];
        expect([...by].sort(), `killed at ${dieAt}`).toEqual([false, true]);
        opened[by[0] ? 'old' : 'new'] += 1;
      }
      if (end !== 'died') break;
    }
    console.info(`change of passphrase: ${kills} kills, opened by`, opened);
    expect(kills).toBeGreaterThan(20);
    expect(Math.min(...Object.values(opened))).toBeGreaterThan(0);
  });
});

describe('wrong passphrases', () => {
  test('make the next try wait twice as long each time, up to five minutes', async () => {
    const { vault, restart, pass } = await createOpenVaultBench();
    await vault.lock();
    const waits: number[] = [];
    for (let tries = 0; tries < 11; tries += 1) {
      expect(await vault.unlock('wrong passphrase')).toMatchObject(failedWith('wrong-passphrase'));
      // A new background knows it too.
      const wait = await restart().waitMs();
      if (!wait.ok) throw new Error('no wait');
      waits.push(wait.value);
      pass(wait.value - 1);
      expect(await restart().unlock(old)).toMatchObject(failedWith('passphrase-wait'));
      pass(1);
    }
    expect(waits.map((ms) => ms / 1_000)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    expect(await vault.unlock(old)).toEqual(ok('open'));
    expect(await vault.waitMs()).toEqual(ok(0));
  });

  test('are counted although the background is killed before the answer', async () => {
    const { vault, store, session, restart } = await createOpenVaultBench();
    await vault.lock();
    for (let tries = 0; tries < 3; tries += 1) {
      const { mortal, live } = createMortal(1);
      crypted.step = mortal(async () => {});
      await live(restart({ store, session }).unlock('wrong passphrase'));
      crypted.step = async () => {};
      expect(await restart().waitMs()).toEqual(ok(1_000));
      expect(await restart().unlock(old)).toMatchObject(failedWith('passphrase-wait'));
      await session.remove('vault-tries');
    }
  });

  test('are not forgotten by a clock that is set back, nor do they then wait for ever', async () => {
    const { vault, pass } = await createOpenVaultBench();
    await vault.lock();
    await vault.unlock('wrong passphrase');
    pass(-86_400_000);
    expect(await vault.waitMs()).toEqual(ok(1_000));
    expect(await vault.unlock(old)).toMatchObject(failedWith('passphrase-wait'));
    pass(1_000);
    expect(await vault.unlock(old)).toEqual(ok('open'));
  });

  test('do not count where there is nothing to open', async () => {
    const { vault, database } = await createOpenVaultBench();
    await vault.lock();
    await poke(database, 'vault', 'head', 'noise');
    await vault.unlock('wrong passphrase');
    expect(await vault.waitMs()).toEqual(ok(0));
  });
});
