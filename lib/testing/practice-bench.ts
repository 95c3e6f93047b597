import type { JobRow, JournalEntry, Mode, Plan } from '../domain/job';
import type { ProductId } from '../domain/product';
import { createRows, foldEntry } from '../engine/job-rows';
import { createLimiter } from '../engine/limiter';
import { makePlan } from '../engine/plan';
import { type JobEnd, type RunJobInput, runJob } from '../engine/run-job';
import { products } from '../providers/catalog';
import { openPracticeProvider, type PlayRequest } from './practice-provider';
import { createVirtualClock, type VirtualClock } from './virtual-clock';

/** What the bench asks of every practice cloud. */
interface BenchCloud {
  readonly calls: readonly { action: string }[];
}

/** One product with its practice cloud. */
export interface BenchKit<Cloud extends BenchCloud> {
  product: ProductId;
  /** Empty for a product without regions. */
  region: string;
  /** Account of the practice keys. */
  caller: string;
  firstImage: string;
  createCloud(now: () => number): Cloud;
  play(cloud: Cloud): PlayRequest;
}

export interface PracticeBench<Cloud extends BenchCloud> {
  clock: VirtualClock;
  cloud: Cloud;
  /** Reads the cloud and plans, as the background does. */
  plan(mode: Mode, accounts: readonly string[], imageIds?: readonly string[]): Promise<Plan>;
  /** Runs a plan to its end; `entries` is the journal and grows. */
  run(plan: Plan, entries?: JournalEntry[], more?: Partial<RunJobInput>): Promise<JobEnd>;
  /** The report a person would see. */
  report(plan: Plan, entries: readonly JournalEntry[]): JobRow[];
  writes(): number;
}

/** The real planner, engine, limiter and adapter against a practice cloud's core on a virtual clock. */
export const createBench = <Cloud extends BenchCloud>(kit: BenchKit<Cloud>): PracticeBench<Cloud> => {
  const clock = createVirtualClock();
  const cloud = kit.createCloud(clock.now);
  const { caller, region } = kit;
  const product = products[kit.product];
  const wiring = { clock, play: kit.play(cloud), limiter: createLimiter(clock) };
  const provider = openPracticeProvider(kit.product, wiring);

  const readAll = async (imageIds: readonly string[]) => {
    const read = await provider.readImages(region, imageIds);
    const readings = imageIds.map(async (imageId) => {
      const ref = { product: kit.product, region, imageId };
      const roster = await provider.readRoster(ref);
      const image = read.ok ? read.value.find((each) => each.imageId === imageId) : undefined;
      return roster.ok ? { ref, image, roster: roster.value } : { ref, image, failure: roster.failure };
    });
    return Promise.all(readings);
  };

  const planNow = async (mode: Mode, accounts: readonly string[], imageIds: readonly string[]) =>
    makePlan({
      id: 'plan-1',
      request: {
        profileId: 'p',
        product: kit.product,
        images: imageIds.map((imageId) => ({ region, imageId })),
        mode,
        accounts: [...accounts],
      },
      product,
      caller,
      images: await readAll(imageIds),
      now: clock.now(),
    });

  return {
    clock,
    cloud,
    plan: (mode, accounts, imageIds = [kit.firstImage]) => clock.run(planNow(mode, accounts, imageIds)),
    run: (plan, entries = [], more = {}) =>
      clock.run(
        runJob({
          plan,
          entries: [...entries],
          append: async (entry) => void entries.push(structuredClone(entry)),
          provider,
          limits: product.limits,
          clock,
          random: () => 0.5,
          control: () => 'run',
          withImage: (_key, _isRevoke, work) => work(),
          ...more,
        }),
      ),
    report: (plan, entries) => {
      const state = createRows(plan);
      for (const entry of entries) foldEntry(state, entry);
      return state.rows;
    },
    writes: () => cloud.calls.filter(({ action }) => action === 'ModifyImageSharePermission').length,
  };
};
