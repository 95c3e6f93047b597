import { z } from 'zod';
import { type Failure, type FailureKind, failureClasses } from '../domain/failure';
import type { Image, KnownHead, KnownRoster, Roster, RosterEntry, RosterHead } from '../domain/image';
import { productIdSchema } from '../domain/schemas';

/**
 * Raises a value by one version. Pure: the same value in, the same value out; throws on a value it does not know.
 */
export type Migration = (value: unknown) => unknown;

/**
 * What is kept in one store, and how it is read back.
 * The newest version is one more than the number of migrations; `migrations[0]` takes version 1 to 2.
 */
export interface RecordKind<Value> {
  schema: z.ZodType<Value>;
  migrations: readonly Migration[];
}

// Every field is named, optional ones too, or a field would be lost on its way through the store.
export type Fields<Value> = Record<keyof Value, z.ZodType>;

// Object.keys forgets that the keys are the table's own.
const failureKinds = Object.keys(failureClasses) as [FailureKind, ...FailureKind[]];
const failureKindSchema = z.enum(failureKinds);
const accounts = z.array(z.string());

export const failureSchema = z.lazy(() =>
  z.strictObject({
    kind: failureKindSchema,
    code: z.string().optional(),
    requestId: z.string().optional(),
    message: z.string().optional(),
    accounts: accounts.optional(),
    retryAfterMs: z.number().optional(),
  } satisfies Fields<Failure>),
) satisfies z.ZodType<Failure>;

export const imageSchema = z.lazy(() =>
  z.strictObject({
    product: productIdSchema,
    region: z.string(),
    imageId: z.string(),
    name: z.string(),
    owner: z.string(),
    state: z.string(),
    createdAt: z.string(),
    platform: z.string(),
    isShared: z.boolean().optional(),
    blockedBy: failureKindSchema.optional(),
    cautions: z.array(z.enum(['encrypted', 'marketplace', 'data-disks'])).optional(),
  } satisfies Fields<Image>),
) satisfies z.ZodType<Image>;

const rosterEntrySchema = z.lazy(() =>
  z.strictObject({
    account: z.string(),
    since: z.string().optional(),
    seenAt: z.number().optional(),
  } satisfies Fields<RosterEntry>),
) satisfies z.ZodType<RosterEntry>;

const rosterSchema = z.lazy(() =>
  z.strictObject({
    entries: z.array(rosterEntrySchema),
    groups: z.array(z.string()).optional(),
    readAt: z.number(),
  } satisfies Fields<Roster>),
) satisfies z.ZodType<Roster>;

const knownRosterSchema = z.lazy(() =>
  z.strictObject({
    profileId: z.string(),
    image: imageSchema,
    roster: rosterSchema.optional(),
  } satisfies Fields<KnownRoster>),
) satisfies z.ZodType<KnownRoster>;

const knownHeadSchema = z.lazy(() =>
  z.strictObject({
    profileId: z.string(),
    image: imageSchema,
    roster: z
      .strictObject({
        size: z.number().int().min(0),
        groups: z.array(z.string()).optional(),
        readAt: z.number(),
      } satisfies Fields<RosterHead>)
      .optional(),
  } satisfies Fields<KnownHead>),
) satisfies z.ZodType<KnownHead>;

export const headRecords: RecordKind<KnownHead> = { schema: knownHeadSchema, migrations: [] };

export const rosterRecords: RecordKind<KnownRoster> = { schema: knownRosterSchema, migrations: [] };
