/** @returns `length` bytes from the browser's cryptographic source; 65,536 at most (Web Cryptography, getRandomValues) */
export const randomBytes = (length: number): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(length));

/** @returns a fresh id of 122 random bits, as RFC 9562 writes version 4 */
export const newId = (): string => crypto.randomUUID();

/** @returns a fresh unguessable token: 256 random bits in hexadecimal digits */
export const newToken = (): string =>
  Array.from(randomBytes(32), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @returns a number from 0 (inclusive) to 1 (exclusive), for jitter; not for secrets */
export const chance = (): number => Math.random();
