import type { Roster, RosterEntry } from '../../../domain/image';
import type { Region } from '../../../domain/product';
import type { OpenProvider, Provider, ProviderSession } from '../../../domain/provider';
import { failed, type Result, success } from '../../../domain/result';
import { type AlibabaCall, callAlibaba } from '../call';
import { askCaller, asRead } from '../caller';
import { unexpected } from '../envelope';
import { ecsCodes as codes } from '../failures';
import { readAllPages, readSteadyPages, totalTold } from '../read-pages';
import type { Parameter } from '../sign';
import { apis, ecsHost, isRegion, siteHost } from './endpoints';
import { type AskImages, readByIds, readOwnImages } from './images';
import { alibabaEcs } from './product';
import { ecsRegions } from './regions';
import { regionsSchema, rosterSchema } from './wire';

/** Most entries of a roster's page; newer pages of the vendor say 100, older ones 50. */
const rosterPage = 50;

/** The vendor's parameter for the accounts of a call. */
const listNames = { share: 'AddAccount', revoke: 'RemoveAccount' } as const;

/** Sends one call to a region's host; a region that is none never becomes a host name. */
const callEcs = async (
  session: ProviderSession,
  region: string,
  call: Pick<AlibabaCall, 'api' | 'parameters' | 'accounts'>,
) =>
  isRegion(region)
    ? callAlibaba(session, {
        ...call,
        host: ecsHost(region),
        parameters: { RegionId: region, ...call.parameters },
        codes,
      })
    : failed({ kind: 'region-wrong' });

/** A region that is not in the table is left out: the extension may reach the hosts of the table alone. */
const listRegions = async (session: ProviderSession): Promise<Result<Region[]>> => {
  const answer = await callAlibaba(session, {
    api: apis.describeRegions,
    host: siteHost(session.site),
    parameters: { AcceptLanguage: 'en-US' },
    codes,
  });
  if (!answer.ok) return asRead(answer.failure);
  const parsed = regionsSchema.safeParse(answer.value.fields);
  if (!parsed.success) return unexpected(answer.value.requestId);
  const open = new Set((parsed.data.Regions?.Region ?? []).map(({ RegionId: id }) => id));
  return success(ecsRegions.filter(({ id }) => open.has(id)));
};

const askImages =
  (session: ProviderSession, region: string): AskImages =>
  async (parameters) => {
    const answer = await callEcs(session, region, { api: apis.describeImages, parameters });
    return answer.ok ? answer : asRead(answer.failure);
  };

const askRoster = async (session: ProviderSession, region: string, parameters: Record<string, Parameter>) => {
  const answer = await callEcs(session, region, { api: apis.describeRoster, parameters });
  if (!answer.ok) return asRead(answer.failure);
  const parsed = rosterSchema.safeParse(answer.value.fields);
  if (!parsed.success) return unexpected(answer.value.requestId);
  return success({ ...parsed.data, TotalCount: totalTold(answer.value.fields, parsed.data.TotalCount) });
};

const readRoster = async (
  session: ProviderSession,
  region: string,
  imageId: string,
  isGlance = false,
): Promise<Result<Roster>> => {
  const groups = new Set<string>();
  const entries = await (isGlance ? readAllPages : readSteadyPages)(
    rosterPage,
    (entry: RosterEntry) => entry.account,
    async (number) => {
      const page = await askRoster(session, region, {
        ImageId: imageId,
        PageNumber: number,
        PageSize: rosterPage,
      });
      if (!page.ok) return page;
      const { Accounts: accounts, ShareGroups: shareGroups, TotalCount: total } = page.value;
      for (const { Group: group } of shareGroups?.ShareGroup ?? []) if (group) groups.add(group);
      const items = (accounts?.Account ?? []).map(({ AliyunId: account, SharedTime: since }) => ({
        account,
        ...(since ? { since } : {}),
      }));
      return success({ items, total });
    },
  );
  if (!entries.ok) return entries;
  const shared = groups.size > 0 ? { groups: [...groups] } : {};
  return success({ entries: entries.value, ...shared, readAt: session.now() });
};

const change = async (
  session: ProviderSession,
  ...[image, action, accounts]: Parameters<Provider['change']>
): Promise<Result<{ requestId: string }>> => {
  if (accounts.length === 0) return failed({ kind: 'request-malformed' });
  // The cloud would drop the rest and say that all went well.
  if (accounts.length > alibabaEcs.limits.accountsPerCall[action]) {
    return failed({ kind: 'too-many-in-call' });
  }
  const answer = await callEcs(session, image.region, {
    api: apis.modifyRoster,
    parameters: { ImageId: image.imageId, [listNames[action]]: accounts },
    accounts,
  });
  return answer.ok ? success({ requestId: answer.value.requestId }) : answer;
};

/**
 * Opens Alibaba Cloud ECS for one set of keys on one site.
 * @returns the port; every call of it goes through `session.send`, and a write is one call for one image
 */
export const openAlibabaEcs: OpenProvider = (session) => ({
  whoAmI: () => askCaller(session, codes),
  listRegions: () => listRegions(session),
  listImages: (region) => readOwnImages(askImages(session, region), region),
  readImages: (region, imageIds) =>
    readByIds(
      askImages(session, region),
      (ImageId) => askRoster(session, region, { ImageId }),
      region,
      imageIds,
    ),
  readRoster: (image, isGlance) => readRoster(session, image.region, image.imageId, isGlance),
  change: (image, action, accounts) => change(session, image, action, accounts),
});
