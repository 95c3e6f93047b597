const utf8 = new TextEncoder();
const twoDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** @returns `bytes` as lower-case hexadecimal text, two characters per byte */
export const hex = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += twoDigits[byte];
  return text;
};

/** @returns the SHA-256 of `text` in UTF-8, as 64 lower-case hexadecimal characters */
export const sha256Hex = async (text: string): Promise<string> =>
  hex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(text))));

/**
 * @param key raw bytes, or text that is used in UTF-8; not empty
 * @returns the key for HMAC by SHA-256, which no script can read back
 */
export const hmacKey = (key: Uint8Array<ArrayBuffer> | string): Promise<CryptoKey> => {
  const raw = typeof key === 'string' ? utf8.encode(key) : key;
  return crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
};

/**
 * HMAC by SHA-256 (RFC 2104).
 * @param key as from hmacKey, or what that takes
 * @param text what is authenticated, used in UTF-8
 * @returns 32 raw bytes, ready to be the key of a next step
 */
export const hmacSha256 = async (
  key: CryptoKey | Uint8Array<ArrayBuffer> | string,
  text: string,
): Promise<Uint8Array<ArrayBuffer>> => {
  const made = typeof key === 'string' || key instanceof Uint8Array ? await hmacKey(key) : key;
  return new Uint8Array(await crypto.subtle.sign('HMAC', made, utf8.encode(text)));
};
