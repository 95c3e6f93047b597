import { classOf, type Failure } from '../../domain/failure';
import type { Caller } from '../../domain/profile';
import type { ProviderSession } from '../../domain/provider';
import { failed, type Result, success } from '../../domain/result';
import { type AlibabaApi, callAlibaba } from './call';
import { unexpected } from './envelope';
import type { CodeBook } from './failures';
import { callerSchema } from './wire';

/** Needs no right in RAM, and is the same on both sites. */
const getCallerIdentity: AlibabaApi = {
  version: '2015-04-01',
  action: 'GetCallerIdentity',
  parameters: [],
  perSecond: 5,
};
const stsHost = 'sts.aliyuncs.com';

/** Codes about accounts may come to reads too, where they cannot be about an account of ours. */
export const asRead = (failure: Failure): { ok: false; failure: Failure } => {
  const isAboutWrites = ['account', 'batch', 'full'].includes(classOf(failure));
  return failed(isAboutWrites ? { ...failure, kind: 'image-unexpected' } : failure);
};

/** Asks STS whose keys these are. @returns the main account, whoever of it the keys belong to */
export const askCaller = async (session: ProviderSession, codes: CodeBook): Promise<Result<Caller>> => {
  const answer = await callAlibaba(session, { api: getCallerIdentity, host: stsHost, parameters: {}, codes });
  if (!answer.ok) return asRead(answer.failure);
  const caller = callerSchema.safeParse(answer.value.fields);
  if (!caller.success) return unexpected(answer.value.requestId);
  const { AccountId: account, Arn, IdentityType, UserId } = caller.data;
  return success({ account, name: Arn || [IdentityType, UserId].filter(Boolean).join(' ') });
};
