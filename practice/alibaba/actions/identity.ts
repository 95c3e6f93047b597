import { regions } from '../regions.ts';
import type { Action } from '../state.ts';

/** ECS's region list; names are Chinese unless English is asked for. */
export const describeRegions: Action = {
  perSecond: 5,
  needsRegion: false,
  run: ({ parameters }) => ({
    Regions: {
      Region: regions.map(({ id, en, zh, host }) => ({
        RegionId: id,
        LocalName: parameters.AcceptLanguage === 'en-US' ? en : zh,
        RegionEndpoint: host,
        Status: 'available',
      })),
    },
  }),
};

/** Who the key is; `AccountId` is the main account. */
export const getCallerIdentity: Action = {
  perSecond: 5,
  needsRegion: false,
  run({ key }) {
    const isMain = key.user === key.account;
    return {
      IdentityType: isMain ? 'Account' : 'RAMUser',
      AccountId: key.account,
      UserId: key.user,
      PrincipalId: key.user,
      Arn: `acs:ram::${key.account}:${isMain ? 'root' : 'user/practice'}`,
    };
  },
};
