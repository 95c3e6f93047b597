import type { ProductId, SiteId } from '../../lib/domain/product.ts';
import * as alibaba from '../../practice/alibaba/world.ts';
import type { Effect } from '../../practice/effects.ts';
import * as tencent from '../../practice/tencent/world.ts';
import type { PracticeWorld } from '../../practice/world.ts';

/** One product's part of the practice clouds, as a sweep uses it. */
export interface Ward {
  product: ProductId;
  region: string;
  site: SiteId;
  key: { keyId: string; secret: string };
  cloud: {
    readonly effects: readonly Effect[];
    rosterOf(imageId: string): string[];
    setRoster(imageId: string, accounts: readonly string[]): void;
  };
  /** @returns the first `count` accounts that can have an image */
  recipients(count: number): string[];
  /** An account that nobody has. */
  nobody: string;
  /** Makes an own image that is shared with nobody. @returns its id */
  addImage(number: number): string;
}

const numbered = (prefix: string, number: number, length: number) =>
  `${prefix}${String(number).padStart(length - prefix.length, '0')}`;

const tencentWard = ({ cloud }: PracticeWorld): Ward => ({
  product: 'tencent-cvm',
  region: tencent.mainRegion,
  site: 'tencent',
  key: { keyId: tencent.practiceKeys.main.secretId, secret: tencent.practiceKeys.main.secretKey },
  cloud,
  recipients: tencent.recipients,
  nobody: '100000999999',
  addImage: (number) => {
    const image = cloud.image(tencent.knownImages.plain);
    const imageId = numbered('img-', number, 12);
    if (image) cloud.putImage({ ...image, imageId, name: imageId });
    return imageId;
  },
});

const alibabaWard = (
  { alibaba: cloud }: PracticeWorld,
  product: 'alibaba-ecs' | 'alibaba-ens',
  model: string,
  region: string,
): Ward => ({
  product,
  region,
  site: 'alibaba',
  key: { keyId: alibaba.practiceKeys.main.keyId, secret: alibaba.practiceKeys.main.secret },
  cloud,
  recipients: alibaba.recipients,
  nobody: alibaba.nobody,
  addImage: (number) => {
    const image = cloud.image(model);
    const imageId = numbered('m-', number, model.length);
    if (image) cloud.putImage({ ...image, imageId, name: imageId });
    return imageId;
  },
});

export const products = ['tencent-cvm', 'alibaba-ecs', 'alibaba-ens'] as const satisfies ProductId[];

export const wardOf = (world: PracticeWorld, product: ProductId): Ward => {
  if (product === 'tencent-cvm') return tencentWard(world);
  return product === 'alibaba-ecs'
    ? alibabaWard(world, product, alibaba.knownEcsImages.plain, alibaba.mainRegion)
    : alibabaWard(world, product, alibaba.knownEnsImages.plain, '');
};
