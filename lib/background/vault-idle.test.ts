import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { createMemorySession } from '../testing/memory-session';
import { createOpenVaultBench, createVaultBench, dummyPassphrase } from '../testing/vault-bench';

const minute = 60_000;
const ok = <Value>(value: Value) => ({ ok: true, value });
const locked = { ok: false, failure: { kind: 'vault-locked' } };

const setUp = async (limitMs: number | null = 5 * minute) => {
  const bench = createVaultBench();
  bench.outside.limitMs = limitMs;
  await bench.vault.create(dummyPassphrase);
  await bench.vault.put('a', 'secret');
  return bench;
};

describe('an open vault that nobody uses', () => {
  test('hands out nothing from the moment its time is over', async () => {
    const { vault, pass, outside } = await setUp();
    pass(5 * minute - 1);
    expect(await vault.get('a')).toEqual(ok('secret'));
    pass(1);
    expect(await vault.get('a')).toEqual(locked);
    expect(await vault.state()).toEqual(ok('locked'));
    expect(outside.idleLocks).toBe(1);
    expect(await vault.unlock(dummyPassphrase)).toEqual(ok('open'));
    expect(await vault.get('a')).toEqual(ok('secret'));
  });

  test.each([
    ['get', (vault) => vault.get('a')],
    ['put', (vault) => vault.put('b', 1)],
    ['remove', (vault) => vault.remove('a')],
    ['list', (vault) => vault.list()],
  ] as [string, (vault: Awaited<ReturnType<typeof setUp>>['vault']) => Promise<unknown>][])(
    'is locked to %s, also in a background that has just begun',
    async (_name, use) => {
      const { pass, restart } = await setUp();
      pass(5 * minute);
      expect(await use(restart())).toEqual(locked);
    },
  );

  test('is not kept open by being read, or by a use that comes too late', async () => {
    const { vault, pass } = await setUp();
    for (let times = 0; times < 4; times += 1) {
      pass(minute);
      await vault.get('a');
      await vault.state();
    }
    pass(minute);
    expect(await vault.touch()).toEqual(ok(null));
    expect(await vault.state()).toEqual(ok('locked'));
  });

  test('stays open while a person uses the extension, and asks to be woken at its end', async () => {
    const { vault, pass, outside } = await setUp();
    for (let times = 0; times < 10; times += 1) {
      pass(4 * minute);
      await vault.touch();
    }
    expect(await vault.get('a')).toEqual(ok('secret'));
    expect(outside.alarms.at(-1)).toBe(outside.now + 5 * minute);
  });

  test('waits for a running job, and locks when it has ended', async () => {
    const { vault, pass, outside } = await setUp();
    outside.isBusy = true;
    pass(60 * minute);
    expect(await vault.get('a')).toEqual(ok('secret'));
    outside.isBusy = false;
    expect(await vault.get('a')).toEqual(locked);
  });

  test('stays open as long as the browser where that is set', async () => {
    const { vault, pass, outside } = await setUp(null);
    pass(1_000_000 * minute);
    expect(await vault.get('a')).toEqual(ok('secret'));
    expect(outside.alarms.at(-1)).toBeUndefined();
  });

  test('takes a shorter time from the next use on', async () => {
    const { vault, pass, outside } = await setUp(240 * minute);
    outside.limitMs = 5 * minute;
    await vault.touch();
    pass(5 * minute);
    expect(await vault.get('a')).toEqual(locked);
  });

  test.each(['gone', 'noise', { usedAt: 1 }, { usedAt: 'x', limitMs: null }])(
    'locks when the moment of its last use is %j',
    async (kept) => {
      const { vault, session } = await setUp();
      await (kept === 'gone' ? session.remove('vault-idle') : session.write('vault-idle', kept));
      expect(await vault.get('a')).toEqual(locked);
    },
  );

  test('locks when the clock was set back by more than its time', async () => {
    const { vault, pass } = await setUp();
    pass(-5 * minute);
    expect(await vault.get('a')).toEqual(locked);
  });

  test('is open and locked by the same rule after a kill between the two writes of an unlock', async () => {
    const { vault, session, restart } = await createOpenVaultBench();
    await vault.lock();
    const half = { ...createMemorySession(), read: session.read };
    let writes = 0;
    half.write = async (key, value) => {
      writes += 1;
      // The first write is counted, the second is the moment, the third the key.
      if (writes <= 2) await session.write(key, value);
      else throw new DOMException('killed', 'AbortError');
    };
    await restart({ session: half }).unlock(dummyPassphrase);
    expect(writes).toBe(3);
    expect(await restart().state()).toEqual(ok('locked'));
  });
});

test('keys kept in memory alone are not lost by an idle hour', async () => {
  const bench = createVaultBench();
  bench.outside.limitMs = 5 * minute;
  await bench.vault.useMemory();
  await bench.vault.put('a', 'secret');
  bench.pass(60 * minute);
  expect(await bench.vault.get('a')).toEqual(ok('secret'));
  expect(await bench.vault.state()).toEqual(ok('memory'));
});
