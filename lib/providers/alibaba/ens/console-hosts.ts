import type { SiteId } from '../../../domain/product';

/** Hosts of the two ENS consoles, with the site whose accounts log in there. Its own file: the page reader loads it too. */
export const consoleHosts: Readonly<Record<string, SiteId>> = {
  'ens.console.aliyun.com': 'alibaba',
  'ens.console.alibabacloud.com': 'alibaba-intl',
};
