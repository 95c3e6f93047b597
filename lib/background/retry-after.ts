/** Longer than this nobody is made to wait on the word of one answer. */
const mostMs = 10 * 60_000;

const read = (text: string | null, unitMs: number): number | undefined =>
  text !== null && /^\d{1,9}$/.test(text.trim()) ? Number(text) * unitMs : undefined;

/**
 * Reads how long a cloud asks to stay away. `Retry-After` holds seconds or a date (RFC 9110, 10.2.3);
 * `x-acs-retry-after` milliseconds (Alibaba Cloud's sdk-core passes it to a timer as it is).
 * @param now milliseconds since the epoch
 * @returns milliseconds from 0 to ten minutes; undefined when it asks for nothing
 */
export const retryAfterMs = (headers: Headers, now: number): number | undefined => {
  const plain = headers.get('retry-after');
  const date = plain?.endsWith('GMT') ? Date.parse(plain) : Number.NaN;
  const asked =
    read(headers.get('x-acs-retry-after'), 1) ??
    read(plain, 1_000) ??
    (Number.isNaN(date) ? undefined : date - now);
  return asked === undefined ? undefined : Math.min(mostMs, Math.max(0, asked));
};
