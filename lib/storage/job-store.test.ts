import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Job, JournalEntry } from '../domain/job';
import { openScratch, peek, poke } from '../testing/scratch-database';
import { createJobStore } from './job-store';
import { listQuarantined } from './quarantine';

const sampleJob = (id: string, startedAt: number): Job => ({
  id,
  planId: `plan-of-${id}`,
  profileId: 'profile-1',
  caller: '100000000001',
  product: 'tencent-cvm',
  mode: 'share',
  state: 'running',
  startedAt,
});

const line = (at: number): JournalEntry => ({
  kind: 'sending',
  imageId: 'img-dummy001',
  action: 'share',
  accounts: ['100000000002'],
  at,
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a job store', () => {
  test('gives back jobs, newest first', async () => {
    const { database } = openScratch();
    const store = createJobStore(database);
    await store.saveJob(sampleJob('job-a', 1));
    await store.saveJob(sampleJob('job-b', 3));
    await store.saveJob(sampleJob('job-c', 2));
    expect((await store.listJobs()).map((job) => job.id)).toEqual(['job-b', 'job-c', 'job-a']);
    expect(await store.readJob('job-a')).toEqual(sampleJob('job-a', 1));
    expect(await store.readJob('job-x')).toBeUndefined();
  });

  test('keeps optional fields that are set to undefined', async () => {
    const { database } = openScratch();
    const store = createJobStore(database);
    await store.saveJob({ ...sampleJob('job-a', 1), cause: undefined, endedAt: undefined });
    expect(await store.readJob('job-a')).toMatchObject({ id: 'job-a', state: 'running' });
  });

  test('gives back lines in order of writing, each job its own', async () => {
    const { database } = openScratch();
    const store = createJobStore(database);
    // More than ten, so that an order by text would show.
    const lines = Array.from({ length: 25 }, (_, at) => line(at));
    await Promise.all(lines.map((entry) => store.append('job-a', entry)));
    await store.append('job-ab', line(99));
    await store.append('job', line(98));
    expect(await store.readEntries('job-a')).toEqual(lines);
    expect(await store.readEntries('job-ab')).toEqual([line(99)]);
    expect(await store.readEntries('nothing')).toEqual([]);
  });

  test('goes on behind the last line after a restart', async () => {
    const { database } = openScratch();
    await createJobStore(database).append('job-a', line(1));
    const restarted = createJobStore(database);
    await restarted.append('job-a', line(2));
    expect(await restarted.readEntries('job-a')).toEqual([line(1), line(2)]);
  });

  test('writes over no line of a second background', async () => {
    const { database } = openScratch();
    const [one, other] = [createJobStore(database), createJobStore(database)];
    await one.append('job-a', line(1));
    await other.append('job-a', line(2));
    await one.append('job-a', line(3));
    expect(await one.readEntries('job-a')).toEqual([line(1), line(2), line(3)]);
  });

  test('looks for the last line once, however long the job is', async () => {
    const { database } = openScratch();
    const store = createJobStore(database);
    const looks = vi.spyOn(IDBObjectStore.prototype, 'openKeyCursor');
    const reads = [
      vi.spyOn(IDBObjectStore.prototype, 'getAll'),
      vi.spyOn(IDBObjectStore.prototype, 'getAllKeys'),
    ];
    for (let at = 0; at < 50; at += 1) await store.append('job-a', line(at));
    expect(looks).toHaveBeenCalledTimes(1);
    for (const read of reads) expect(read).not.toHaveBeenCalled();
  });

  test('asks for strict durability', async () => {
    const { database } = openScratch();
    const store = createJobStore(database);
    const begin = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await store.append('job-a', line(1));
    await store.saveJob(sampleJob('job-a', 1));
    const writes = begin.mock.calls.filter(([, mode]) => mode === 'readwrite');
    expect(writes.map(([, , options]) => options)).toEqual([
      { durability: 'strict' },
      { durability: 'strict' },
    ]);
  });

  test('rejects a line that the disk has no room for, and takes the next one', async () => {
    const { database } = openScratch();
    const store = createJobStore(database);
    await store.append('job-a', line(1));
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(store.append('job-a', line(2))).rejects.toMatchObject({ name: 'QuotaExceededError' });
    await store.append('job-a', line(3));
    expect(await store.readEntries('job-a')).toEqual([line(1), line(3)]);
  });

  test('rejects a line whose transaction is aborted after the put', async () => {
    const { database } = openScratch();
    const store = createJobStore(database);
    await store.append('job-a', line(1));
    const add = IDBObjectStore.prototype.add;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(function (
      this: IDBObjectStore,
      ...values
    ) {
      const request = add.apply(this, values);
      request.addEventListener('success', () => this.transaction.abort());
      return request;
    });
    await expect(store.append('job-a', line(2))).rejects.toMatchObject({ name: 'AbortError' });
    expect(await store.readEntries('job-a')).toEqual([line(1)]);
  });
});

describe('a job store with damaged records', () => {
  test('moves an unreadable line aside, tells it and reads the others', async () => {
    const { database, troubles } = openScratch();
    const store = createJobStore(database);
    for (const at of [1, 2, 3]) await store.append('job-a', line(at));
    await poke(database, 'journal', ['job-a', 1], { version: 1, value: { kind: 'sending', at: 'noon' } });
    expect(await store.readEntries('job-a')).toEqual([line(1), line(3)]);
    expect(troubles).toMatchObject([{ store: 'journal', key: ['job-a', 1], what: 'quarantined' }]);
    expect(await listQuarantined(database)).toMatchObject([
      { store: 'journal', key: ['job-a', 1], stored: { value: { kind: 'sending', at: 'noon' } } },
    ]);
    expect(await peek(database, 'journal', ['job-a', 1])).toBeUndefined();
  });

  test('keeps an unreadable job in quarantine when the same id is written again', async () => {
    const { database } = openScratch();
    const store = createJobStore(database);
    await poke(database, 'jobs', 'job-a', 'noise');
    await store.saveJob(sampleJob('job-a', 1));
    expect(await store.readJob('job-a')).toEqual(sampleJob('job-a', 1));
    expect(await listQuarantined(database)).toMatchObject([{ store: 'jobs', stored: 'noise' }]);
  });

  test('neither opens nor writes over a record of a newer version', async () => {
    const { database, troubles } = openScratch();
    const store = createJobStore(database);
    const newer = { version: 99, value: { id: 'job-a', shape: 'unknown' } };
    await poke(database, 'jobs', 'job-a', newer);
    await store.saveJob(sampleJob('job-b', 1));
    await expect(store.readJob('job-a')).rejects.toMatchObject({ name: 'NewerRecordError' });
    await expect(store.saveJob(sampleJob('job-a', 1))).rejects.toMatchObject({ name: 'NewerRecordError' });
    expect((await store.listJobs()).map((job) => job.id)).toEqual(['job-b']);
    expect(troubles).toMatchObject([{ store: 'jobs', key: 'job-a', what: 'newer' }]);
    expect(await peek(database, 'jobs', 'job-a')).toEqual(newer);
  });

  test('does not read a journal that has a line of a newer version', async () => {
    const { database } = openScratch();
    const store = createJobStore(database);
    await store.append('job-a', line(1));
    await poke(database, 'journal', ['job-a', 1], { version: 2, value: {} });
    await expect(store.readEntries('job-a')).rejects.toMatchObject({ name: 'NewerRecordError' });
  });
});
