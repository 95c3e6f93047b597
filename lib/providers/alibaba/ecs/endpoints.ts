import type { SiteId } from '../../../domain/product';
import type { AlibabaApi } from '../call';

const version = '2014-05-26';
// Most APIs of ECS publish 500 to 1,000 calls a minute per account and region; these three are in no readable part.
const perSecond = 5;

/**
 * The APIs in use. A parameter that is not listed cannot be sent: IsPublic and LaunchPermission would publish an image.
 */
export const apis = {
  describeRegions: { version, action: 'DescribeRegions', parameters: ['AcceptLanguage'], perSecond },
  describeImages: {
    version,
    action: 'DescribeImages',
    parameters: ['RegionId', 'ImageOwnerAlias', 'Status', 'ImageId', 'PageNumber', 'PageSize'],
    perSecond,
  },
  describeRoster: {
    version,
    action: 'DescribeImageSharePermission',
    parameters: ['RegionId', 'ImageId', 'PageNumber', 'PageSize'],
    perSecond,
  },
  modifyRoster: {
    version,
    action: 'ModifyImageSharePermission',
    parameters: ['RegionId', 'ImageId', 'AddAccount', 'RemoveAccount'],
    perSecond,
  },
} as const satisfies Record<string, AlibabaApi>;

const regionPattern = /^[a-z]{2}(?:-[a-z0-9]+){1,4}$/;

/** @returns whether `region` may become part of a host name */
export const isRegion = (region: string): boolean => region.length <= 40 && regionPattern.test(region);

/** Regions served by the central host alone (@alicloud/ecs20140526 7.11.6). */
const central = ['cn-hangzhou-finance', 'cn-north-2-gov-1'];

/** @returns the host of a region as isRegion accepts it: one of its own, but for a few old ones */
export const ecsHost = (region: string): string =>
  central.includes(region) ? 'ecs.aliyuncs.com' : `ecs.${region}.aliyuncs.com`;

/** @returns the host that is asked for the regions of a site, whatever the region */
export const siteHost = (site: SiteId): string =>
  ecsHost(site === 'alibaba-intl' ? 'ap-southeast-1' : 'cn-hangzhou');
