import type { ConsoleReader } from '../../../console/reader';
import { createAlibabaConsole } from '../console-page';
import { consoleHosts } from './console-hosts';

/** Reads the image pages of the two ENS consoles, which route by hash over a left-over path. */
export const alibabaEnsConsole: ConsoleReader = createAlibabaConsole({
  product: 'alibaba-ens',
  hosts: consoleHosts,
  // 25 characters in every sample, against 20 in ECS.
  imageId: /^m-[0-9a-z]{23,30}$/,
  // /instance/list#/image/building in the vendor's documents; the names of the other tabs are not published.
  foreignRoute: /\/building\/?$/,
  hasRegions: false,
});
