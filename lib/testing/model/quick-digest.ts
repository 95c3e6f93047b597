import { createHash } from 'node:crypto';

// In the place of lib/signing/digest: WebCrypto answers outside of the virtual time and in no certain order. Signatures
// are not judged in these runs (practice/*/vendor-sdk.test.ts judges them), so all that counts is that they differ.

/** @returns `bytes` as lower-case hexadecimal text */
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const digest = (text: string): Uint8Array => new Uint8Array(createHash('md5').update(text).digest());

/** @returns a digest of `text` as lower-case hexadecimal text */
export const sha256Hex = async (text: string): Promise<string> => hex(digest(text));

/** @returns a digest of `text`; the key plays no part */
export const hmacSha256 = async (_key: Uint8Array | string, text: string): Promise<Uint8Array> =>
  digest(text);
