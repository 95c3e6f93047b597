import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

// The vendor's signer is CommonJS with a default export; require reads it alike in Node and under Vitest.
const load = createRequire(import.meta.url);
const { default: Sign } = load(
  'tencentcloud-sdk-nodejs-common/tencentcloud/common/sign',
) as typeof import('tencentcloud-sdk-nodejs-common/tencentcloud/common/sign'); // the module's own types

/** The parts of an Authorization header. */
export interface Authorization {
  secretId: string;
  /** UTC day, YYYY-MM-DD. */
  date: string;
  service: string;
  signedHeaders: string;
  signature: string;
}

/** What a signature is about. */
export interface SignedRequest {
  method: string;
  host: string;
  path: string;
  /** With its question mark, or empty. */
  search: string;
  body: string;
  /** Seconds since the epoch. */
  timestamp: number;
  service: string;
  /** Value of a request header, empty when absent. */
  header(name: string): string;
}

const authorizationForm =
  /^TC3-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{4}-\d\d-\d\d)\/([a-z]+)\/tc3_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/** @returns the parts, or undefined when the header has not the documented form or misses a needed signed header */
export function readAuthorization(header: string): Authorization | undefined {
  const [, secretId = '', date = '', service = '', signedHeaders = '', signature = ''] =
    authorizationForm.exec(header) ?? [];
  const names = signedHeaders.split(';');
  if (!names.includes('content-type') || !names.includes('host')) return undefined;
  return { secretId, date, service, signedHeaders, signature };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The vendor's HMAC. Its types ask for a text as key, its code takes bytes too. */
const hmac = (key: string | Buffer, text: string): Buffer =>
  Buffer.from(Sign.sign(key as string, text, 'HmacSHA256'), 'base64'); // see above

/** The vendor's own signer, which always signs `content-type;host`. */
function usualSignature(request: SignedRequest, secretKey: string): Authorization | undefined {
  const { method, host, path, search, body, timestamp, service } = request;
  const header = Sign.sign3({
    method,
    url: `https://${host}${path}${search}`,
    payload: method === 'POST' ? Buffer.from(body) : '',
    timestamp,
    service,
    secretId: '-',
    secretKey,
    multipart: false,
    boundary: '',
    headers: { 'Content-Type': request.header('content-type').trim().toLowerCase() },
  });
  return readAuthorization(header);
}

/**
 * For more signed headers than the vendor's signer knows (its tutorial adds x-tc-action): the documented canonical
 * text, and the vendor's HMAC for every key and the signature.
 */
function widerSignature(request: SignedRequest, names: string[], secretKey: string): string {
  const date = new Date(request.timestamp * 1000).toISOString().slice(0, 10);
  const sorted = [...names].sort();
  const canonical = [
    request.method,
    request.path,
    request.search.slice(1),
    ...sorted.map((name) => `${name}:${request.header(name).trim().toLowerCase()}`),
    '',
    sorted.join(';'),
    sha256(request.method === 'POST' ? request.body : ''),
  ].join('\n');
  const scope = `${date}/${request.service}/tc3_request`;
  const toSign = ['TC3-HMAC-SHA256', request.timestamp, scope, sha256(canonical)].join('\n');
  const signingKey = hmac(hmac(hmac(`TC3${secretKey}`, date), request.service), 'tc3_request');
  return hmac(signingKey, toSign).toString('hex');
}

/**
 * Judges a signature with the vendor's signer.
 * @param given what came in the Authorization header
 * @param secretKey the secret of the key the header names
 */
export function isSignatureRight(request: SignedRequest, given: Authorization, secretKey: string): boolean {
  if (given.signedHeaders !== 'content-type;host') {
    const expected = widerSignature(request, given.signedHeaders.split(';'), secretKey);
    const date = new Date(request.timestamp * 1000).toISOString().slice(0, 10);
    return given.signature === expected && given.date === date && given.service === request.service;
  }
  const expected = usualSignature(request, secretKey);
  return (
    expected?.signature === given.signature &&
    expected.date === given.date &&
    expected.service === given.service
  );
}
