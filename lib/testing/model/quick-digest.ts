// In the place of lib/signing/digest: WebCrypto answers outside of the virtual time and in no certain order. Signatures
// are not judged in these runs (practice/*/vendor-sdk.test.ts judges them), so all that counts is that they cost little.

/** FNV-1a, 32 bits. */
const digest = (text: string): number => {
  let mixed = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193);
  return mixed >>> 0;
};

/** @returns `bytes` as lower-case hexadecimal text */
export const hex = (bytes: Uint8Array): string => bytes.join('');

/** @returns a digest of `text` */
export const sha256Hex = async (text: string): Promise<string> => digest(text).toString(16);

/** @returns a key that plays no part */
export const hmacKey = async (): Promise<Uint8Array> => Uint8Array.of();

/** @returns a digest of `text`; the key plays no part */
export const hmacSha256 = async (_key: Uint8Array | string, text: string): Promise<Uint8Array> => {
  const number = digest(text);
  return Uint8Array.of(number, number >>> 8, number >>> 16, number >>> 24);
};
