import {
  type AlibabaCloud,
  type AlibabaCloudOptions,
  type AlibabaSeed,
  createAlibabaCloud,
} from '../../practice/alibaba/cloud.ts';
import type { PracticeImage } from '../../practice/alibaba/images.ts';
import { createBench, type PracticeBench } from './practice-bench';
import { alibabaCallOf, practiceCredentials } from './practice-provider';

/** Main account of the practice keys. */
export const alibabaCaller = '1000000000000001';

/** A RAM user of the main account, which cannot receive an image. */
export const ramUser = '200000000000000201';

export type AlibabaProduct = 'alibaba-ecs' | 'alibaba-ens';

export const alibabaRegions: Record<AlibabaProduct, string> = {
  'alibaba-ecs': 'cn-hangzhou',
  'alibaba-ens': '',
};

/** @returns `size` existing main accounts */
export const alibabaRecipients = (size: number): string[] =>
  Array.from({ length: size }, (_, at) => String(1_000_000_000_100_001 + at));

/** @returns the id of the product's practice image number `at` */
export const alibabaImageAt = (product: AlibabaProduct, at: number): string =>
  product === 'alibaba-ecs' ? `m-bp1${String(at).padStart(17, '0')}` : `m-5${String(at).padStart(24, '0')}`;

/**
 * A bench for jobs on Alibaba Cloud.
 * @param options of the cloud, such as its switches and quota
 */
export const createAlibabaBench = (
  product: AlibabaProduct,
  options: Partial<AlibabaCloudOptions> = {},
  images = 1,
): PracticeBench<AlibabaCloud> =>
  createBench({
    product,
    region: alibabaRegions[product],
    caller: alibabaCaller,
    firstImage: alibabaImageAt(product, 0),
    createCloud: (now) => createAlibabaCloud({ ...options, now, seed: alibabaSeed(product, images) }),
    play: (cloud) => (request) => cloud.call(alibabaCallOf(request)),
  });

/** @returns a cloud's seed with `images` plain images of the practice account */
export const alibabaSeed = (product: AlibabaProduct, images: number): AlibabaSeed => ({
  keys: [{ ...practiceCredentials, site: 'china', account: alibabaCaller, user: alibabaCaller }],
  images: Array.from({ length: images }, (_, at) => practiceImage(product, alibabaImageAt(product, at))),
  accounts: {
    roots: [{ first: '1000000000100001', last: '1000000000109999' }, alibabaCaller],
    subs: [ramUser],
  },
});

const practiceImage = (product: AlibabaProduct, imageId: string): PracticeImage => ({
  product: product === 'alibaba-ecs' ? 'ecs' : 'ens',
  imageId,
  region: alibabaRegions[product],
  owner: alibabaCaller,
  name: `golden-${imageId}`,
  state: 'Available',
  os: 'Ubuntu  24.04 64位',
  platform: 'Ubuntu',
  architecture: 'x86_64',
  sizeGb: 40,
  createdAt: Date.UTC(2026, 10, 1),
});
