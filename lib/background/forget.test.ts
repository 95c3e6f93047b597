import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { recipients } from '../../practice/tencent/world.ts';
import { clearDatabase, storeNames } from '../storage/database';
import { createSettingsStore, readSettings } from '../storage/settings-store';
import { createBackgroundBench, unwrap } from '../testing/background-bench';
import { openScratch, poke } from '../testing/scratch-database';
import { createHandlers } from './handlers';

test('forgetting everything stops running jobs, and nothing is kept or sent afterwards', async () => {
  const bench = await createBackgroundBench();
  const handlers = createHandlers(bench.services());
  const forget = () => bench.clock.run(handlers['everything.forget']({}, {}));
  const jobId = await bench.start(await bench.plan('share', recipients(400)));
  let forgotten: Promise<unknown> | undefined;
  bench.onWrite((count) => {
    if (count === 3) forgotten = handlers['everything.forget']({}, {});
  });
  // The third write is on its way: it happens, and is the last.
  await bench.clock.run(
    (async () => {
      while (!forgotten) await bench.clock.sleep(10);
      return forgotten;
    })(),
  );
  const writes = bench.writes();
  expect(writes).toBeLessThanOrEqual(4);
  await bench.clock.run(bench.clock.sleep(600_000));
  expect(bench.writes()).toBe(writes);
  expect(await bench.stores.jobs.listJobs()).toEqual([]);
  expect(await bench.stores.jobs.readEntries(jobId)).toEqual([]);
  expect(await bench.stores.rosters.list()).toEqual([]);
  expect(unwrap(await handlers['vault.state']({}, {}))).toBe('none');
  expect(unwrap(await handlers['job.list']({}, {}))).toEqual([]);
  expect(await handlers['job.read']({ jobId, after: -1 }, {})).toMatchObject({
    failure: { kind: 'job-missing' },
  });
  expect(bench.alarms.at(-1)).toBe(false);
  // What is in the cloud stays as it is.
  expect(bench.cloud.rosterOf('img-plain001').length).toBeGreaterThan(0);
  expect(unwrap(await forget())).toBeNull();
});

test('a plan that is being made when everything is forgotten leaves nothing behind', async () => {
  const bench = await createBackgroundBench();
  const handlers = createHandlers(bench.services());
  const planning = bench.services().planner.make({
    profileId: bench.profileId,
    product: 'tencent-cvm',
    images: [{ region: 'ap-guangzhou', imageId: 'img-plain001' }],
    mode: 'share',
    accounts: recipients(3),
  });
  const isReading = () => bench.cloud.calls.some(({ action }) => action === 'DescribeImageSharePermission');
  const forgotten = await bench.clock.run(
    (async () => {
      while (!isReading()) await bench.clock.sleep(10);
      return handlers['everything.forget']({}, {});
    })(),
  );
  expect(forgotten).toEqual({ ok: true, value: null });
  expect(await bench.clock.run(planning)).toEqual({ ok: false, failure: { kind: 'profile-missing' } });
  expect(await bench.stores.rosters.list()).toEqual([]);
});

test('an emptied database holds nothing in any store', async () => {
  const { database } = openScratch();
  for (const store of storeNames) await poke(database, store, store === 'quarantine' ? 1 : 'key', 'kept');
  await clearDatabase(database);
  for (const store of storeNames) {
    const count = await database.read([store], (transaction) => transaction.objectStore(store).count());
    expect(count, store).toBe(0);
  }
});

test('settings begin at their first values, keep what is chosen, and outlive what cannot be read', async () => {
  const { database, troubles } = openScratch();
  const store = createSettingsStore(database);
  expect(await readSettings(store)).toMatchObject({ lockAfter: 30 });
  await store.write('lockAfter', 'never');
  expect(await readSettings(store)).toMatchObject({ lockAfter: 'never' });
  await poke(database, 'settings', 'lockAfter', { version: 1, value: 17 });
  expect(await readSettings(store)).toMatchObject({ lockAfter: 30 });
  expect(troubles.map(({ what }) => what)).toEqual(['quarantined']);
});
