import { createRequire } from 'node:module';

interface SdkSigner {
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
  query(filter: Record<string, unknown>): Record<string, string>;
}

// The signer is not part of the SDK's public entry; the package is CommonJS.
const { default: signer } = createRequire(import.meta.url)('@alicloud/openapi-core/dist/utils') as {
  default: SdkSigner;
};

/**
 * The vendor's own signer (@alicloud/openapi-core), for tests alone.
 * @param request its parameters before lists are spread out; `headers` are those to be signed, host included
 * @returns its Authorization header
 */
export const signWithSdk = (request: {
  parameters: Readonly<Record<string, unknown>>;
  headers: Record<string, string>;
  payloadHash: string;
  keyId: string;
  secret: string;
}): string =>
  signer.getAuthorization(
    { method: 'POST', pathname: '/', query: signer.query(request.parameters), headers: request.headers },
    'ACS3-HMAC-SHA256',
    request.payloadHash,
    request.keyId,
    request.secret,
  );
