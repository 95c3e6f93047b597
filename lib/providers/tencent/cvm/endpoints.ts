import type { SiteId } from '../../../domain/product';
import type { TencentApi } from '../call';

const cvm = { service: 'cvm', version: '2017-03-12' } as const;

/** The APIs in use, with the rates their pages publish (per endpoint and calling key, page 1278/109059). */
export const apis = {
  describeImages: { ...cvm, action: 'DescribeImages', perSecond: 40 },
  describeRegions: { ...cvm, action: 'DescribeRegions', perSecond: 20 },
  describeRoster: { ...cvm, action: 'DescribeImageSharePermission', perSecond: 10 },
  modifyRoster: { ...cvm, action: 'ModifyImageSharePermission', perSecond: 10 },
  getCallerIdentity: {
    service: 'sts',
    version: '2018-08-13',
    action: 'GetCallerIdentity',
    perSecond: 20,
  },
} as const satisfies Record<string, TencentApi>;

/** GetCallerIdentity demands some region, and answers the same in each. */
export const anyRegion = 'ap-guangzhou';

const regionPattern = /^[a-z]{2}-[a-z]+(?:-[a-z0-9]+){0,3}$/;

/** @returns whether `region` may become part of a host name */
export const isRegion = (region: string): boolean => region.length <= 40 && regionPattern.test(region);

/** @returns the host of a service on a site, whatever the region */
export const siteHost = (service: string, site: SiteId): string =>
  site === 'tencent-intl' ? `${service}.intl.tencentcloudapi.com` : `${service}.tencentcloudapi.com`;

/**
 * Finance regions are served by a host of their own, and by no other; all others by the site's host
 * (request structure, https://cloud.tencent.com/document/api/213/15691).
 * @param region a region id as isRegion accepts it
 */
export const cvmHost = (site: SiteId, region: string): string =>
  region.endsWith('-fsi') ? `cvm.${region}.tencentcloudapi.com` : siteHost('cvm', site);
