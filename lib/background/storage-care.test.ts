import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { createJobStore } from '../storage/job-store';
import { createQuarantineStore } from '../storage/quarantine';
import { unwrap } from '../testing/background-bench';
import { openScratch, poke } from '../testing/scratch-database';
import { createStorageCare, createTroubles } from './storage-care';

const open = () => {
  const { database, troubles: told } = openScratch();
  const troubles = createTroubles();
  const care = createStorageCare({
    quarantine: createQuarantineStore(database),
    troubles: {
      newer: () => {
        for (const trouble of told) troubles.note(trouble);
        return troubles.newer();
      },
    },
    now: () => 0,
  });
  return { database, care, store: createJobStore(database) };
};

test('counts what was set aside and what a newer version wrote, each record once', async () => {
  const { database, care, store } = open();
  expect(unwrap(await care.read())).toEqual({ damaged: [], last: 0, newer: [] });
  for (const id of ['a', 'b']) await poke(database, 'jobs', id, 'noise');
  await poke(database, 'jobs', 'c', { version: 9, value: {} });
  await store.listJobs();
  await store.listJobs();
  const state = unwrap(await care.read());
  expect(state).toMatchObject({
    damaged: [{ place: 'jobs', count: 2 }],
    newer: [{ place: 'jobs', count: 1 }],
  });
  unwrap(await care.dismiss(state.last));
  expect(unwrap(await care.read()).damaged).toEqual([]);
});

test('exports what a person can read, whatever stood there, and nothing of the vault', async () => {
  const { database, care } = open();
  const endless: { deeper?: unknown } = {};
  endless.deeper = endless;
  const found = [
    { store: 'jobs', stored: { big: 9007199254740993n, bytes: new Uint8Array(3), at: new Date(0) } },
    { store: 'plans', stored: endless },
    { store: 'journal', stored: new Map([['accounts', ['100000000001']]]) },
    { store: 'vault', stored: { secret: 'canary-of-the-vault' } },
  ];
  for (const [at, record] of found.entries())
    await poke(database, 'quarantine', at + 1, { ...record, key: ['x', at], reason: 'noise', at: 0 });
  const { text } = unwrap(await care.export());
  const { records } = JSON.parse(text);
  expect(records).toHaveLength(4);
  expect(text).toContain('9007199254740993');
  expect(text).toContain('100000000001');
  expect(text).toContain('1970-01-01T00:00:00.000Z');
  expect(text).not.toContain('canary');
});
