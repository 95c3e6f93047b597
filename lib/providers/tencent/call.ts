import type { Failure } from '../../domain/failure';
import type { Credentials } from '../../domain/profile';
import type { ProviderSession } from '../../domain/provider';
import { failed, type Result } from '../../domain/result';
import { readEnvelope, type TencentResponse } from './envelope';
import { signRequest } from './sign';

/** One API of a Tencent product. */
export interface TencentApi {
  service: string;
  version: string;
  action: string;
  /** Published calls per second, per endpoint and key. */
  perSecond: number;
}

const printable = /^[\x21-\x7e]+$/;

/** Keys that cannot stand in a header would make fetch throw an error that repeats them. */
const unusableCredentials = ({ keyId, secret, token }: Credentials): Failure | undefined => {
  if (!printable.test(keyId)) return { kind: 'key-unknown' };
  if (secret === '') return { kind: 'signature-wrong' };
  if (token && !printable.test(token)) return { kind: 'token-expired' };
  return undefined;
};

const withoutSecrets = (failure: Failure, { keyId, secret, token }: Credentials): Failure => {
  let message = failure.message;
  for (const secretText of [secret, token, keyId]) {
    if (secretText) message = message?.replaceAll(secretText, '•••');
  }
  return { ...failure, message };
};

/**
 * Calls one API, signed when its turn has come. A call refused for its clock is sent once more, newly signed by
 * the server's time: the refusal came before the API, so nothing was applied.
 * @param host host name without port
 * @param region absent for calls that take none
 * @param parameters what becomes the JSON body
 * @returns the success's fields, or a failure that repeats no secret
 */
export const callTencent = async (
  session: ProviderSession,
  api: TencentApi,
  host: string,
  region: string | undefined,
  parameters: object,
): Promise<Result<TencentResponse>> => {
  const { credentials } = session;
  const unusable = unusableCredentials(credentials);
  if (unusable) return failed(unusable);
  const request = { ...api, host, region, body: JSON.stringify(parameters) };
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
  return response.ok ? response : failed(withoutSecrets(response.failure, credentials));
};
