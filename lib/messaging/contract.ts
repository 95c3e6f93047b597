import { z } from 'zod';
import type { Failure } from '../domain/failure';
import type { Image, ImageRef, KnownRoster } from '../domain/image';
import type { Job, JobView, OutcomeCounts, Plan } from '../domain/job';
import type { ProductId, Region } from '../domain/product';
import type { Profile } from '../domain/profile';
import {
  imageIdSchema,
  imageRefSchema,
  ownIdSchema,
  productIdSchema,
  regionSchema,
  shareRequestSchema,
  siteIdSchema,
} from '../domain/schemas';

/**
 * Who may call, told by the browser's sender data and never by the message:
 * - content: our content script, top frame of a console page
 * - panel: panel.html framed in a console page, with a live token of its own tab
 * - page: popup, workspace, or the panel in a tab of its own
 */
export type Audience = 'content' | 'panel' | 'page';

/** What the console page seems to show: hints, never the truth. */
export interface Proposal {
  product: ProductId;
  /** Empty when the page did not tell. */
  region: string;
  imageIds: string[];
  /** Root account the console shows; empty when unknown. */
  consoleAccount: string;
}

/** none: never set up. memory: keys are kept only until the browser closes. */
export type VaultState = 'none' | 'locked' | 'open' | 'memory';

export interface KnownRosters {
  rosters: KnownRoster[];
  /** Set while a refresh runs. */
  refreshing?: { done: number; total: number } | undefined;
  /** Why the last refresh stopped. */
  failure?: Failure | undefined;
}

export interface JobSummary {
  job: Job;
  counts: OutcomeCounts;
  total: number;
  images: ImageRef[];
}

/** Types a reply. The background is trusted, so a reply is not parsed again; no zod reaches the callers. */
const reply = <Value>() => ({}) as { readonly type?: Value };

const call = <Request extends z.ZodType, Reply>(entry: {
  from: readonly Audience[];
  request: Request;
  reply: { readonly type?: Reply };
}) => entry;

const none = z.strictObject({});
const jobRef = z.strictObject({ jobId: ownIdSchema });
const passphrase = z.strictObject({ passphrase: z.string().max(1000) });
const own = ['panel', 'page'] as const;
const page = ['page'] as const;

/** Every call there is. Nothing else is answered, and none returns a secret. */
export const contract = {
  'launcher.read': call({ from: ['content'], request: none, reply: reply<{ top: number | null }>() }),
  'launcher.move': call({
    from: ['content'],
    request: z.strictObject({ top: z.number().min(0).max(1) }),
    reply: reply<null>(),
  }),
  'panel.open': call({
    from: ['content'],
    request: z.strictObject({
      product: productIdSchema,
      region: regionSchema,
      imageIds: z.array(imageIdSchema).max(1000),
      consoleAccount: z.string().regex(/^\d{0,20}$/),
    }),
    reply: reply<{ token: string }>(),
  }),
  'panel.hello': call({
    from: ['panel'],
    request: z.strictObject({ token: z.string().max(100) }),
    reply: reply<Proposal>(),
  }),
  /** Opens the workspace in a tab, where keys and passphrases are typed. */
  'workspace.open': call({
    from: own,
    request: z.strictObject({ section: z.enum(['images', 'jobs', 'keys', 'settings']) }),
    reply: reply<null>(),
  }),

  'vault.state': call({ from: own, request: none, reply: reply<VaultState>() }),
  'vault.create': call({ from: page, request: passphrase, reply: reply<VaultState>() }),
  'vault.unlock': call({ from: page, request: passphrase, reply: reply<VaultState>() }),
  'vault.lock': call({ from: page, request: none, reply: reply<VaultState>() }),
  'vault.useMemory': call({ from: page, request: none, reply: reply<VaultState>() }),

  'profiles.list': call({ from: own, request: none, reply: reply<Profile[]>() }),
  /** Asks the cloud who the key is, then keeps it. */
  'profiles.save': call({
    from: page,
    request: z.strictObject({
      site: siteIdSchema,
      label: z.string().max(100),
      keyId: z.string().max(200),
      secret: z.string().max(500),
      token: z.string().max(10_000).optional(),
    }),
    reply: reply<Profile>(),
  }),
  'profiles.remove': call({
    from: page,
    request: z.strictObject({ profileId: ownIdSchema }),
    reply: reply<null>(),
  }),

  'regions.list': call({
    from: own,
    request: z.strictObject({ profileId: ownIdSchema, product: productIdSchema }),
    reply: reply<Region[]>(),
  }),
  'images.list': call({
    from: own,
    request: z.strictObject({ profileId: ownIdSchema, product: productIdSchema, region: regionSchema }),
    reply: reply<Image[]>(),
  }),

  'plan.make': call({ from: own, request: shareRequestSchema, reply: reply<Plan>() }),
  /**
   * Starts a stored plan. A framed panel that could not prove itself unobstructed gets
   * `awaitsConfirmation`: the background then asks in a window of its own, and `plan.follow` tells the answer.
   * `revokeCount` must equal the plan's number of revokes when that is large.
   */
  'job.start': call({
    from: own,
    request: z.strictObject({
      planId: ownIdSchema,
      isProven: z.boolean(),
      revokeCount: z.number().int().optional(),
    }),
    reply: reply<{ jobId: string } | { awaitsConfirmation: true }>(),
  }),
  'plan.follow': call({
    from: own,
    request: z.strictObject({ planId: ownIdSchema }),
    reply: reply<{ jobId?: string | undefined; isDeclined: boolean }>(),
  }),
  /** For the confirmation window: the plan that waits. */
  'plan.read': call({ from: page, request: z.strictObject({ planId: ownIdSchema }), reply: reply<Plan>() }),
  'plan.decline': call({
    from: page,
    request: z.strictObject({ planId: ownIdSchema }),
    reply: reply<null>(),
  }),

  'job.read': call({
    from: own,
    request: z.strictObject({ jobId: ownIdSchema, after: z.number().int().min(-1) }),
    reply: reply<JobView>(),
  }),
  'job.list': call({ from: own, request: none, reply: reply<JobSummary[]>() }),
  'job.pause': call({ from: own, request: jobRef, reply: reply<null>() }),
  'job.resume': call({ from: own, request: jobRef, reply: reply<null>() }),
  'job.cancel': call({ from: own, request: jobRef, reply: reply<null>() }),
  /** Puts the refused rows back to waiting and goes on. */
  'job.retry': call({ from: own, request: jobRef, reply: reply<null>() }),
  /**
   * A new job that takes back what this one's journal says was confirmed. A framed panel that could not prove itself
   * unobstructed may not share by it.
   */
  'job.undo': call({
    from: own,
    request: z.strictObject({ jobId: ownIdSchema, isProven: z.boolean() }),
    reply: reply<{ jobId: string }>(),
  }),

  'rosters.known': call({ from: page, request: none, reply: reply<KnownRosters>() }),
  'rosters.refresh': call({ from: page, request: none, reply: reply<null>() }),
  'rosters.read': call({
    from: page,
    request: z.strictObject({ profileId: ownIdSchema, image: imageRefSchema }),
    reply: reply<KnownRoster>(),
  }),
} as const;

type Contract = typeof contract;
export type CallName = keyof Contract;
export type CallRequest<Name extends CallName> = z.infer<Contract[Name]['request']>;
export type CallReply<Name extends CallName> = Exclude<Contract[Name]['reply']['type'], undefined>;
