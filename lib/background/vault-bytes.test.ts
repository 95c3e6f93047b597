import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import type { Database } from '../storage/database';
import { peek, poke } from '../testing/scratch-database';
import { cheapCost, createOpenVaultBench, createVaultBench, dummyPassphrase } from '../testing/vault-bench';
import { createProfiles } from './profiles';
import { presentCost } from './vault-crypto';

type Bench = Awaited<ReturnType<typeof createOpenVaultBench>>;

/** The stored value behind `bytes` with one bit of one byte turned; undefined when it is no value any more. */
const flipped = (bytes: Buffer, place: number, bit: number): unknown => {
  const copy = Buffer.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ (1 << bit);
  try {
    return deserialize(copy);
  } catch {
    return undefined;
  }
};

/** Flips every byte of a record as the engine of IndexedDB writes it, and asks each time whether it is refused. */
const flipAll = async (database: Database, key: IDBValidKey, isRefused: () => Promise<boolean>) => {
  const stored = await peek(database, 'vault', key);
  const bytes = serialize(stored);
  const counts = { bytes: bytes.length, unreadable: 0, refused: 0, same: 0, taken: [] as number[] };
  for (let place = 0; place < bytes.length; place += 1) {
    const value = flipped(bytes, place, place % 8);
    if (value === undefined) counts.unreadable += 1;
    // The number of the format, which older ones share: nothing of the record is another.
    else if (serialize(value).equals(bytes)) counts.same += 1;
    else {
      await poke(database, 'vault', key, value);
      if (await isRefused()) counts.refused += 1;
      else counts.taken.push(place);
    }
  }
  await poke(database, 'vault', key, stored);
  return counts;
};

const profilesOf = (vault: Bench['vault']) =>
  createProfiles({
    vault,
    now: () => 1_700_000_000_000,
    newId: () => crypto.randomUUID(),
    askWho: async () => ({ ok: true, value: { account: '100000000001', name: 'dummy' } }),
  });

const saveThree = async (vault: Bench['vault']) => {
  const profiles = profilesOf(vault);
  for (const name of ['one', 'two', 'three'])
    await profiles.save({ site: 'tencent', label: name, keyId: `AKIDDUMMY${name}`, secret: `dummy-${name}` });
  const ids = await vault.list();
  return { profiles, ids: ids.ok ? ids.value : [] };
};

describe('every byte of every record, flipped once', () => {
  test('is refused, named as damaged, and leaves the other keys working', async () => {
    const { vault, database } = await createOpenVaultBench();
    const { profiles, ids } = await saveThree(vault);
    expect(ids).toHaveLength(3);
    const all = [];
    for (const id of ids) {
      const counts = await flipAll(database, ['record', id], async () => {
        const [listed, damaged, used] = [
          await profiles.list(),
          await profiles.damaged(),
          await profiles.credentialsOf(id),
        ];
        if (!listed.ok || !damaged.ok) return false;
        const isNamed = damaged.value.length === 1 && damaged.value[0] === id;
        const othersWork = listed.value.length === 2 && listed.value.every((one) => one.id !== id);
        return isNamed && othersWork && !used.ok && used.failure.kind === 'vault-damaged';
      });
      all.push(counts);
    }
    expect((await profiles.list()).ok).toBe(true);
    console.info('flipped bytes of the records:', JSON.stringify(all));
    for (const { bytes, refused, same, taken } of all) {
      expect(taken).toEqual([]);
      expect(same).toBeLessThanOrEqual(1);
      // Most of what is stored is the secret itself, not its wrapping.
      expect(refused).toBeGreaterThan(bytes / 2);
    }
  });

  test('of the head keeps the vault shut, whatever the passphrase', async () => {
    const { vault, database, pass } = await createOpenVaultBench();
    await vault.put('a', 'kept');
    await vault.lock();
    const counts = await flipAll(database, 'head', async () => {
      pass(600_000);
      const opened = await vault.unlock(dummyPassphrase);
      return !opened.ok && opened.failure.kind === 'vault-damaged';
    });
    console.info('flipped bytes of the head:', JSON.stringify(counts));
    expect(counts.taken).toEqual([]);
    expect(counts.refused).toBeGreaterThan(counts.bytes / 2);
    pass(600_000);
    expect(await vault.unlock(dummyPassphrase)).toEqual({ ok: true, value: 'open' });
    expect(await vault.get('a')).toEqual({ ok: true, value: 'kept' });
  });
});

