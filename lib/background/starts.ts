import { z } from 'zod';
import type { Plan } from '../domain/job';
import { failed, type Result, success } from '../domain/result';
import type { Clock, JobStore } from '../engine/ports';
import type { SessionDoor } from './doors';
import { guarded } from './guarded';
import type { Jobs } from './jobs';
import type { Planner } from './planner';

/** A plan is a look at the cloud; later than this it must be made again. */
const planLifeMs = 10 * 60_000;
/** From so many revokes on a person types their number. */
const manyRevokes = 20;

export interface StartsDeps {
  session: SessionDoor;
  store: JobStore;
  jobs: Jobs;
  planner: Planner;
  clock: Clock;
  /** Opens a window of ours for a plan. @returns the window's id, where the browser tells it */
  openConfirmation: (planId: string) => Promise<number | undefined>;
}

export interface StartWish {
  planId: string;
  /** Whether it comes from a panel in a page that nobody has proven to be unobstructed. */
  needsConfirmation: boolean;
  revokeCount: number | undefined;
}

export type Started = { jobId: string } | { awaitsConfirmation: true };

const askedSchema = z.lazy(() => z.object({ isDeclined: z.boolean() }));
const askedKey = (planId: string) => `confirmation/${planId}`;
const windowKey = (windowId: number) => `confirmation-window/${windowId}`;

const countSends = (plan: Plan): { shares: number; revokes: number } => ({
  shares: plan.images.reduce((sum, image) => sum + image.share.length, 0),
  revokes: plan.images.reduce((sum, image) => sum + image.revoke.length, 0),
});

/** Turns stored plans into jobs: one plan, one job, and a question in a window of ours where the page is in doubt. */
export const createStarts = (deps: StartsDeps) => {
  const starting = new Map<string, Promise<Result<Started>>>();

  const ask = async (planId: string): Promise<Result<Started>> => {
    await deps.session.write(askedKey(planId), { isDeclined: false });
    const windowId = await deps.openConfirmation(planId);
    if (windowId !== undefined) await deps.session.write(windowKey(windowId), planId);
    return success({ awaitsConfirmation: true });
  };

  /** Only these take more from a roster than typed ids: elsewhere the engine's own reading is enough. */
  const checkFresh = async (plan: Plan): Promise<Result<null>> => {
    if (deps.clock.now() - plan.madeAt > planLifeMs) return failed({ kind: 'plan-stale' });
    const { mode, replacesSource } = plan.request;
    return mode === 'match' || replacesSource ? deps.planner.checkFresh(plan) : success(null);
  };

  const start = async ({ planId, needsConfirmation, revokeCount }: StartWish): Promise<Result<Started>> => {
    if (await deps.jobs.get(planId)) return success({ jobId: planId });
    const plan = await deps.store.readPlan(planId);
    if (!plan) return failed({ kind: 'plan-missing' });
    const { shares, revokes } = countSends(plan);
    if (shares + revokes === 0) return failed({ kind: 'plan-empty' });
    if (revokes >= manyRevokes && revokeCount !== revokes) return failed({ kind: 'count-wrong' });
    const fresh = await checkFresh(plan);
    if (!fresh.ok) return fresh;
    if (needsConfirmation) return ask(planId);
    await deps.jobs.start(plan, undefined);
    return success({ jobId: planId });
  };

  const decline = async (planId: string): Promise<Result<null>> => {
    await deps.session.write(askedKey(planId), { isDeclined: true });
    return success(null);
  };

  return {
    /**
     * Fails with plan-missing, plan-empty, count-wrong, plan-stale, storage-failed, and what reading the cloud says.
     * Starting a plan again, also at the same moment, gives the same job.
     */
    start: (wish: StartWish): Promise<Result<Started>> => {
      const before = starting.get(wish.planId) ?? Promise.resolve();
      const mine = before.then(() => guarded(() => start(wish)));
      starting.set(wish.planId, mine);
      const forget = () => {
        if (starting.get(wish.planId) === mine) starting.delete(wish.planId);
      };
      void mine.then(forget);
      return mine;
    },

    /** What became of a plan whose question is open. */
    follow: (planId: string): Promise<Result<{ jobId?: string; isDeclined: boolean }>> =>
      guarded(async () => {
        if (await deps.jobs.get(planId)) return success({ jobId: planId, isDeclined: false });
        const asked = askedSchema.safeParse(await deps.session.read(askedKey(planId)));
        return success({ isDeclined: asked.success && asked.data.isDeclined });
      }),

    read: (planId: string): Promise<Result<Plan>> =>
      guarded(async () => {
        const plan = await deps.store.readPlan(planId);
        return plan ? success(plan) : failed({ kind: 'plan-missing' });
      }),

    decline: (planId: string) => guarded(() => decline(planId)),

    /** A confirmation window closed without a word is a no. */
    closed: async (windowId: number): Promise<void> => {
      const planId = await deps.session.read(windowKey(windowId));
      if (typeof planId !== 'string') return;
      await deps.session.remove(windowKey(windowId));
      if (!(await deps.jobs.get(planId))) await decline(planId);
    },
  };
};

export type Starts = ReturnType<typeof createStarts>;
