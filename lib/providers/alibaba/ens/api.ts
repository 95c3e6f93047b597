import type { Roster } from '../../../domain/image';
import type { OpenProvider, Provider, ProviderSession } from '../../../domain/provider';
import { failed, type Result, success } from '../../../domain/result';
import { type AlibabaCall, callAlibaba } from '../call';
import { askCaller, asRead } from '../caller';
import { unexpected } from '../envelope';
import { ensCodes as codes } from '../failures';
import { readAllPages, readSteadyPages, totalTold } from '../read-pages';
import { apis, ensHost } from './endpoints';
import { type AskImages, readByIds, readOwnImages } from './images';
import { alibabaEns } from './product';
import { ensRegions } from './regions';
import { rosterSchema } from './wire';

/** Most entries of a roster's page (DescribeImageSharePermission, 2017-11-10). */
const rosterPage = 100;

/** The vendor's parameter for the accounts of a call: one text, its ids joined by commas. */
const listNames = { share: 'AddAccounts', revoke: 'RemoveAccounts' } as const;

const callEns = async (
  session: ProviderSession,
  region: string,
  call: Pick<AlibabaCall, 'api' | 'parameters' | 'accounts'>,
) => {
  const host = ensHost(region);
  return host ? callAlibaba(session, { ...call, host, codes }) : failed({ kind: 'region-wrong' });
};

const askImages =
  (session: ProviderSession, region: string): AskImages =>
  async (parameters) => {
    const answer = await callEns(session, region, { api: apis.describeImages, parameters });
    return answer.ok ? answer : asRead(answer.failure);
  };

const readRoster = async (
  session: ProviderSession,
  region: string,
  imageId: string,
  isGlance = false,
): Promise<Result<Roster>> => {
  const accounts = await (isGlance ? readAllPages : readSteadyPages)(
    rosterPage,
    (account: string) => account,
    async (number) => {
      const answer = await callEns(session, region, {
        api: apis.describeRoster,
        parameters: { ImageId: imageId, PageNumber: number, PageSize: rosterPage },
      });
      if (!answer.ok) return asRead(answer.failure);
      const parsed = rosterSchema.safeParse(answer.value.fields);
      if (!parsed.success) return unexpected(answer.value.requestId);
      const total = totalTold(answer.value.fields, parsed.data.TotalCount);
      return success({ items: parsed.data.Accounts ?? [], total });
    },
  );
  if (!accounts.ok) return accounts;
  return success({ entries: accounts.value.map((account) => ({ account })), readAt: session.now() });
};

const change = async (
  session: ProviderSession,
  ...[image, action, accounts]: Parameters<Provider['change']>
): Promise<Result<{ requestId: string }>> => {
  // The accounts become one text, where a comma inside would make two of one.
  if (accounts.length === 0 || !accounts.every((account) => /^\d{1,32}$/.test(account))) {
    return failed({ kind: 'request-malformed' });
  }
  if (accounts.length > alibabaEns.limits.accountsPerCall[action]) {
    return failed({ kind: 'too-many-in-call' });
  }
  const answer = await callEns(session, image.region, {
    api: apis.modifyRoster,
    parameters: { ImageId: image.imageId, [listNames[action]]: accounts.join(',') },
    accounts,
  });
  return answer.ok ? success({ requestId: answer.value.requestId }) : answer;
};

/**
 * Opens Alibaba Cloud ENS for one set of keys on one site.
 * @returns the port; every call of it goes through `session.send`, and a write is one call for one image
 */
export const openAlibabaEns: OpenProvider = (session) => ({
  whoAmI: () => askCaller(session, codes),
  listRegions: async () => success([...ensRegions]),
  listImages: (region) => readOwnImages(askImages(session, region), region),
  readImages: (region, imageIds) => readByIds(askImages(session, region), region, imageIds),
  readRoster: (image, isGlance) => readRoster(session, image.region, image.imageId, isGlance),
  change: (image, action, accounts) => change(session, image, action, accounts),
});
