import { z } from 'zod';
import type { JobFacts } from '../domain/history';
import type { ImageRef } from '../domain/image';
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
import { type Fields, failureSchema, imageSchema, type Migration, type RecordKind } from './records';

type JournalLine<Kind extends JournalEntry['kind']> = Extract<JournalEntry, { kind: Kind }>;

const actionSchema = z.enum(['share', 'revoke']) satisfies z.ZodType<Action>;
const accounts = z.array(z.string());

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

const skippedSchema = z.lazy(() =>
  z.strictObject({
    account: z.string(),
    reason: skipReasonSchema,
  } satisfies Fields<Skipped>),
) satisfies z.ZodType<Skipped>;

const imagePlanSchema = z.lazy(() =>
  z.strictObject({
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
  } satisfies Fields<ImagePlan>),
) satisfies z.ZodType<ImagePlan>;

const planSchema = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    request: shareRequestSchema satisfies z.ZodType<ShareRequest>,
    caller: z.string(),
    keyMark: z.string().optional(),
    by: z.string().optional(),
    images: z.array(imagePlanSchema),
    newAccounts: accounts.optional(),
    madeAt: z.number(),
  } satisfies Fields<Plan>),
) satisfies z.ZodType<Plan>;

const totalsSchema = z.lazy(() =>
  z.strictObject({
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
  } satisfies Fields<JobTotals>),
) satisfies z.ZodType<JobTotals>;

const jobSchema = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    planId: z.string(),
    profileId: z.string(),
    caller: z.string(),
    keyMark: z.string().optional(),
    by: z.string().optional(),
    product: productIdSchema,
    mode: modeSchema,
    state: z.enum(['running', 'paused', 'waiting', 'finished', 'cancelled']),
    cause: failureSchema.optional(),
    startedAt: z.number(),
    retriedAt: z.number().optional(),
    endedAt: z.number().optional(),
    undoes: z.string().optional(),
    watchingUntil: z.number().optional(),
    totals: totalsSchema.optional(),
  } satisfies Fields<Job>),
) satisfies z.ZodType<Job>;

const settledRowSchema = z.lazy(() =>
  z.strictObject({
    account: z.string(),
    action: actionSchema,
    outcome: z.enum(['confirmed', 'no-change', 'refused', 'unknown']),
    failure: failureSchema.optional(),
    skip: skipReasonSchema.optional(),
  } satisfies Fields<SettledRow>),
) satisfies z.ZodType<SettledRow>;

const journalSchema = z.lazy(() =>
  z.discriminatedUnion('kind', [
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
      requestId: z.string().optional(),
    } satisfies Fields<JournalLine<'answered'>>),
    z.strictObject({
      kind: z.literal('settled'),
      imageId: z.string(),
      at: z.number(),
      rows: z.array(settledRowSchema),
    } satisfies Fields<JournalLine<'settled'>>),
    z.strictObject({
      kind: z.literal('extra'),
      imageId: z.string(),
      at: z.number(),
      accounts,
      count: z.number(),
    } satisfies Fields<JournalLine<'extra'>>),
    z.strictObject({
      kind: z.literal('retried'),
      at: z.number(),
    } satisfies Fields<JournalLine<'retried'>>),
  ]),
) satisfies z.ZodType<JournalEntry>;

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

const factsSchema = z.lazy(() =>
  z.strictObject({
    jobId: z.string(),
    accounts: z.string(),
    images: z.array(
      z.strictObject({
        product: productIdSchema,
        region: z.string(),
        imageId: z.string(),
        name: z.string(),
      } satisfies Fields<JobFacts['images'][number]>),
    ),
  } satisfies Fields<JobFacts>),
) satisfies z.ZodType<JobFacts>;

export const factsRecords: RecordKind<JobFacts> = { schema: factsSchema, migrations: [] };
