import { createAlibabaApi } from './alibaba/api-host.ts';
import { type AlibabaCloud, type AlibabaCloudOptions, createAlibabaCloud } from './alibaba/cloud.ts';
import { createAlibabaEcsConsole, createAlibabaEnsConsole } from './alibaba/console/console.ts';
import type { ImageAlias, PracticeImage } from './alibaba/images.ts';
import * as alibabaWorld from './alibaba/world.ts';
import type { ConsoleImage, ConsoleSource, PracticeHost } from './host.ts';
import { createTencentApi } from './tencent/api-host.ts';
import { createTencentCloud, type TencentCloud, type TencentCloudOptions } from './tencent/cloud.ts';
import { createTencentConsole } from './tencent/console/console.ts';
import { isoSeconds } from './tencent/images.ts';
import { owner, practiceKeys, practiceSeed } from './tencent/world.ts';

export interface PracticeWorldOptions extends Partial<TencentCloudOptions> {
  /** Hosts beside the clouds' own, asked first. */
  extraHosts?: readonly PracticeHost[];
  /** The same for the cloud of Alibaba Cloud; its clock is the world's unless told. */
  alibaba?: Partial<AlibabaCloudOptions>;
}

/** Products with a console. */
type ConsoleProduct = 'tencent-cvm' | 'alibaba-ecs' | 'alibaba-ens';

export interface PracticeWorld {
  /** Tencent Cloud. */
  cloud: TencentCloud;
  /** Alibaba Cloud: ECS, ENS and STS. */
  alibaba: AlibabaCloud;
  /** All that a practice server plays. */
  hosts: PracticeHost[];
  keys: typeof practiceKeys;
  /** Keys of the practice owner at Alibaba Cloud. */
  alibabaKeys: typeof alibabaWorld.practiceKeys;
  /** What a product's console pages show: the main account's images. */
  consoleSource(product?: ConsoleProduct): ConsoleSource;
}

/** An image of any of the clouds, as far as a console's list shows it. */
type ListedImage = Pick<ConsoleImage, 'imageId' | 'name' | 'state' | 'os' | 'sizeGb'> & { createdAt: number };

const listed = (image: ListedImage, type: ConsoleImage['type']): ConsoleImage => ({
  imageId: image.imageId,
  name: image.name,
  type,
  state: image.state,
  os: image.os,
  sizeGb: image.sizeGb,
  createdAt: isoSeconds(image.createdAt),
});

/** What a console of the practice owner shows; read from the cloud at every call. */
const tencentSource = (cloud: TencentCloud): ConsoleSource => ({
  account: owner.account,
  appId: String(owner.appId),
  images: (region, type) => cloud.imagesFor(owner.account, region, type).map((image) => listed(image, type)),
});

const aliases: Record<ConsoleImage['type'], ImageAlias> = {
  PRIVATE_IMAGE: 'self',
  SHARED_IMAGE: 'others',
  PUBLIC_IMAGE: 'system',
};

/** The same for Alibaba Cloud, which has no AppID; ENS has no regions. */
const alibabaSource = (cloud: AlibabaCloud, product: PracticeImage['product']): ConsoleSource => ({
  account: alibabaWorld.owner.account,
  appId: '',
  images: (region, type) =>
    cloud
      .imagesFor(alibabaWorld.owner.account, product, product === 'ens' ? '' : region, aliases[type])
      .map((image) => listed(image, type)),
});

/**
 * The default practice world: the clouds with a few hundred images each, dummy keys and some thousand accounts.
 * @param options anything of the clouds' options, to play another world
 */
export function createPracticeWorld(options: PracticeWorldOptions = {}): PracticeWorld {
  const { extraHosts = [], alibaba: alibabaOptions, ...cloudOptions } = options;
  const now = options.now ?? Date.now;
  const cloud = createTencentCloud({ seed: practiceSeed(now()), ...cloudOptions, now });
  const alibaba = createAlibabaCloud({ now, seed: alibabaWorld.practiceSeed(now()), ...alibabaOptions });
  const sources: Record<ConsoleProduct, ConsoleSource> = {
    'tencent-cvm': tencentSource(cloud),
    'alibaba-ecs': alibabaSource(alibaba, 'ecs'),
    'alibaba-ens': alibabaSource(alibaba, 'ens'),
  };
  return {
    cloud,
    alibaba,
    hosts: [
      ...extraHosts,
      createTencentApi(cloud),
      createTencentConsole(sources['tencent-cvm']),
      createAlibabaApi(alibaba),
      createAlibabaEcsConsole(sources['alibaba-ecs']),
      createAlibabaEnsConsole(sources['alibaba-ens']),
    ],
    keys: practiceKeys,
    alibabaKeys: alibabaWorld.practiceKeys,
    consoleSource: (product = 'tencent-cvm') => sources[product],
  };
}
