const pad = (value: number, length = 2): string => String(Math.abs(value)).padStart(length, '0');

/**
 * @param at milliseconds since the epoch
 * @param offsetMinutes of the zone east of Greenwich; the reader's unless told
 * @returns ISO 8601 with the zone, such as 2026-11-22T16:05:00+08:00: the same moment wherever it is read
 */
export const isoTime = (at: number, offsetMinutes = -new Date(at).getTimezoneOffset()): string => {
  const local = new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const sign = offsetMinutes < 0 ? '-' : '+';
  return `${local}${sign}${pad(Math.trunc(offsetMinutes / 60))}:${pad(offsetMinutes % 60)}`;
};
