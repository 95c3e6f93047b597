import type { Failure } from '../../domain/failure';
import type { Credentials } from '../../domain/profile';
import type { ProviderSession } from '../../domain/provider';
import { failed, type Result } from '../../domain/result';
import { type AlibabaResponse, readEnvelope } from './envelope';
import { accountsNamedIn, type CodeBook } from './failures';
import { type Parameter, signRequest } from './sign';

/** One API of an Alibaba Cloud product. */
export interface AlibabaApi {
  version: string;
  action: string;
  /** Every parameter that may be sent; a call with another one is refused on this side. */
  parameters: readonly string[];
  /** Calls per second and host that stay under the published rate. */
  perSecond: number;
}

/** One call of it. */
export interface AlibabaCall {
  api: AlibabaApi;
  /** Host name without port. */
  host: string;
  parameters: Readonly<Record<string, Parameter>>;
  codes: CodeBook;
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

const freshNonce = (): string => globalThis.crypto.randomUUID();

/**
 * Calls one API, signed with a new nonce when its turn has come. A call refused for its clock is sent once more, newly
 * signed by the server's time: the refusal came before the API, so nothing was applied.
 * @returns the success's fields, or a failure that repeats no secret; request-rejected for a parameter that the API's
 *   list does not hold
 */
export const callAlibaba = async (
  session: ProviderSession,
  call: AlibabaCall,
): Promise<Result<AlibabaResponse>> => {
  const { credentials, nonce = freshNonce } = session;
  const { api, host, parameters, codes } = call;
  const unusable = unusableCredentials(credentials);
  if (unusable) return failed(unusable);
  if (Object.keys(parameters).some((name) => !api.parameters.includes(name))) {
    return failed({ kind: 'request-rejected' });
  }
  const request = { host, action: api.action, version: api.version, parameters };
  const send = () =>
    session.send({
      bucket: `${api.action}@${host}`,
      perSecond: api.perSecond,
      sign: (at) => signRequest(request, credentials, at, nonce()),
    });

  const sent = await send();
  if (!sent.ok) return sent;
  let response = readEnvelope(sent.value, codes);
  if (!response.ok && response.failure.kind === 'clock-off' && sent.value.serverTime !== undefined) {
    session.learnServerTime(sent.value.serverTime);
    const again = await send();
    if (!again.ok) return again;
    response = readEnvelope(again.value, codes);
  }
  return response.ok ? response : failed(settle(response.failure, call.accounts ?? [], credentials));
};
