import { expect, test, vi } from 'vitest';
import type { Image } from '../domain/image';
import type { RosterStore } from '../engine/ports';
import { siteOfConsole } from '../providers/catalog';
import { createMemoryStores } from '../testing/memory-stores';
import { createConsoleCounts } from './console-counts';

const openCounts = (rosterStore: RosterStore, tell: () => void, choice?: 'off') =>
  createConsoleCounts({
    rosterStore,
    // The one setting that is asked for.
    settings: {
      read: async (name) => (name === 'consoleCounts' ? choice : undefined) as never,
      write: async () => {},
    },
    consoles: { siteOf: siteOfConsole, tell, selectedText: () => '' },
  });

const consolePage = { url: 'https://console.cloud.tencent.com/cvm/image?rid=1' };

const image = (imageId: string, product: Image['product'] = 'tencent-cvm'): Image => ({
  product,
  region: 'ap-x',
  imageId,
  name: imageId,
  owner: '',
  state: 'NORMAL',
  createdAt: '',
  platform: '',
});
const rosterOf = (size: number, readAt = 1) => ({
  entries: Array.from({ length: size }, (_, at) => ({ account: String(100_000 + at) })),
  readAt,
});

const start = async (choice?: 'off') => {
  const store = createMemoryStores().rosters;
  await store.put({ profileId: 'p1', image: image('img-00000001'), roster: rosterOf(12, 5) });
  await store.put({ profileId: 'p2', image: image('img-00000001'), roster: rosterOf(9, 4) });
  await store.put({ profileId: 'p1', image: image('img-00000002'), roster: rosterOf(0) });
  await store.put({ profileId: 'p1', image: image('img-00000003') });
  await store.put({ profileId: 'p1', image: image('m-2zetest', 'alibaba-ecs'), roster: rosterOf(7) });
  await store.put({ profileId: 'p1', image: image('img-00000004'), roster: rosterOf(1200) });
  return openCounts(store, () => {}, choice);
};

test('tells the size of the roster read last, of the images asked for and no others', async () => {
  const counts = await start();
  const asked = ['img-00000001', 'img-00000002', 'img-00000003', 'img-99999999', '__proto__'];
  expect(await counts.read('tencent-cvm', asked, consolePage)).toEqual({
    ok: true,
    value: { 'img-00000001': '12', 'img-00000002': '0' },
  });
});

test('writes numbers as a person reads them', async () => {
  const counts = await start();
  const answer = await counts.read('tencent-cvm', ['img-00000004'], consolePage);
  expect(answer).toEqual({ ok: true, value: { 'img-00000004': '1,200' } });
});

test('tells nothing of another product’s images, and nothing to another product’s console', async () => {
  const counts = await start();
  expect(await counts.read('tencent-cvm', ['m-2zetest'], consolePage)).toEqual({ ok: true, value: {} });
  for (const sender of [consolePage, {}, { url: 'https://ecs.console.aliyun.com.evil.example/' }])
    expect(await counts.read('alibaba-ecs', ['m-2zetest'], sender)).toMatchObject({
      failure: { kind: 'not-allowed' },
    });
});

test('tells nothing when a person does not want it', async () => {
  const counts = await start('off');
  expect(await counts.read('tencent-cvm', ['img-00000001'], consolePage)).toEqual({ ok: true, value: {} });
});

test('a change of what is known is told after it is kept', async () => {
  const kept = createMemoryStores().rosters;
  const sizes: number[] = [];
  const changed = vi.fn(() => void kept.heads().then((heads) => sizes.push(heads.length)));
  const { store } = openCounts(kept, changed);
  await store.put({ profileId: 'p1', image: image('img-00000001'), roster: rosterOf(1) });
  await store.keepOnly('p1', 'tencent-cvm', 'ap-x', []);
  await store.put({ profileId: 'p1', image: image('img-00000001'), roster: rosterOf(1) });
  await store.removeProfile('p1');
  expect(changed).toHaveBeenCalledTimes(4);
  await vi.waitFor(() => expect(sizes).toEqual([1, 0, 1, 0]));
});
