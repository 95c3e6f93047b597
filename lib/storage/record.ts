import { z } from 'zod';
import type { RecordKind } from './records';

/** What stands in the database: a value that names the version it was written in. */
export interface Envelope {
  version: number;
  value: unknown;
}

const envelopeSchema = z.lazy(() =>
  z.strictObject({
    version: z.number().int().min(1),
    value: z.unknown(),
  }),
) satisfies z.ZodType<Envelope>;

/**
 * - value: read, and raised to the newest version
 * - newer: written by a later version of this code; it is left as it is
 * - unreadable: no version of this code wrote it
 */
export type Opened<Value> =
  | { state: 'value'; value: Value }
  | { state: 'newer' }
  | { state: 'unreadable'; reason: string };

const versionOf = (kind: RecordKind<never> | RecordKind<unknown>): number => kind.migrations.length + 1;

/** @returns `value` with the newest version of its kind beside it */
export const seal = <Value>(kind: RecordKind<Value>, value: Value): Envelope => ({
  version: versionOf(kind),
  value,
});

/** @returns where a value fails its schema, without any of the value: records may hold what must not be shown */
const placesOf = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'value'}: ${issue.code}`).join(', ');

/** Reads a stored record. Never throws. */
export const open = <Value>(kind: RecordKind<Value>, stored: unknown): Opened<Value> => {
  const envelope = envelopeSchema.safeParse(stored);
  if (!envelope.success) return { state: 'unreadable', reason: placesOf(envelope.error) };
  const { version, value } = envelope.data;
  if (version > versionOf(kind)) return { state: 'newer' };
  try {
    const raised = kind.migrations.slice(version - 1).reduce((older, migrate) => migrate(older), value);
    const parsed = kind.schema.safeParse(raised);
    return parsed.success
      ? { state: 'value', value: parsed.data }
      : { state: 'unreadable', reason: placesOf(parsed.error) };
  } catch {
    return { state: 'unreadable', reason: `migration from version ${version}` };
  }
};
