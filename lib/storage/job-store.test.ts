import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Job, JournalEntry, Plan } from '../domain/job';
import { oldJobs } from '../engine/old-jobs';
import { openScratch, peek, poke } from '../testing/scratch-database';
import type { Database } from './database';
import { createJobStore } from './job-store';
import { createQuarantineStore } from './quarantine';

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

const samplePlan = (id: string, madeAt: number): Plan => ({
  id,
  request: {
    profileId: 'profile-1',
    product: 'tencent-cvm',
    images: [{ region: 'ap-guangzhou', imageId: 'img-dummy001' }],
    mode: 'share',
    accounts: ['100000000002'],
  },
  caller: '100000000001',
  images: [],
  madeAt,
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
    await store.savePlan(samplePlan('plan-of-job-a', 1));
    await store.append('job-a', line(1));
    expect(await store.loadJob('job-a')).toEqual({
      job: sampleJob('job-a', 1),
      plan: samplePlan('plan-of-job-a', 1),
      entries: [line(1)],
    });
    expect(await store.loadJob('job-x')).toBeUndefined();
  });

  test('keeps optional fields that are set to undefined', async () => {
    const { database } = openScratch();
    const store = createJobStore(database);
    await store.saveJob({ ...sampleJob('job-a', 1), cause: undefined, endedAt: undefined });
    expect(await store.listJobs()).toMatchObject([{ id: 'job-a', state: 'running' }]);
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
    expect(await createQuarantineStore(database).list()).toMatchObject([
      { store: 'journal', key: ['job-a', 1], stored: { value: { kind: 'sending', at: 'noon' } } },
    ]);
    expect(await peek(database, 'journal', ['job-a', 1])).toBeUndefined();
  });

  test('keeps an unreadable job in quarantine when the same id is written again', async () => {
    const { database } = openScratch();
    const store = createJobStore(database);
    await poke(database, 'jobs', 'job-a', 'noise');
    await store.saveJob(sampleJob('job-a', 1));
    expect(await store.listJobs()).toEqual([sampleJob('job-a', 1)]);
    expect(await createQuarantineStore(database).list()).toMatchObject([{ store: 'jobs', stored: 'noise' }]);
  });

  test('neither opens nor writes over a record of a newer version', async () => {
    const { database, troubles } = openScratch();
    const store = createJobStore(database);
    const newer = { version: 99, value: { id: 'job-a', shape: 'unknown' } };
    await poke(database, 'jobs', 'job-a', newer);
    await store.saveJob(sampleJob('job-b', 1));
    expect(await store.loadJob('job-a')).toBeUndefined();
    await expect(store.saveJob(sampleJob('job-a', 1))).rejects.toMatchObject({ name: 'NewerRecordError' });
    expect((await store.listJobs()).map((job) => job.id)).toEqual(['job-b']);
    expect(troubles).toContainEqual(expect.objectContaining({ store: 'jobs', key: 'job-a', what: 'newer' }));
    expect(await peek(database, 'jobs', 'job-a')).toEqual(newer);
  });

  test('does not read a journal that has a line of a newer version', async () => {
    const { database } = openScratch();
    const store = createJobStore(database);
    await store.append('job-a', line(1));
    await poke(database, 'journal', ['job-a', 1], { version: 2, value: {} });
    await expect(store.readEntries('job-a')).rejects.toMatchObject({ name: 'NewerRecordError' });
  });

  test('sets a job whose plan is damaged aside whole, and leaves the others as they are', async () => {
    const { database, troubles } = openScratch();
    const store = createJobStore(database);
    for (const id of ['job-a', 'job-b']) {
      await store.savePlan(samplePlan(`plan-of-${id}`, 1));
      await store.saveJob(sampleJob(id, 1));
      await store.append(id, line(1));
      await store.append(id, line(2));
    }
    await poke(database, 'plans', 'plan-of-job-a', { version: 2, value: { id: 'plan-of-job-a' } });
    expect(await store.loadJob('job-a')).toBeUndefined();
    expect((await store.listJobs()).map(({ id }) => id)).toEqual(['job-b']);
    expect(await store.readEntries('job-a')).toEqual([]);
    expect(troubles.map(({ store: place }) => place)).toEqual(['plans', 'journal', 'journal', 'jobs']);
    expect((await store.loadJob('job-b'))?.entries).toEqual([line(1), line(2)]);
  });

  test('leaves a job alone whose plan or journal a newer version wrote, and tells it', async () => {
    const { database, troubles } = openScratch();
    const store = createJobStore(database);
    await store.savePlan(samplePlan('plan-of-job-a', 1));
    await store.saveJob(sampleJob('job-a', 1));
    await poke(database, 'journal', ['job-a', 0], { version: 9, value: {} });
    expect(await store.loadJob('job-a')).toBeUndefined();
    await poke(database, 'plans', 'plan-of-job-a', { version: 9, value: {} });
    expect(await store.loadJob('job-a')).toBeUndefined();
    expect(troubles.map(({ store: place, what }) => [place, what])).toEqual([
      ['journal', 'newer'],
      ['plans', 'newer'],
    ]);
    expect(await createQuarantineStore(database).list()).toEqual([]);
    expect(await store.listJobs()).toHaveLength(1);
  });

  test('forgets what was set aside only as far as a person has seen it', async () => {
    const { database } = openScratch();
    const store = createJobStore(database);
    for (const id of ['job-a', 'job-b']) {
      await poke(database, 'jobs', id, 'noise');
      await store.listJobs();
    }
    await store.saveJob(sampleJob('job-c', 1));
    for (const id of ['job-a', 'job-b', 'job-c']) await store.append(id, line(1));
    const [first] = await createQuarantineStore(database).list();
    await createQuarantineStore(database).clear(first?.place ?? 0);
    expect(await createQuarantineStore(database).list()).toMatchObject([{ key: 'job-b' }]);
    expect(await store.readEntries('job-a')).toEqual([]);
    expect(await store.readEntries('job-c')).toEqual([line(1)]);
  });
});

