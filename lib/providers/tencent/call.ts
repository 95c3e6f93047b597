import type { Failure } from '../../domain/failure';
import type { Credentials } from '../../domain/profile';
import type { ProviderSession } from '../../domain/provider';
import { failed, type Result } from '../../domain/result';
import { readEnvelope, type TencentResponse } from './envelope';
import { accountsNamedIn } from './failures';
import { signRequest } from './sign';

/** One API of a Tencent product. */
export interface TencentApi {
  service: string;
  version: string;
  action: string;
  /** Published calls per second, per endpoint and key. */
  perSecond: number;
}

/** One call of it. */
export interface TencentCall {
  api: TencentApi;
  /** Host name without port. */
  host: string;
  /** Absent for calls that take none. */
  region?: string | undefined;
  /** Becomes the JSON body. */
  parameters: object;
  /** Recipients in the parameters: those the vendor's sentence names end in the failure. */
  accounts?: readonly string[];
}

/** Longest vendor sentence that is kept, in characters; it is for showing only. */
const longestMessage = 500;

const printable = /^[\x21-\x7e]+$/;

/** Keys that cannot stand in a header would make fetch throw an error that repeats them. */
const unusableCredentials = ({ keyId, secret, token }: Credentials): Failure | undefined => {
  if (!printable.test(keyId)) return { kind: 'key-unknown' };
  if (secret === '') return { kind: 'signature-wrong' };
  if (token && !printable.test(token)) return { kind: 'token-expired' };
  return undefined;
};

const withoutSecrets = (text: string, { keyId, secret, token }: Credentials): string =>
  [secret, token, keyId].reduce<string>(
    (clean, secretText) => (secretText ? clean.replaceAll(secretText, '•••') : clean),
    text,
  );

/** Makes a failure fit to be kept: no secret, the call's accounts read from the whole sentence, then a short one. */
const settle = (failure: Failure, accounts: readonly string[], credentials: Credentials): Failure => {
  if (failure.message === undefined) return failure;
  const message = withoutSecrets(failure.message, credentials);
  const named = accountsNamedIn(message, accounts);
  return {
    ...failure,
    message: message.slice(0, longestMessage),
    ...(named.length > 0 ? { accounts: named } : {}),
  };
};

/**
 * Calls one API, signed when its turn has come. A call refused for its clock is sent once more, newly signed by
 * the server's time: the refusal came before the API, so nothing was applied.
 * @returns the success's fields, or a failure that repeats no secret
 */
export const callTencent = async (
  session: ProviderSession,
  call: TencentCall,
): Promise<Result<TencentResponse>> => {
  const { credentials } = session;
  const { api, host, region } = call;
  const unusable = unusableCredentials(credentials);
  if (unusable) return failed(unusable);
  const request = { ...api, host, region, body: JSON.stringify(call.parameters) };
  const send = () =>
    session.send({
      bucket: `${api.action}@${host}`,
      perSecond: api.perSecond,
      sign: (at) => signRequest(request, credentials, at),
    });

  const sent = await send();
  if (!sent.ok) return sent;
  let response = readEnvelope(sent.value);
  if (!response.ok && response.failure.kind === 'clock-off' && sent.value.serverTime !== undefined) {
    session.learnServerTime(sent.value.serverTime);
    const again = await send();
    if (!again.ok) return again;
    response = readEnvelope(again.value);
  }
  return response.ok ? response : failed(settle(response.failure, call.accounts ?? [], credentials));
};
