import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openScratch, peek, poke } from '../testing/scratch-database';
import { openDatabase } from './database';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the database', () => {
  test('is not opened before it is used', async () => {
    const { name } = openScratch();
    expect((await indexedDB.databases()).map((one) => one.name)).not.toContain(name);
  });

  test('opens again after it was closed', async () => {
    const { database } = openScratch();
    await poke(database, 'jobs', 'a', 1);
    await database.close();
    expect(await peek(database, 'jobs', 'a')).toBe(1);
  });

  test('makes way for a newer version of the code, then refuses to open its layout', async () => {
    const { database, name } = openScratch();
    await poke(database, 'jobs', 'a', 1);
    let isBlocked = false;
    const newer = await openDB(name, 99, { blocked: () => (isBlocked = true) });
    expect(isBlocked).toBe(false);
    await expect(peek(database, 'jobs', 'a')).rejects.toMatchObject({ name: 'VersionError' });
    expect(await newer.get('jobs', 'a')).toBe(1);
    newer.close();
  });

  test('goes on in an empty database after a person deleted the site data', async () => {
    const { database, name } = openScratch();
    await poke(database, 'jobs', 'a', 1);
    await deleteDB(name);
    expect(await peek(database, 'jobs', 'a')).toBeUndefined();
    await poke(database, 'jobs', 'a', 2);
    expect(await peek(database, 'jobs', 'a')).toBe(2);
  });

  test('tries again after an opening that failed', async () => {
    const database = openDatabase({ name: 'scratch-broken', now: () => 0, report: () => {} });
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('broken', 'UnknownError');
    });
    await expect(peek(database, 'jobs', 'a')).rejects.toMatchObject({ name: 'UnknownError' });
    expect(await peek(database, 'jobs', 'a')).toBeUndefined();
  });

  test('keeps all of a transaction or nothing', async () => {
    const { database } = openScratch();
    const work = database.write(['jobs'], 'strict', async (transaction) => {
      await transaction.objectStore('jobs').put(1, 'a');
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await peek(database, 'jobs', 'a')).toBeUndefined();
  });
});
