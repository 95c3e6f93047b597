/**
 * Marks a text: another text has another mark. It guards against change, not against malice.
 * @returns 64 bits as hexadecimal digits (FNV-1a on two lanes, the second fed in reverse)
 */
export const markOf = (text: string): string => {
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let at = 0; at < text.length; at += 1) {
    low = Math.imul(low ^ text.charCodeAt(at), 0x01000193) >>> 0;
    high = Math.imul(high ^ text.charCodeAt(text.length - 1 - at), 0x01000193) >>> 0;
  }
  return `${high.toString(16)}${low.toString(16).padStart(8, '0')}`;
};
