import { z } from 'zod';
import type { JobEvidence, JobSearch } from '../domain/history';
import { ownIdSchema } from '../domain/schemas';
import { call, page, reply } from './call';

const searchSchema = z.strictObject({
  text: z.string().max(500),
  accounts: z.array(z.string().max(200)).max(20_000),
}) satisfies z.ZodType<JobSearch>;

/** The history's part of the contract, for pages of their own. */
export const historyCalls = {
  /** Ids of the jobs that a search finds, newest first. */
  'history.find': call({ from: page, request: searchSchema, reply: reply<string[]>() }),
  'history.read': call({
    from: page,
    request: z.strictObject({ jobId: ownIdSchema }),
    reply: reply<JobEvidence>(),
  }),
} as const;
