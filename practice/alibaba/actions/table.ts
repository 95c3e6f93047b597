import { type Service, serviceOf } from '../hosts.ts';
import { Refusal } from '../refusal.ts';
import type { Action } from '../state.ts';
import { describeEcsImages } from './ecs-images.ts';
import { describeEcsSharing, modifyEcsSharing } from './ecs-sharing.ts';
import { describeEnsImages, describeSelfImages } from './ens-images.ts';
import { describeEnsSharing, modifyEnsSharing } from './ens-sharing.ts';
import { describeRegions, getCallerIdentity } from './identity.ts';

interface Product {
  version: string;
  actions: ReadonlyMap<string, Action>;
}

const product = (version: string, actions: Record<string, Action>): Product => ({
  version,
  actions: new Map(Object.entries(actions)),
});

const products: Record<Service, Product> = {
  ecs: product('2014-05-26', {
    DescribeRegions: describeRegions,
    DescribeImages: describeEcsImages,
    DescribeImageSharePermission: describeEcsSharing,
    ModifyImageSharePermission: modifyEcsSharing,
  }),
  ens: product('2017-11-10', {
    DescribeSelfImages: describeSelfImages,
    DescribeImages: describeEnsImages,
    DescribeImageSharePermission: describeEnsSharing,
    ModifyImageSharePermission: modifyEnsSharing,
  }),
  sts: product('2015-04-01', { GetCallerIdentity: getCallerIdentity }),
};

/**
 * Finds what a call asks for.
 * @throws Refusal InvalidProduct.NotFound, InvalidVersion or InvalidAction.NotFound
 */
export function findAction(host: string, version: string, action: string): Action {
  const service = serviceOf(host);
  if (!service) throw new Refusal('InvalidProduct.NotFound');
  const { actions, version: known } = products[service];
  if (known !== version) throw new Refusal('InvalidVersion', version);
  const found = actions.get(action);
  if (!found) throw new Refusal('InvalidAction.NotFound', action);
  return found;
}
