import type { ConsoleSource, PracticeHost } from './host.ts';
import { createTencentApi } from './tencent/api-host.ts';
import { createTencentCloud, type TencentCloud, type TencentCloudOptions } from './tencent/cloud.ts';
import { createTencentConsole } from './tencent/console/console.ts';
import { type ImageType, isoSeconds } from './tencent/images.ts';
import { owner, practiceKeys, practiceSeed } from './tencent/world.ts';

export interface PracticeWorldOptions extends Partial<TencentCloudOptions> {
  /** Hosts beside the clouds' own, asked first. */
  extraHosts?: readonly PracticeHost[];
}

export interface PracticeWorld {
  cloud: TencentCloud;
  /** All that a practice server plays. */
  hosts: PracticeHost[];
  keys: typeof practiceKeys;
  /** What the console pages show: the main account's images. */
  consoleSource(): ConsoleSource;
}

/** What a console of the practice owner shows; read from the cloud at every call. */
function consoleSourceOf(cloud: TencentCloud): ConsoleSource {
  return {
    account: owner.account,
    appId: String(owner.appId),
    images: (region: string, type: ImageType) =>
      cloud.imagesFor(owner.account, region, type).map((image) => ({
        imageId: image.imageId,
        name: image.name,
        type,
        state: image.state,
        os: image.os,
        sizeGb: image.sizeGb,
        createdAt: isoSeconds(image.createdAt),
      })),
  };
}

/**
 * The default practice world: one cloud with a few hundred images, dummy keys and some thousand accounts.
 * @param options anything of the cloud's options, to play another world
 */
export function createPracticeWorld(options: PracticeWorldOptions = {}): PracticeWorld {
  const { extraHosts = [], ...cloudOptions } = options;
  const now = options.now ?? Date.now;
  const cloud = createTencentCloud({ seed: practiceSeed(now()), ...cloudOptions, now });
  const source = consoleSourceOf(cloud);
  return {
    cloud,
    hosts: [...extraHosts, createTencentApi(cloud), createTencentConsole(source)],
    keys: practiceKeys,
    consoleSource: () => source,
  };
}
