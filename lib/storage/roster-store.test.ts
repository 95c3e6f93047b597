import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { KnownRoster } from '../domain/image';
import { openScratch, poke } from '../testing/scratch-database';
import { createRosterStore } from './roster-store';
import { createSettingsStore } from './settings-store';

const known = (profileId: string, region: string, imageId: string): KnownRoster => ({
  profileId,
  image: {
    product: 'tencent-cvm',
    region,
    imageId,
    name: `Name of ${imageId}`,
    owner: '100000000001',
    state: 'NORMAL',
    createdAt: '2026-01-01T00:00:00Z',
    platform: 'Debian',
  },
  roster: { entries: [{ account: '100000000002', since: '2026-01-02T00:00:00Z' }], readAt: 5 },
});

const idsIn = (rosters: KnownRoster[]) =>
  rosters.map(({ profileId, image }) => `${profileId} ${image.region} ${image.imageId}`);

describe('a roster store', () => {
  test('keeps one roster per profile and image, the last one', async () => {
    const store = createRosterStore(openScratch().database);
    await store.put(known('p1', 'ap-tokyo', 'img-2'));
    await store.put(known('p1', 'ap-tokyo', 'img-1'));
    await store.put(known('p2', 'ap-tokyo', 'img-1'));
    const { roster: _gone, ...unread } = known('p1', 'ap-tokyo', 'img-1');
    await store.put(unread);
    expect(idsIn(await store.list())).toEqual([
      'p1 ap-tokyo img-1',
      'p2 ap-tokyo img-1',
      'p1 ap-tokyo img-2',
    ]);
    expect((await store.list())[0]).toEqual(unread);
  });

  test('drops images that are gone, of that profile and region alone', async () => {
    const store = createRosterStore(openScratch().database);
    for (const [profile, region, image] of [
      ['p1', 'ap-tokyo', 'img-1'],
      ['p1', 'ap-tokyo', 'img-2'],
      ['p1', 'ap-tokyo-2', 'img-3'],
      ['p1', '', 'img-4'],
      ['p10', 'ap-tokyo', 'img-5'],
    ] as const)
      await store.put(known(profile, region, image));
    await store.keepOnly('p1', 'tencent-cvm', 'ap-tokyo', ['img-2', 'img-9']);
    expect(idsIn(await store.list()).sort()).toEqual([
      'p1  img-4',
      'p1 ap-tokyo img-2',
      'p1 ap-tokyo-2 img-3',
      'p10 ap-tokyo img-5',
    ]);
    await store.keepOnly('p1', 'tencent-cvm', 'ap-tokyo', []);
    await store.removeProfile('p10');
    expect(idsIn(await store.list()).sort()).toEqual(['p1  img-4', 'p1 ap-tokyo-2 img-3']);
  });

  test('leaves a damaged roster out and the others in', async () => {
    const { database, troubles } = openScratch();
    const store = createRosterStore(database);
    await store.put(known('p1', 'ap-tokyo', 'img-1'));
    await poke(database, 'rosters', ['p1', 'tencent-cvm', 'ap-tokyo', 'img-0'], { version: 1, value: {} });
    expect(idsIn(await store.list())).toEqual(['p1 ap-tokyo img-1']);
    expect(troubles).toMatchObject([{ store: 'rosters', what: 'quarantined' }]);
  });
});

test('a roster keeps when each account was first seen', async () => {
  const store = createRosterStore(openScratch().database);
  const at = (readAt: number, ...accounts: string[]): KnownRoster => ({
    ...known('p1', 'ap-tokyo', 'img-1'),
    roster: { readAt, entries: accounts.map((account) => ({ account })) },
  });
  await store.put(at(5, '100000000002'));
  await store.put(at(9, '100000000002', '100000000003'));
  expect((await store.list())[0]?.roster?.entries).toEqual([
    { account: '100000000002', seenAt: 5 },
    { account: '100000000003', seenAt: 9 },
  ]);
});

describe('heads of rosters', () => {
  test('lists heads without accounts, of one place or all, and drops them with their images', async () => {
    const { database } = openScratch();
    const store = createRosterStore(database);
    await store.put(known('p1', 'ap-tokyo', 'img-2'));
    await store.put(known('p1', 'ap-tokyo-2', 'img-3'));
    const { roster: _none, ...unread } = known('p2', 'ap-tokyo', 'img-1');
    await store.put(unread);
    const heads = await store.heads();
    expect(heads).toEqual([
      { ...known('p1', 'ap-tokyo-2', 'img-3'), roster: { size: 1, readAt: 5 } },
      unread,
      { ...known('p1', 'ap-tokyo', 'img-2'), roster: { size: 1, readAt: 5 } },
    ]);
    const place = { profileId: 'p1', product: 'tencent-cvm', region: 'ap-tokyo' };
    expect(await store.heads(place)).toEqual([heads[2]]);
    await store.keepOnly('p1', 'tencent-cvm', 'ap-tokyo', []);
    await store.removeProfile('p2');
    expect(await store.heads()).toEqual([heads[0]]);
  });

  test('gives one roster with its accounts, of that profile alone', async () => {
    const store = createRosterStore(openScratch().database);
    const one = known('p1', 'ap-tokyo', 'img-2');
    await store.put(one);
    expect((await store.get('p1', one.image))?.roster?.entries).toMatchObject([{ account: '100000000002' }]);
    expect(await store.get('p2', one.image)).toBeUndefined();
  });

  test('makes heads anew where they are not those of the rosters', async () => {
    const { database } = openScratch();
    const store = createRosterStore(database);
    await store.put(known('p1', 'ap-tokyo', 'img-1'));
    await store.put(known('p1', 'ap-tokyo', 'img-2'));
    const heads = await store.heads();
    const inNextLife = () => createRosterStore(database).heads();
    await database.write(['heads'], 'relaxed', (transaction) => transaction.objectStore('heads').clear());
    expect(await inNextLife()).toEqual(heads);
    const gone = ['p1', 'tencent-cvm', 'ap-tokyo', 'img-1'];
    await database.write(['rosters'], 'relaxed', (transaction) =>
      transaction.objectStore('rosters').delete(gone),
    );
    expect(await inNextLife()).toEqual(heads.slice(1));
  });
});

describe('settings', () => {
  test('are what was set last, and absent before', async () => {
    const settings = createSettingsStore(openScratch().database);
    expect(await settings.read('launcher.top')).toBeUndefined();
    await settings.write('launcher.top', 0.25);
    await settings.write('launcher.top', 0.5);
    expect(await settings.read('launcher.top')).toBe(0.5);
  });

  test('that make no sense count as absent', async () => {
    const { database, troubles } = openScratch();
    const settings = createSettingsStore(database);
    await poke(database, 'settings', 'launcher.top', { version: 1, value: 7 });
    expect(await settings.read('launcher.top')).toBeUndefined();
    expect(troubles).toMatchObject([{ store: 'settings', key: 'launcher.top' }]);
  });
});
