import { createRequire } from 'node:module';

interface SdkSigner {
  sign3(input: {
    method: string;
    url: string;
    payload: unknown;
    timestamp: number;
    service: string;
    secretId: string;
    secretKey: string;
    multipart: boolean;
    boundary: string;
    headers: Record<string, string>;
  }): string;
}

// The signer is not part of the SDK's public entry; the package is CommonJS.
const { default: signer } = createRequire(import.meta.url)(
  'tencentcloud-sdk-nodejs-common/tencentcloud/common/sign.js',
) as { default: SdkSigner };

/**
 * The vendor's own signer (tencentcloud-sdk-nodejs-common), for tests alone.
 * @param request a POST; `timestamp` in Unix seconds; `body` as sent
 * @returns its Authorization header
 */
export const signWithSdk = (request: {
  host: string;
  service: string;
  keyId: string;
  secret: string;
  timestamp: number;
  body: string;
  contentType?: string;
}): string =>
  signer.sign3({
    method: 'POST',
    url: `https://${request.host}/`,
    // Bytes are hashed as they are; anything else would be serialised by the SDK.
    payload: Buffer.from(request.body, 'utf8'),
    timestamp: request.timestamp,
    service: request.service,
    secretId: request.keyId,
    secretKey: request.secret,
    multipart: false,
    boundary: '',
    headers: { 'Content-Type': request.contentType ?? 'application/json' },
  });
