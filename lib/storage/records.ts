import { z } from 'zod';
import { type Failure, type FailureKind, failureClasses } from '../domain/failure';
import type { Image, ImageRef, KnownRoster, Roster, RosterEntry } from '../domain/image';
import type {
  ImagePlan,
  Job,
  JobTotals,
  JournalEntry,
  OutcomeCounts,
  Plan,
  SettledRow,
  ShareRequest,
  Skipped,
} from '../domain/job';
import type { Action } from '../domain/product';
import { modeSchema, productIdSchema, shareRequestSchema } from '../domain/schemas';

/**
 * Raises a value by one version. Pure: the same value in, the same value out; throws on a value it does not know.
 */
type Migration = (value: unknown) => unknown;

/**
 * What is kept in one store, and how it is read back.
 * The newest version is one more than the number of migrations; `migrations[0]` takes version 1 to 2.
 */
export interface RecordKind<Value> {
  schema: z.ZodType<Value>;
  migrations: readonly Migration[];
}

// Every field is named, optional ones too, or a field would be lost on its way through the store.
type Fields<Value> = Record<keyof Value, z.ZodType>;
type JournalLine<Kind extends JournalEntry['kind']> = Extract<JournalEntry, { kind: Kind }>;

// Object.keys forgets that the keys are the table's own.
const failureKinds = Object.keys(failureClasses) as [FailureKind, ...FailureKind[]];
const failureKindSchema = z.enum(failureKinds);
const actionSchema = z.enum(['share', 'revoke']) satisfies z.ZodType<Action>;
const accounts = z.array(z.string());

const failureSchema = z.strictObject({
  kind: failureKindSchema,
  code: z.string().optional(),
  requestId: z.string().optional(),
  message: z.string().optional(),
  accounts: accounts.optional(),
  retryAfterMs: z.number().optional(),
} satisfies Fields<Failure>) satisfies z.ZodType<Failure>;

const imageSchema = z.strictObject({
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
} satisfies Fields<Image>) satisfies z.ZodType<Image>;

const rosterEntrySchema = z.strictObject({
  account: z.string(),
  since: z.string().optional(),
} satisfies Fields<RosterEntry>) satisfies z.ZodType<RosterEntry>;

const rosterSchema = z.strictObject({
  entries: z.array(rosterEntrySchema),
  groups: z.array(z.string()).optional(),
  readAt: z.number(),
} satisfies Fields<Roster>) satisfies z.ZodType<Roster>;

const knownRosterSchema = z.strictObject({
  profileId: z.string(),
  image: imageSchema,
  roster: rosterSchema.optional(),
} satisfies Fields<KnownRoster>) satisfies z.ZodType<KnownRoster>;

// A table, so that the compiler asks for every reason: a missing one would make its lines unreadable.
const skipReasons = {
  'already-there': true,
  'not-there': true,
  'own-account': true,
  duplicate: true,
  malformed: true,
  cancelled: true,
} satisfies Record<Skipped['reason'], true>;
const skipReasonSchema = z.enum(Object.keys(skipReasons) as [Skipped['reason'], ...Skipped['reason'][]]);

const skippedSchema = z.strictObject({
  account: z.string(),
  reason: skipReasonSchema,
} satisfies Fields<Skipped>) satisfies z.ZodType<Skipped>;

const imagePlanSchema = z.strictObject({
  image: imageSchema,
  rosterSize: z.number(),
  rosterMark: z.string(),
  share: accounts,
  revoke: accounts,
  skipped: z.array(skippedSchema),
  quotaLeft: z.number().optional(),
  blockedBy: failureSchema.optional(),
  groups: z.array(z.string()).optional(),
  isLast: z.literal(true).optional(),
} satisfies Fields<ImagePlan>) satisfies z.ZodType<ImagePlan>;

const planSchema = z.strictObject({
  id: z.string(),
  request: shareRequestSchema satisfies z.ZodType<ShareRequest>,
  caller: z.string(),
  images: z.array(imagePlanSchema),
  newAccounts: accounts.optional(),
  madeAt: z.number(),
} satisfies Fields<Plan>) satisfies z.ZodType<Plan>;

const totalsSchema = z.strictObject({
  counts: z.strictObject({
    waiting: z.number(),
    confirmed: z.number(),
    'no-change': z.number(),
    refused: z.number(),
    unknown: z.number(),
  } satisfies Fields<OutcomeCounts>),
  total: z.number(),
  images: z.array(
    z.strictObject({
      product: productIdSchema,
      region: z.string(),
      imageId: z.string(),
    } satisfies Fields<ImageRef>),
  ),
} satisfies Fields<JobTotals>) satisfies z.ZodType<JobTotals>;

const jobSchema = z.strictObject({
  id: z.string(),
  planId: z.string(),
  profileId: z.string(),
  caller: z.string(),
  product: productIdSchema,
  mode: modeSchema,
  state: z.enum(['running', 'paused', 'waiting', 'finished', 'cancelled']),
  cause: failureSchema.optional(),
  startedAt: z.number(),
  endedAt: z.number().optional(),
  undoes: z.string().optional(),
  totals: totalsSchema.optional(),
} satisfies Fields<Job>) satisfies z.ZodType<Job>;

const settledRowSchema = z.strictObject({
  account: z.string(),
  action: actionSchema,
  outcome: z.enum(['confirmed', 'no-change', 'refused', 'unknown']),
  failure: failureSchema.optional(),
  skip: skipReasonSchema.optional(),
} satisfies Fields<SettledRow>) satisfies z.ZodType<SettledRow>;

const journalSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sending'),
    imageId: z.string(),
    action: actionSchema,
    accounts,
    at: z.number(),
  } satisfies Fields<JournalLine<'sending'>>),
  z.strictObject({
    kind: z.literal('answered'),
    imageId: z.string(),
    action: actionSchema,
    accounts,
    at: z.number(),
    failure: failureSchema.optional(),
  } satisfies Fields<JournalLine<'answered'>>),
  z.strictObject({
    kind: z.literal('settled'),
    imageId: z.string(),
    at: z.number(),
    rows: z.array(settledRowSchema),
  } satisfies Fields<JournalLine<'settled'>>),
  z.strictObject({
    kind: z.literal('retried'),
    at: z.number(),
  } satisfies Fields<JournalLine<'retried'>>),
]) satisfies z.ZodType<JournalEntry>;

// Version 1 knew jobs of one region only: the request named it once, and so did the job.
const oneRegionPlan = z.looseObject({
  request: z.looseObject({ region: z.string(), imageIds: z.array(z.string()) }),
});
const imagesByPlace: Migration = (value) => {
  const plan = oneRegionPlan.parse(value);
  const { region, imageIds, ...request } = plan.request;
  const images = [...new Set(imageIds)].map((imageId) => ({ region, imageId }));
  return { ...plan, request: { ...request, images } };
};
const withoutRegion: Migration = (value) => {
  const { region: _, ...job } = z.looseObject({ region: z.string() }).parse(value);
  return job;
};

export const planRecords: RecordKind<Plan> = { schema: planSchema, migrations: [imagesByPlace] };
export const jobRecords: RecordKind<Job> = { schema: jobSchema, migrations: [withoutRegion] };
export const journalRecords: RecordKind<JournalEntry> = { schema: journalSchema, migrations: [] };
export const rosterRecords: RecordKind<KnownRoster> = { schema: knownRosterSchema, migrations: [] };
