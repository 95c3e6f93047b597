import { classOf, type Failure } from '../../../domain/failure';
import type { Roster } from '../../../domain/image';
import type { Region } from '../../../domain/product';
import type { Caller } from '../../../domain/profile';
import type { OpenProvider, Provider, ProviderSession } from '../../../domain/provider';
import { failed, type Result, success } from '../../../domain/result';
import { callTencent, type TencentCall } from '../call';
import { unexpected } from '../envelope';
import { anyRegion, apis, cvmHost, isRegion, siteHost } from './endpoints';
import { readAllPages, readByIds } from './images';
import { tencentRegions } from './regions';
import { callerSchema, regionsSchema, rosterSchema } from './wire';

/** The vendor's words for what to do with the accounts of a call. */
const permissions = { share: 'SHARE', revoke: 'CANCEL' } as const;

/** Sends one call to a region's host; a region that is none never becomes a host name. */
const callCvm = async (session: ProviderSession, call: Omit<TencentCall, 'host'> & { region: string }) =>
  isRegion(call.region)
    ? callTencent(session, { ...call, host: cvmHost(session.site, call.region) })
    : failed({ kind: 'region-wrong' });

/** The vendor lists codes about accounts for reads too, where they cannot be about an account of ours. */
const asRead = (failure: Failure): { ok: false; failure: Failure } => {
  const isAboutWrites = ['account', 'batch', 'full'].includes(classOf(failure));
  return failed(isAboutWrites ? { ...failure, kind: 'image-unexpected' } : failure);
};

const whoAmI = async (session: ProviderSession): Promise<Result<Caller>> => {
  const answer = await callTencent(session, {
    api: apis.getCallerIdentity,
    host: siteHost('sts', session.site),
    region: anyRegion,
    parameters: {},
  });
  if (!answer.ok) return asRead(answer.failure);
  const caller = callerSchema.safeParse(answer.value.fields);
  if (!caller.success) return unexpected(answer.value.requestId);
  const { AccountId: account, Arn, UserId, Type } = caller.data;
  return success({ account, name: Arn || [Type, UserId].filter(Boolean).join(' ') });
};

const consoleNumberOf = (value: string | number | null | undefined): { consoleNumber?: number } => {
  const number = /^\d{1,4}$/.test(String(value)) ? Number(value) : 0;
  return number > 0 ? { consoleNumber: number } : {};
};

const listRegions = async (session: ProviderSession): Promise<Result<Region[]>> => {
  const host = siteHost('cvm', session.site);
  const answer = await callTencent(session, { api: apis.describeRegions, host, parameters: {} });
  if (!answer.ok) return asRead(answer.failure);
  const parsed = regionsSchema.safeParse(answer.value.fields);
  if (!parsed.success) return unexpected(answer.value.requestId);
  const open = new Map(
    parsed.data.RegionSet.filter(({ RegionState }) => RegionState === '' || RegionState === 'AVAILABLE').map(
      (region) => [region.Region, region],
    ),
  );
  const known = tencentRegions.filter(({ id }) => open.has(id));
  for (const { id } of known) open.delete(id);
  const others = [...open.values()].map(
    ({ Region: id, RegionName: name, RegionIdMC: number }): Region => ({
      id,
      ...consoleNumberOf(number),
      en: name || id,
      zh: name || id,
    }),
  );
  return success([...known, ...others]);
};

const askImages = (session: ProviderSession, region: string) => async (parameters: object) => {
  const answer = await callCvm(session, { api: apis.describeImages, region, parameters });
  return answer.ok ? success(answer.value.fields) : asRead(answer.failure);
};

const readRoster = async (
  session: ProviderSession,
  region: string,
  imageId: string,
): Promise<Result<Roster>> => {
  const answer = await callCvm(session, {
    api: apis.describeRoster,
    region,
    parameters: { ImageId: imageId },
  });
  if (!answer.ok) return asRead(answer.failure);
  const parsed = rosterSchema.safeParse(answer.value.fields);
  if (!parsed.success) return unexpected(answer.value.requestId);
  const entries = new Map(
    parsed.data.SharePermissionSet.map(({ AccountId: account, CreatedTime: since }) => [
      account,
      { account, ...(since ? { since } : {}) },
    ]),
  );
  return success({ entries: [...entries.values()], readAt: session.now() });
};

const change = async (
  session: ProviderSession,
  ...[image, action, accounts]: Parameters<Provider['change']>
): Promise<Result<{ requestId: string }>> => {
  if (accounts.length === 0) return failed({ kind: 'request-malformed' });
  const answer = await callCvm(session, {
    api: apis.modifyRoster,
    region: image.region,
    parameters: { ImageId: image.imageId, AccountIds: accounts, Permission: permissions[action] },
    accounts,
  });
  return answer.ok ? success({ requestId: answer.value.requestId }) : answer;
};

/**
 * Opens Tencent Cloud CVM for one set of keys on one site.
 * @returns the port; every call of it goes through `session.send`, and a write is one call for one image
 */
export const openTencentCvm: OpenProvider = (session) => ({
  whoAmI: () => whoAmI(session),
  listRegions: () => listRegions(session),
  listImages: (region) => readAllPages(askImages(session, region), region),
  readImages: (region, imageIds) => readByIds(askImages(session, region), region, imageIds),
  readRoster: (image) => readRoster(session, image.region, image.imageId),
  change: (image, action, accounts) => change(session, image, action, accounts),
});
