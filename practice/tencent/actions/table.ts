import { Refusal } from '../refusal.ts';
import type { Action } from '../state.ts';
import { describeImages } from './describe-images.ts';
import {
  describeCvmRegions,
  describeImageQuota,
  describeProductRegions,
  getCallerIdentity,
  getUserAppId,
} from './identity.ts';
import { describeImageSharePermission, modifyImageSharePermission } from './share-permission.ts';

interface Service {
  version: string;
  actions: ReadonlyMap<string, Action>;
}

const service = (version: string, actions: Record<string, Action>): Service => ({
  version,
  actions: new Map(Object.entries(actions)),
});

const services: ReadonlyMap<string, Service> = new Map([
  [
    'cvm',
    service('2017-03-12', {
      DescribeRegions: describeCvmRegions,
      DescribeImages: describeImages,
      DescribeImageQuota: describeImageQuota,
      DescribeImageSharePermission: describeImageSharePermission,
      ModifyImageSharePermission: modifyImageSharePermission,
    }),
  ],
  ['sts', service('2018-08-13', { GetCallerIdentity: getCallerIdentity })],
  ['cam', service('2019-01-16', { GetUserAppId: getUserAppId })],
  ['region', service('2022-06-27', { DescribeRegions: describeProductRegions })],
]);

/** @returns the first label of a host name, which names the product */
export const serviceOf = (host: string): string => host.split('.')[0] ?? '';

/**
 * Finds what a call asks for.
 * @throws Refusal NoSuchProduct, NoSuchVersion or InvalidAction
 */
export function findAction(host: string, version: string, action: string): Action {
  const found = services.get(serviceOf(host));
  if (!found) throw new Refusal('NoSuchProduct');
  if (found.version !== version) throw new Refusal('NoSuchVersion', version);
  const known = found.actions.get(action);
  if (!known) throw new Refusal('InvalidAction', action);
  return known;
}
