import type { Quarantined } from './quarantine';

/** Deeper than anything of ours; a damaged value may be endless. */
const mostDepth = 40;

/** @returns a value that JSON can write, whatever stood in the database; bytes are left out */
const readable = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > mostDepth) return 'left out: too deep';
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `left out: ${value.byteLength} bytes`;
  if (value instanceof Date) return String(value);
  if (Array.isArray(value)) return value.map((item) => readable(item, depth + 1));
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(entries.map(([name, item]) => [String(name), readable(item, depth + 1)]));
};

/**
 * Writes what was set aside as JSON that a person can read. What stood in the vault is left out, encrypted or not.
 * @param now milliseconds since the epoch
 */
export const writeReadable = (kept: readonly Quarantined[], now: number): string => {
  const records = kept.map(({ store, key, reason, at, stored }) => ({
    store,
    key: readable(key),
    reason,
    setAside: new Date(at).toISOString(),
    record: store === 'vault' ? 'left out: keys are never exported' : readable(stored),
  }));
  return `${JSON.stringify({ written: new Date(now).toISOString(), records }, null, 2)}\n`;
};
