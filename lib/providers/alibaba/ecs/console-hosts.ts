import type { SiteId } from '../../../domain/product';

/** Hosts of the two ECS consoles, with the site whose accounts log in there. Its own file: the page reader loads it too. */
export const consoleHosts: Readonly<Record<string, SiteId>> = {
  'ecs.console.aliyun.com': 'alibaba',
  'ecs.console.alibabacloud.com': 'alibaba-intl',
};
