const utf8 = new TextEncoder();

/** @returns `bytes` as lower-case hexadecimal text, two characters per byte */
export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @returns the SHA-256 of `text` in UTF-8, as 64 lower-case hexadecimal characters */
export const sha256Hex = async (text: string): Promise<string> =>
  hex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(text))));

/**
 * HMAC by SHA-256 (RFC 2104).
 * @param key raw bytes, or text that is used in UTF-8; not empty
 * @param text what is authenticated, used in UTF-8
 * @returns 32 raw bytes, ready to be the key of a next step
 */
export const hmacSha256 = async (
  key: Uint8Array<ArrayBuffer> | string,
  text: string,
): Promise<Uint8Array<ArrayBuffer>> => {
  const raw = typeof key === 'string' ? utf8.encode(key) : key;
  const imported = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, utf8.encode(text)));
};
