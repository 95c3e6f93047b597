import { optionalTexts, requiredText } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import { regions, type TencentRegion } from '../regions.ts';
import type { Action, ActionCall } from '../state.ts';

const visibleRegions = ({ key }: ActionCall): TencentRegion[] =>
  regions.filter((region) => key.site === 'mainland' || region.international);

/** CVM's own region list, with the undocumented console number where it is known. */
export const describeCvmRegions: Action = {
  perSecond: 20,
  needsRegion: false,
  isWrite: false,
  parameters: [],
  run(call) {
    const visible = visibleRegions(call);
    return {
      TotalCount: visible.length,
      RegionSet: visible.map(({ id, zh, rid }) => ({
        Region: id,
        RegionName: zh,
        RegionState: 'AVAILABLE',
        ...(rid === undefined ? {} : { RegionIdMC: String(rid) }),
      })),
    };
  },
};

/** The region product's list; its console fields are empty for API callers. */
export const describeProductRegions: Action = {
  perSecond: 50,
  needsRegion: false,
  isWrite: false,
  parameters: ['Product', 'Scene'],
  run(call) {
    if (requiredText(call.parameters, 'Product') !== 'cvm')
      throw new Refusal('InvalidParameterValue', 'Product');
    const visible = visibleRegions(call);
    return {
      TotalCount: visible.length,
      RegionSet: visible.map(({ id, zh }) => ({
        Region: id,
        RegionName: zh,
        RegionState: 'AVAILABLE',
        RegionTypeMC: null,
        LocationMC: null,
        RegionNameMC: null,
        RegionIdMC: null,
      })),
    };
  },
};

/** Who the key is; `AccountId` is the root account. */
export const getCallerIdentity: Action = {
  perSecond: 20,
  needsRegion: true,
  isWrite: false,
  parameters: [],
  run: ({ key }) => ({
    Arn: `qcs::cam::uin/${key.account}:uin/${key.user}`,
    AccountId: key.account,
    UserId: key.user,
    PrincipalId: key.user,
    Type: key.user === key.account ? 'RootAccount' : 'CAMUser',
  }),
};

/** Who the key is, with the AppID. */
export const getUserAppId: Action = {
  perSecond: 20,
  needsRegion: false,
  isWrite: false,
  parameters: [],
  run: ({ key }) => ({ Uin: key.user, OwnerUin: key.account, AppId: key.appId }),
};

/** How many custom images a region holds; not how many accounts an image is shared with. */
export const describeImageQuota: Action = {
  perSecond: 10,
  needsRegion: true,
  isWrite: false,
  parameters: ['Filters'],
  run({ parameters }) {
    if (!Array.isArray(parameters.Filters ?? [])) optionalTexts(parameters, 'Filters');
    return { ImageNumQuota: 500 };
  },
};
