import { z } from 'zod';
import type { JobEvidence, JobSearch } from '../domain/history';
import { ownIdSchema } from '../domain/schemas';
import { call, own, page, reply } from './call';

const searchSchema = z.strictObject({
  text: z.string().max(500),
  accounts: z.array(z.string().max(200)).max(20_000),
}) satisfies z.ZodType<JobSearch>;

/** The history's part of the contract. */
export const historyCalls = {
  /** Ids of the jobs that a search finds, newest first. */
  'history.find': call({ from: page, request: () => searchSchema, reply: reply<string[]>() }),
  /** A panel may have it of the job that it shows: it tells no more than its rows, but for the vendor's request ids. */
  'history.read': call({
    from: own,
    request: () => z.strictObject({ jobId: ownIdSchema }),
    reply: reply<JobEvidence>(),
  }),
} as const;
