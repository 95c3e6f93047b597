import { createTencentCloud, type TencentCloud } from '../../practice/tencent/cloud.ts';
import type { TencentQuirks } from '../../practice/tencent/quirks.ts';
import type { JobRow, JournalEntry, Mode, Plan } from '../domain/job';
import { createRows, foldEntry } from '../engine/job-rows';
import { createLimiter } from '../engine/limiter';
import { makePlan } from '../engine/plan';
import { type JobEnd, type RunJobInput, runJob } from '../engine/run-job';
import { tencentCvm } from '../providers/tencent/cvm/product';
import { openPracticeProvider, practiceCredentials } from './practice-provider';
import { createVirtualClock, type VirtualClock } from './virtual-clock';

/** Root account of the practice keys. */
export const caller = '100000000001';
const region = 'ap-guangzhou';

/** @returns `size` existing root accounts */
export const recipients = (size: number): string[] =>
  Array.from({ length: size }, (_, at) => String(100_000_100_001 + at));

/** @returns the id of the practice image number `at` */
export const imageIdAt = (at: number): string => `img-p${String(at).padStart(7, '0')}`;

export interface PracticeBench {
  clock: VirtualClock;
  cloud: TencentCloud;
  /** Reads the cloud and plans, as the background does. */
  plan(mode: Mode, accounts: readonly string[], imageIds?: readonly string[]): Promise<Plan>;
  /** Runs a plan to its end; `entries` is the journal and grows. */
  run(plan: Plan, entries?: JournalEntry[], more?: Partial<RunJobInput>): Promise<JobEnd>;
  /** The report a person would see. */
  report(plan: Plan, entries: readonly JournalEntry[]): JobRow[];
  writes(): number;
}

/** The real planner, engine, limiter and adapter against the practice cloud's core on a virtual clock. */
export const createPracticeBench = (quirks: Partial<TencentQuirks> = {}, images = 1): PracticeBench => {
  const clock = createVirtualClock();
  const cloud = createTencentCloud({ now: clock.now, quirks, seed: seedOf(images) });
  const limiter = createLimiter(clock);
  const provider = openPracticeProvider({ clock, cloud, limiter });
  return {
    clock,
    cloud,
    plan: (mode, accounts, imageIds = [imageIdAt(0)]) =>
      clock.run(
        (async () => {
          const read = await provider.readImages(region, imageIds);
          const readings = imageIds.map(async (imageId) => {
            const ref = { product: 'tencent-cvm' as const, region, imageId };
            const roster = await provider.readRoster(ref);
            const image = read.ok ? read.value.find((each) => each.imageId === imageId) : undefined;
            return roster.ok ? { ref, image, roster: roster.value } : { ref, image, failure: roster.failure };
          });
          return makePlan({
            id: 'plan-1',
            request: {
              profileId: 'p',
              product: 'tencent-cvm',
              region,
              imageIds: [...imageIds],
              mode,
              accounts: [...accounts],
            },
            product: tencentCvm,
            caller,
            images: await Promise.all(readings),
            now: clock.now(),
          });
        })(),
      ),
    run: (plan, entries = [], more = {}) =>
      clock.run(
        runJob({
          plan,
          entries: [...entries],
          append: async (entry) => void entries.push(structuredClone(entry)),
          provider,
          limits: tencentCvm.limits,
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

const seedOf = (images: number) => ({
  keys: [
    {
      secretId: practiceCredentials.keyId,
      secretKey: practiceCredentials.secret,
      site: 'mainland' as const,
      account: caller,
      user: caller,
      appId: 1_250_000_001,
    },
  ],
  images: Array.from({ length: images }, (_, at) => practiceImage(imageIdAt(at))),
  accounts: { roots: [{ first: '100000100001', last: '100000109999' }, caller], subs: ['100000200001'] },
});

const practiceImage = (imageId: string) => ({
  imageId,
  region,
  owner: caller,
  name: `golden-${imageId}`,
  description: '',
  state: 'NORMAL',
  os: 'Ubuntu Server 24.04 LTS 64bit',
  platform: 'Ubuntu',
  architecture: 'x86_64',
  sizeGb: 50,
  createdAt: Date.UTC(2026, 10, 1),
  license: 'TencentCloud' as const,
  tags: [],
});
