import type { Credentials } from '../../domain/profile';
import type { SignedRequest } from '../../domain/provider';
import { hex, hmacKey, hmacSha256, sha256Hex } from '../../signing/digest';

/**
 * ACS3-HMAC-SHA256, step by step, as published in "V3 request structure and signature"
 * (https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature) and as
 * @alicloud/openapi-core 1.0.8 does it.
 */
const algorithm = 'ACS3-HMAC-SHA256';

/** A parameter of an API; a list becomes `Name.1`, `Name.2` and so on. */
export type Parameter = string | number | readonly string[];

/** What the first step hashes. `headers` are those to be signed, and no others. */
export interface CanonicalParts {
  method: 'POST' | 'GET';
  /** As from canonicalQuery; the address carries exactly this text. */
  query: string;
  headers: Record<string, string>;
  /** The body exactly as sent. */
  payload: string;
  /** Its SHA-256, where that is known. */
  payloadHash?: string;
}

export interface CanonicalRequest {
  text: string;
  /** Names in lower case, sorted, joined by semicolons. */
  signedHeaders: string;
}

/** One API call of an Alibaba Cloud product, not yet signed. */
export interface AlibabaRequest {
  /** Host name without port, as in the address. */
  host: string;
  action: string;
  version: string;
  parameters: Readonly<Record<string, Parameter>>;
}

/** @returns `text` in UTF-8 with everything but RFC 3986's unreserved characters escaped; a lone surrogate as U+FFFD */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** @returns names and texts, lists spread out and counted from 1, in no order */
export const flatten = (parameters: Readonly<Record<string, Parameter>>): [string, string][] =>
  Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' || typeof value === 'number'
      ? [[name, String(value)]]
      : value.map((item, index) => [`${name}.${index + 1}`, item]),
  );

/** @returns part one's query: sorted by name in code units, so that `Name.10` stands before `Name.2` */
export const canonicalQuery = (parameters: Readonly<Record<string, Parameter>>): string =>
  flatten(parameters)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');

/** @returns part one: the request in the form both sides hash */
export const canonicalRequest = async (parts: CanonicalParts): Promise<CanonicalRequest> => {
  const headers = Object.entries(parts.headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const signedHeaders = headers.map(([name]) => name).join(';');
  const lines = headers.map(([name, value]) => `${name}:${value}\n`).join('');
  const payloadHash = parts.payloadHash ?? (await sha256Hex(parts.payload));
  const text = [parts.method, '/', parts.query, lines, signedHeaders, payloadHash].join('\n');
  return { text, signedHeaders };
};

/** @returns part two: what is authenticated */
export const stringToSign = async (canonical: string): Promise<string> =>
  `${algorithm}\n${await sha256Hex(canonical)}`;

/**
 * Part three; the secret is the key as it is.
 * @returns 64 hexadecimal characters
 */
export const signature = async (secret: CryptoKey | string, text: string): Promise<string> =>
  hex(await hmacSha256(secret, text));

/** @returns part four: the Authorization header, with no space after a comma */
export const authorization = (keyId: string, signedHeaders: string, signatureHex: string): string =>
  `${algorithm} Credential=${keyId},SignedHeaders=${signedHeaders},Signature=${signatureHex}`;

/** @returns a moment in milliseconds since the epoch as the header writes it: UTC, whole seconds */
export const dateOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** The key of each set of keys; it goes when they go. */
const imported = new WeakMap<Credentials, Promise<CryptoKey>>();

const keyOf = (credentials: Credentials): Promise<CryptoKey> => {
  const key = imported.get(credentials) ?? hmacKey(credentials.secret);
  imported.set(credentials, key);
  return key;
};

/** The SHA-256 of no body. */
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * Signs a POST with its parameters in the address and no body, as the vendor's SDK sends it.
 * @param at milliseconds since the epoch; the service accepts it for 15 minutes to either side
 * @param nonce a text that was never used before with this key: one per attempt
 * @returns a request without a Host header: browsers set it from the address, and it is signed as such. Its body is
 *   empty and must not be sent as text, or the browser would add a content type that was not signed
 */
export const signRequest = async (
  request: AlibabaRequest,
  credentials: Credentials,
  at: number,
  nonce: string,
): Promise<SignedRequest> => {
  const query = canonicalQuery(request.parameters);
  const headers = {
    'x-acs-action': request.action,
    'x-acs-version': request.version,
    'x-acs-date': dateOf(at),
    'x-acs-signature-nonce': nonce,
    'x-acs-content-sha256': emptyHash,
    ...(credentials.token ? { 'x-acs-security-token': credentials.token } : {}),
  };
  const canonical = await canonicalRequest({
    method: 'POST',
    query,
    headers: { host: request.host, ...headers },
    payload: '',
    payloadHash: emptyHash,
  });
  const signed = await signature(await keyOf(credentials), await stringToSign(canonical.text));
  return {
    url: `https://${request.host}/${query === '' ? '' : `?${query}`}`,
    method: 'POST',
    headers: {
      // Without it some gateways answer in XML.
      Accept: 'application/json',
      ...headers,
      Authorization: authorization(credentials.keyId, canonical.signedHeaders, signed),
    },
    body: '',
  };
};