describe('keys beside a record that cannot be read', () => {
  test('can be saved and removed, and so can the record', async () => {
    const { vault, database } = await createOpenVaultBench();
    const { profiles, ids } = await saveThree(vault);
    const [first = ''] = ids;
    await poke(database, 'vault', ['record', first], 'noise');
    const saved = await profiles.save({
      site: 'alibaba',
      label: 'four',
      keyId: 'AKIDDUMMYfour',
      secret: 'x',
    });
    expect(saved.ok).toBe(true);
    expect(await profiles.damaged()).toEqual({ ok: true, value: [first] });
    await profiles.remove(first);
    expect(await profiles.damaged()).toEqual({ ok: true, value: [] });
    const listed = await profiles.list();
    expect(listed.ok && listed.value).toHaveLength(3);
  });
});

interface OldVault {
  passphrase: string;
  head: {
    cost: typeof cheapCost;
    salt: string;
    sealedKey: { iv: string; ciphertext: string };
    sum: string;
  };
  records: Record<string, { iv: string; ciphertext: string }>;
}

// Written by scripts/old-vaults.mjs alone.
const { vaults } = JSON.parse(readFileSync(new URL('fixtures/old-vaults.json', import.meta.url), 'utf8')) as {
  vaults: OldVault[];
};

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
const sealedOf = ({ iv, ciphertext }: { iv: string; ciphertext: string }) => ({
  iv: bytesOf(iv),
  ciphertext: bytesOf(ciphertext),
});

const layDown = async (database: Database, { head, records }: OldVault) => {
  const { cost, salt, sealedKey, sum } = head;
  const value = { cost, salt: bytesOf(salt), sealedKey: sealedOf(sealedKey), sum: bytesOf(sum) };
  await poke(database, 'vault', 'head', { version: 1, value });
  for (const [id, sealed] of Object.entries(records))
    await poke(database, 'vault', ['record', id], { version: 1, value: sealedOf(sealed) });
};

describe('vaults of old', () => {
  test.each(vaults.map((old) => [`${Object.values(old.head.cost).join(' ')}`, old] as const))(
    'made with the cost %s open with their passphrase, and with no other',
    async (_name, old) => {
      const { database, vault, pass } = createVaultBench();
      await layDown(database, old);
      expect(await vault.unlock('dummy passphrase')).toMatchObject({ failure: { kind: 'wrong-passphrase' } });
      pass(1_000);
      expect(await vault.unlock(old.passphrase)).toEqual({ ok: true, value: 'open' });
      const [id = ''] = Object.keys(old.records);
      const keys = await profilesOf(vault).credentialsOf(id);
      expect(keys.ok && keys.value.credentials.secret).toMatch(/^dummy-secret-\d{7}$/);
    },
  );

  test('are four, of four costs, the last of which is the present one', () => {
    expect(new Set(vaults.map(({ head }) => JSON.stringify(head.cost))).size).toBe(4);
    expect(vaults.at(-1)?.head.cost).toEqual(presentCost);
  });

  test('are raised to the present cost when they are opened', async () => {
    const { database, store, vault } = createVaultBench(presentCost);
    const [old] = vaults;
    if (!old) throw new Error('no old vault');
    await layDown(database, old);
    expect(old.head.cost).toEqual(cheapCost);
    expect(await vault.unlock(old.passphrase)).toEqual({ ok: true, value: 'open' });
    expect(await store.readHead()).toMatchObject({ value: { cost: presentCost } });
  });
});
