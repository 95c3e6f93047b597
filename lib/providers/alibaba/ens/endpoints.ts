import type { AlibabaApi } from '../call';

const version = '2017-11-10';
// The vendor's table of rates has no readable row for these; reads of ENS have ten a second where it has.
const readsPerSecond = 5;
const writesPerSecond = 2;

/** The APIs in use. A parameter that is not listed cannot be sent. */
export const apis = {
  describeImages: {
    version,
    action: 'DescribeSelfImages',
    parameters: ['ImageId', 'PageNumber', 'PageSize'],
    perSecond: readsPerSecond,
  },
  describeRoster: {
    version,
    action: 'DescribeImageSharePermission',
    parameters: ['ImageId', 'PageNumber', 'PageSize'],
    perSecond: readsPerSecond,
  },
  modifyRoster: {
    version,
    action: 'ModifyImageSharePermission',
    parameters: ['ImageId', 'AddAccounts', 'RemoveAccounts'],
    perSecond: writesPerSecond,
  },
} as const satisfies Record<string, AlibabaApi>;

/** The entrances of ENS (aliyun-openapi-meta, 2026-04); the one without a name serves every region of ENS. */
const hosts: ReadonlyMap<string, string> = new Map([
  ['', 'ens.aliyuncs.com'],
  ['ap-southeast-1', 'ens.ap-southeast-1.aliyuncs.com'],
]);

/** @returns the host of an entrance, or undefined where ENS has none */
export const ensHost = (region: string): string | undefined => hosts.get(region);
