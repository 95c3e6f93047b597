import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createRequire } from 'node:module';

/** The one method of the vendor's runtime that is used; its own types are loose. */
interface Signer {
  getAuthorization(
    request: {
      method: string;
      pathname: string;
      query: Record<string, string>;
      headers: Record<string, string>;
    },
    algorithm: string,
    payloadHash: string,
    keyId: string,
    secret: string,
  ): string;
}

// The vendor's runtime is CommonJS with a default export; require reads it alike in Node and under Vitest.
const { default: signer } = createRequire(import.meta.url)('@alicloud/openapi-core/dist/utils') as {
  default: Signer;
}; // the module's own shape

/** The parts of an Authorization header. */
export interface Authorization {
  keyId: string;
  signedHeaders: string;
  signature: string;
}

/** What a signature is about. */
export interface SignedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}

const algorithm = 'ACS3-HMAC-SHA256';
const authorizationForm =
  /^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})$/;

/** @returns the parts, or undefined when the header has not the documented form */
export function readAuthorization(header: string): Authorization | undefined {
  const [, keyId, signedHeaders, signature] = authorizationForm.exec(header) ?? [];
  return keyId && signedHeaders && signature ? { keyId, signedHeaders, signature } : undefined;
}

/** Lower-case hex, as x-acs-content-sha256 carries it. */
const hashOf = (body: string): string => createHash('sha256').update(body).digest('hex');

const isSigned = (name: string) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-');

/** The headers that count, by their names in lower case; the vendor wants every one of them signed. */
function signedHeadersOf({ headers }: SignedRequest, host: string): Record<string, string> {
  const found = Object.entries(headers).flatMap(([name, value]) =>
    isSigned(name) && typeof value === 'string' ? [[name, value] as const] : [],
  );
  return { ...Object.fromEntries(found), host };
}

/**
 * Judges a signature with the vendor's own runtime.
 * @param host without port
 * @param given what came in the Authorization header
 * @param secret of the key the header names
 */
export function isSignatureRight(
  request: SignedRequest,
  host: string,
  given: Authorization,
  secret: string,
): boolean {
  const asked = {
    method: request.method,
    pathname: request.path,
    query: Object.fromEntries(request.query),
    headers: signedHeadersOf(request, host),
  };
  const payloadHash = hashOf(request.body);
  const expected = signer.getAuthorization(asked, algorithm, payloadHash, given.keyId, secret);
  return (
    request.headers['x-acs-content-sha256'] === payloadHash &&
    expected ===
      `${algorithm} Credential=${given.keyId},SignedHeaders=${given.signedHeaders},Signature=${given.signature}`
  );
}
