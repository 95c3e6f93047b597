import { z } from 'zod';
import type { JobView, Plan } from '../domain/job';
import { ownIdSchema, shareRequestSchema } from '../domain/schemas';
import { call, none, own, page, reply } from './call';
import type { JobSummary } from './views';

const jobRef = z.strictObject({ jobId: ownIdSchema });
/** `isProven`: the press was seen to be made in plain sight. */
const jobPress = z.strictObject({ jobId: ownIdSchema, isProven: z.boolean() });

/** Plans and jobs: a plan is made from a list, a job is started from a plan. */
export const jobCalls = {
  'plan.make': call({ from: own, request: () => shareRequestSchema, reply: reply<Plan>() }),
  /**
   * Starts a stored plan. A framed panel that could not prove itself unobstructed gets
   * `awaitsConfirmation`: the background then asks in a window of its own, and `plan.follow` tells the answer.
   * `revokeCount` must equal the plan's number of revokes when that is large.
   */
  'job.start': call({
    from: own,
    request: () =>
      z.strictObject({
        planId: ownIdSchema,
        isProven: z.boolean(),
        revokeCount: z.number().int().optional(),
      }),
    reply: reply<{ jobId: string } | { awaitsConfirmation: true }>(),
  }),
  'plan.follow': call({
    from: own,
    request: () => z.strictObject({ planId: ownIdSchema }),
    reply: reply<{ jobId?: string | undefined; isDeclined: boolean }>(),
  }),
  /** For the confirmation window: the plan that waits. */
  'plan.read': call({
    from: page,
    request: () => z.strictObject({ planId: ownIdSchema }),
    reply: reply<Plan>(),
  }),
  'plan.decline': call({
    from: page,
    request: () => z.strictObject({ planId: ownIdSchema }),
    reply: reply<null>(),
  }),

  'job.read': call({
    from: own,
    request: () => z.strictObject({ jobId: ownIdSchema, after: z.number().int().min(-1) }),
    reply: reply<JobView>(),
  }),
  'job.list': call({ from: own, request: () => none, reply: reply<JobSummary[]>() }),
  'job.pause': call({ from: own, request: () => jobRef, reply: reply<null>() }),
  'job.cancel': call({ from: own, request: () => jobRef, reply: reply<null>() }),
  /*
   * What sends again. From a framed panel that could not prove itself unobstructed each fails with
   * confirmation-needed, and the job stands in a window of its own, where it can be pressed.
   */
  'job.resume': call({ from: own, request: () => jobPress, reply: reply<null>() }),
  /** Puts the refused rows back to waiting and goes on. */
  'job.retry': call({ from: own, request: () => jobPress, reply: reply<null>() }),
  /** A new job that takes back what this one's journal says was confirmed. */
  'job.undo': call({ from: own, request: () => jobPress, reply: reply<{ jobId: string }>() }),
} as const;
