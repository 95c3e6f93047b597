import type { Credentials } from '../../domain/profile';
import type { SignedRequest } from '../../domain/provider';
import { hex, hmacKey, hmacSha256, sha256Hex } from '../../signing/digest';

/**
 * TC3-HMAC-SHA256, step by step, as published in "Signature v3" (https://cloud.tencent.com/document/api/213/30654)
 * and as tencentcloud-sdk-nodejs-common 4.1.220 does it.
 */
const algorithm = 'TC3-HMAC-SHA256';
const scopeEnd = 'tc3_request';
const contentType = 'application/json';

/** What the first step hashes. `headers` are those to be signed, and no others. */
export interface CanonicalParts {
  method: 'POST' | 'GET';
  /** As in the address, without the question mark; empty for POST. */
  query: string;
  headers: Record<string, string>;
  /** The body exactly as sent; empty for GET. */
  payload: string;
}

export interface CanonicalRequest {
  text: string;
  /** Names in lower case, sorted, joined by semicolons. */
  signedHeaders: string;
}

/** One API call of a Tencent product, not yet signed. */
export interface TencentRequest {
  /** Host name without port, as in the address. */
  host: string;
  /** `cvm`, `sts`: the same on every site and in every region. */
  service: string;
  action: string;
  version: string;
  /** Absent for calls that take no region. */
  region?: string | undefined;
  /** Language of the vendor's messages: `zh-CN` or `en-US`. */
  language?: string | undefined;
  /** JSON, serialised once: the same text is hashed and sent. */
  body: string;
}

/** @returns part one: the request in the form both sides hash */
export const canonicalRequest = async (parts: CanonicalParts): Promise<CanonicalRequest> => {
  const headers = Object.entries(parts.headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim().toLowerCase()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const signedHeaders = headers.map(([name]) => name).join(';');
  const lines = headers.map(([name, value]) => `${name}:${value}\n`).join('');
  const payloadHash = await sha256Hex(parts.payload);
  const text = [parts.method, '/', parts.query, lines, signedHeaders, payloadHash].join('\n');
  return { text, signedHeaders };
};

/** @returns the UTC day of a moment in Unix seconds, as YYYY-MM-DD */
export const dayOf = (timestamp: number): string => new Date(timestamp * 1000).toISOString().slice(0, 10);

/** @returns the day and service a signature is for; `timestamp` in Unix seconds */
export const scopeOf = (timestamp: number, service: string): string =>
  `${dayOf(timestamp)}/${service}/${scopeEnd}`;

/** @returns part two: what is authenticated; `timestamp` in Unix seconds */
export const stringToSign = async (timestamp: number, service: string, canonical: string): Promise<string> =>
  [algorithm, timestamp, scopeOf(timestamp, service), await sha256Hex(canonical)].join('\n');

/**
 * Derives the key of one day and service.
 * @param secret the secret key, as text
 * @param timestamp Unix seconds
 * @returns the three keys in order of derivation, 32 bytes each; the last one signs
 */
export const signingKey = async (secret: string, timestamp: number, service: string) => {
  const date = await hmacSha256(`TC3${secret}`, dayOf(timestamp));
  const ofService = await hmacSha256(date, service);
  return { date, service: ofService, signing: await hmacSha256(ofService, scopeEnd) };
};

/** What was derived of each set of keys, by day and service; it goes when the keys go, and no secret names it. */
const derived = new WeakMap<Credentials, Map<string, Promise<CryptoKey>>>();
/** A set of keys signs for two services; what is more is of an earlier day. */
const mostDerived = 4;

const derivedKey = (credentials: Credentials, timestamp: number, service: string): Promise<CryptoKey> => {
  const known = derived.get(credentials) ?? new Map<string, Promise<CryptoKey>>();
  const scope = scopeOf(timestamp, service);
  const key =
    known.get(scope) ??
    signingKey(credentials.secret, timestamp, service).then(({ signing }) => hmacKey(signing));
  if (known.size >= mostDerived && !known.has(scope)) known.clear();
  derived.set(credentials, known.set(scope, key));
  return key;
};

/** @returns part three: 64 hexadecimal characters */
export const signature = async (key: CryptoKey | Uint8Array<ArrayBuffer>, text: string): Promise<string> =>
  hex(await hmacSha256(key, text));

/** @returns part four: the Authorization header; `scope` as from scopeOf */
export const authorization = (
  keyId: string,
  scope: string,
  signedHeaders: string,
  signatureHex: string,
): string =>
  `${algorithm} Credential=${keyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signatureHex}`;

const unsignedHeaders = (request: TencentRequest, credentials: Credentials, timestamp: number) => ({
  'X-TC-Action': request.action,
  'X-TC-Version': request.version,
  'X-TC-Timestamp': String(timestamp),
  ...(request.region ? { 'X-TC-Region': request.region } : {}),
  ...(request.language ? { 'X-TC-Language': request.language } : {}),
  ...(credentials.token ? { 'X-TC-Token': credentials.token } : {}),
});

/**
 * Signs a POST with a JSON body for one moment.
 * @param at milliseconds since the epoch; the service accepts it for five minutes to either side
 * @returns a request without a Host header: browsers set it from the address, and it is signed as such
 */
export const signRequest = async (
  request: TencentRequest,
  credentials: Credentials,
  at: number,
): Promise<SignedRequest> => {
  const timestamp = Math.floor(at / 1000);
  const canonical = await canonicalRequest({
    method: 'POST',
    query: '',
    headers: { 'content-type': contentType, host: request.host },
    payload: request.body,
  });
  const text = await stringToSign(timestamp, request.service, canonical.text);
  const key = await derivedKey(credentials, timestamp, request.service);
  const scope = scopeOf(timestamp, request.service);
  return {
    url: `https://${request.host}/`,
    method: 'POST',
    headers: {
      'Content-Type': contentType,
      ...unsignedHeaders(request, credentials, timestamp),
      Authorization: authorization(
        credentials.keyId,
        scope,
        canonical.signedHeaders,
        await signature(key, text),
      ),
    },
    body: request.body,
  };
};
