import type { ConsoleReader } from '../../../console/reader';
import { isImageRoute, type PageKind, readAlibabaPage } from '../console-page';
import { consoleHosts } from './console-hosts';

const hosts = Object.keys(consoleHosts);

const kind: PageKind = {
  product: 'alibaba-ens',
  // 25 characters in every sample, against 20 in ECS.
  imageId: /^m-[0-9a-z]{23,30}$/,
  // /instance/list#/image/building in the vendor's documents; the names of the other tabs are not published.
  foreignRoute: /\/building\/?$/,
  hasRegions: false,
};

/** Reads the image pages of the two ENS consoles, which route by hash over a left-over path. */
export const alibabaEnsConsole: ConsoleReader = {
  product: 'alibaba-ens',
  hosts,
  isImagePage: (url) => hosts.includes(url.hostname) && isImageRoute(url),
  read: (url, doc, cookies) => readAlibabaPage(kind, url, doc, cookies),
};
