import type { ConsoleReader } from '../../../console/reader';
import { createAlibabaConsole } from '../console-page';
import { consoleHosts } from './console-hosts';

/** Reads the image pages of the two ECS consoles, by path and by the older hash addresses. */
export const alibabaEcsConsole: ConsoleReader = createAlibabaConsole({
  product: 'alibaba-ecs',
  hosts: consoleHosts,
  // 20 characters today; the shorter ones of the vendor's older documents all have a digit, as names often have not.
  imageId: /^m-(?:[0-9a-z]{20}|(?=[a-z]*\d)[0-9a-z]{8,12})$/,
  // Links in the vendor's documents: /image/region/<id>/imageList and …/systemImageList, as path and as hash.
  ownRoute: /\/imageList\/?$/,
  foreignRoute: /\/systemImageList\/?$/,
  hasRegions: true,
});
