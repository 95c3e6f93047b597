import { expect, test } from 'vitest';
import type { Image } from '../domain/image';
import type { ProductId } from '../domain/product';
import type { Profile } from '../domain/profile';
import type { Provider } from '../domain/provider';
import { failed, success } from '../domain/result';
import { products } from '../providers/catalog';
import { createBackgroundBench } from '../testing/background-bench';
import { createMemoryStores } from '../testing/memory-stores';
import { createVirtualClock } from '../testing/virtual-clock';
import { createRosters } from './rosters';

const profile: Profile = {
  id: 'p1',
  site: 'alibaba',
  label: 'Production',
  keyIdHint: 'LTAI…dumy',
  hasToken: false,
  savedAt: 0,
};

/** Dummy ids. */
const images = (product: ProductId, region: string): Image[] =>
  [true, false].map((isShared) => ({
    product,
    region,
    imageId: `${product === 'alibaba-ecs' ? 'm-bp' : 'm-5'}0000000${isShared ? 1 : 2}`,
    name: '',
    owner: '',
    state: 'Available',
    createdAt: '',
    platform: '',
    ...(product === 'alibaba-ecs' ? { isShared } : {}),
  }));

const unasked = async () => failed({ kind: 'internal' });

/** Reads all rosters of one Alibaba profile, and tells what was asked of which product. */
const readAll = async () => {
  const clock = createVirtualClock();
  const asked: string[] = [];
  const open = (product: ProductId): Provider => ({
    whoAmI: unasked,
    readImages: unasked,
    change: unasked,
    listRegions: async () => {
      asked.push(`${product} regions`);
      return success([{ id: 'cn-hangzhou', en: '', zh: '' }]);
    },
    listImages: async (region) => {
      asked.push(`${product} images in "${region}"`);
      return success(images(product, region));
    },
    readRoster: async (image) => {
      asked.push(`${product} roster of ${image.imageId} in "${image.region}"`);
      return success({ entries: [{ account: '1000000000000117' }], readAt: clock.now() });
    },
  });
  const rosters = createRosters({
    clock,
    random: () => 0.5,
    products,
    store: createMemoryStores().rosters,
    profiles: async () => success([profile]),
    awake: (work) => work(),
    forgetGlance: async () => {},
    clouds: {
      open: async (_id, product) => success({ provider: open(product), keyMark: '', pace: () => undefined }),
      openWith: (product) => ({ provider: open(product), keyMark: '', pace: () => undefined }),
    },
  });
  await clock.run(
    (async () => {
      await rosters.refresh();
      for (let known = await rosters.known(); known.ok && known.value.refreshing; ) {
        await clock.sleep(10);
        known = await rosters.known();
      }
    })(),
  );
  const known = await rosters.known();
  return { asked, known: known.ok ? known.value.heads : [] };
};

test('walks every product of a site, the account itself where there are no regions', async () => {
  const { asked } = await readAll();
  expect(asked.filter((line) => !line.includes('roster'))).toEqual([
    'alibaba-ecs regions',
    'alibaba-ecs images in "cn-hangzhou"',
    'alibaba-ens images in ""',
  ]);
});

test('asks no roster of an image that the list itself says nobody has', async () => {
  const { asked, known } = await readAll();
  expect(asked.filter((line) => line.startsWith('alibaba-ecs roster'))).toEqual([
    'alibaba-ecs roster of m-bp00000001 in "cn-hangzhou"',
  ]);
  expect(asked.filter((line) => line.startsWith('alibaba-ens roster'))).toHaveLength(2);
  const ecs = known.filter(({ image }) => image.product === 'alibaba-ecs');
  expect(ecs.map(({ image, roster }) => [image.imageId, roster?.size]).sort()).toEqual([
    ['m-bp00000001', 1],
    ['m-bp00000002', 0],
  ]);
});

test('keys of one cloud open no other', async () => {
  const bench = await createBackgroundBench();
  const { clouds } = bench.services();
  expect(await clouds.open(bench.profileId, 'alibaba-ecs')).toEqual(failed({ kind: 'profile-missing' }));
  expect(await clouds.open(bench.profileId, 'tencent-cvm')).toMatchObject({ ok: true });
});
