import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { BookEntry } from '../domain/book';
import { openScratch, poke } from '../testing/scratch-database';
import { createBookStore } from './book-store';

const entryOf = (account: string, label: string): BookEntry => ({
  cloud: 'tencent',
  account,
  label,
  notes: '',
  tags: [],
  groups: ['eu'],
  isTrusted: false,
});

test('keeps one record per account of a cloud, the last one', async () => {
  const store = createBookStore(openScratch().database);
  const other: BookEntry = { ...entryOf('100000000001', 'Same number elsewhere'), cloud: 'alibaba' };
  await store.save([entryOf('100000000002', 'B'), entryOf('100000000001', 'A'), other]);
  await store.save([entryOf('100000000001', 'A again')]);
  expect((await store.list()).map(({ label }) => label)).toEqual(['Same number elsewhere', 'A again', 'B']);
  await store.remove([other, entryOf('100000000002', '')]);
  expect((await store.list()).map(({ label }) => label)).toEqual(['A again']);
});

test('keeps the rules apart from the accounts', async () => {
  const store = createBookStore(openScratch().database);
  expect(await store.readRules()).toBeUndefined();
  await store.writeRules({ groups: ['eu'], isWarning: false });
  await store.save([entryOf('100000000001', 'A')]);
  expect(await store.readRules()).toEqual({ groups: ['eu'], isWarning: false });
  expect(await store.list()).toHaveLength(1);
});

test('moves a damaged account aside and keeps all of a save or nothing', async () => {
  const { database, troubles } = openScratch();
  const store = createBookStore(database);
  await poke(database, 'book', ['tencent', '1'], { version: 1, value: { label: 7 } });
  expect(await store.list()).toEqual([]);
  expect(troubles).toMatchObject([{ store: 'book', what: 'quarantined' }]);
  await poke(database, 'book', ['tencent', '100000000002'], { version: 99, value: {} });
  await expect(
    store.save([entryOf('100000000001', 'A'), entryOf('100000000002', 'B')]),
  ).rejects.toMatchObject({ name: 'NewerRecordError' });
  expect(await store.list()).toEqual([]);
});
