import { createTencentCloud, type TencentCloud, type TencentSeed } from '../../practice/tencent/cloud.ts';
import type { TencentQuirks } from '../../practice/tencent/quirks.ts';
import { createBench, type PracticeBench } from './practice-bench';
import { practiceCredentials, tencentCallOf } from './practice-provider';

/** Root account of the practice keys. */
export const caller = '100000000001';
export const tencentRegion = 'ap-guangzhou';

/** @returns `size` existing root accounts */
export const recipients = (size: number): string[] =>
  Array.from({ length: size }, (_, at) => String(100_000_100_001 + at));

/** @returns the id of the practice image number `at` */
export const imageIdAt = (at: number): string => `img-p${String(at).padStart(7, '0')}`;

/** A bench for jobs on Tencent Cloud CVM. */
export const createPracticeBench = (
  quirks: Partial<TencentQuirks> = {},
  images = 1,
): PracticeBench<TencentCloud> =>
  createBench({
    product: 'tencent-cvm',
    region: tencentRegion,
    caller,
    firstImage: imageIdAt(0),
    createCloud: (now) => createTencentCloud({ now, quirks, seed: tencentSeed(images) }),
    play: (cloud) => (request) => cloud.call(tencentCallOf(request)),
  });

/** @returns a cloud's seed with `images` plain images of the practice account */
export const tencentSeed = (images: number): TencentSeed => ({
  keys: [
    {
      secretId: practiceCredentials.keyId,
      secretKey: practiceCredentials.secret,
      site: 'mainland',
      account: caller,
      user: caller,
      appId: 1_250_000_001,
    },
  ],
  images: Array.from({ length: images }, (_, at) => practiceImage(imageIdAt(at))),
  accounts: { roots: [{ first: '100000100001', last: '100000109999' }, caller], subs: ['100000200001'] },
});

const practiceImage = (imageId: string) => ({
  imageId,
  region: tencentRegion,
  owner: caller,
  name: `golden-${imageId}`,
  description: '',
  state: 'NORMAL',
  os: 'Ubuntu Server 24.04 LTS 64bit',
  platform: 'Ubuntu',
  architecture: 'x86_64',
  sizeGb: 50,
  createdAt: Date.UTC(2026, 10, 1),
  license: 'TencentCloud' as const,
  tags: [],
});