describe('pruning', () => {
  const dayMs = 86_400_000;
  const now = 1_000 * dayMs;

  /** Finished jobs with plan and two lines each, `ageDays` after their end. */
  const filled = async (jobs: { id: string; ageDays?: number }[]) => {
    const { database } = openScratch();
    const store = createJobStore(database);
    for (const { id, ageDays } of jobs) {
      const endedAt = ageDays === undefined ? undefined : now - ageDays * dayMs;
      await store.savePlan(samplePlan(`plan-of-${id}`, 1));
      await store.saveJob({ ...sampleJob(id, 1), state: endedAt ? 'finished' : 'paused', endedAt });
      await store.append(id, line(1));
      await store.append(id, line(2));
    }
    return { database, store };
  };
  const countsOf = (database: Database) =>
    database.read(['jobs', 'plans', 'journal'], (transaction) =>
      Promise.all(
        (['jobs', 'plans', 'journal'] as const).map((name) => transaction.objectStore(name).count()),
      ),
    );

  test('takes jobs that ended over 400 days ago, with plan and journal, and never an unfinished one', async () => {
    const { database, store } = await filled([
      { id: 'old', ageDays: 401 },
      { id: 'recent', ageDays: 399 },
      { id: 'unfinished' },
    ]);
    expect(await store.prune(now)).toEqual(['old']);
    expect((await store.listJobs()).map(({ id }) => id).sort()).toEqual(['recent', 'unfinished']);
    expect(await countsOf(database)).toEqual([2, 2, 4]);
    expect(await store.prune(now)).toEqual([]);
  });

  test('leaves an old job whole that a person goes on with at that moment', async () => {
    const { database, store } = await filled([{ id: 'old', ageDays: 401 }]);
    const [old] = await store.listJobs();
    if (!old) throw new Error('no job');
    const pruning = store.prune(now);
    await store.saveJob({ ...old, state: 'running', endedAt: undefined });
    expect(await pruning).toEqual([]);
    expect(await countsOf(database)).toEqual([1, 1, 2]);
  });

  test('keeps the newest thousand, and above them what ended within a day', () => {
    const jobs = Array.from({ length: 1_200 }, (_, at) => ({
      ...sampleJob(`job-${at}`, at),
      // The last 100 ended today, the others one a day.
      endedAt: at >= 1_100 ? now - 1_000 : now - (1_200 - at) * 60_000 - dayMs,
    }));
    const unfinished = { ...sampleJob('unfinished', 0) };
    const old = oldJobs([...jobs, unfinished], now).map(({ id }) => id);
    expect(old).toHaveLength(200);
    expect(old).toContain('job-0');
    expect(old).not.toContain('job-200');
    const busy = jobs.map((job) => ({ ...job, endedAt: now - 1_000 }));
    expect(oldJobs(busy, now)).toEqual([]);
  });

  test('takes plans that nobody started within a day', async () => {
    const { database, store } = await filled([{ id: 'recent', ageDays: 1 }]);
    await store.savePlan(samplePlan('looked-at', now - 2 * dayMs));
    await store.savePlan(samplePlan('just-made', now - 1_000));
    await store.prune(now);
    expect(await peek(database, 'plans', 'looked-at')).toBeUndefined();
    expect(await peek(database, 'plans', 'just-made')).toBeDefined();
    expect(await peek(database, 'plans', 'plan-of-recent')).toBeDefined();
  });

  test('leaves damaged and newer records to be seen', async () => {
    const { database, store } = await filled([{ id: 'recent', ageDays: 1 }]);
    await poke(database, 'jobs', 'later', { version: 9, value: {} });
    await poke(database, 'plans', 'later', { version: 9, value: {} });
    await poke(database, 'plans', 'never-started', { version: 9, value: {} });
    await poke(database, 'plans', 'broken', 'noise');
    await expect(store.prune(now)).resolves.toEqual([]);
    expect(await peek(database, 'jobs', 'later')).toBeDefined();
    expect(await peek(database, 'plans', 'later')).toBeDefined();
    expect(await createQuarantineStore(database).list()).toMatchObject([{ store: 'plans', key: 'broken' }]);
  });
});
