import type { SiteId } from '../../../domain/product';

/** Hosts of the three Tencent Cloud consoles, with the site whose accounts log in there. Its own file: the page reader loads it too. */
export const consoleHosts: Readonly<Record<string, SiteId>> = {
  'console.cloud.tencent.com': 'tencent',
  'console.tencentcloud.com': 'tencent-intl',
  'console.intl.cloud.tencent.com': 'tencent-intl',
};
