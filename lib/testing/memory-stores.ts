import type { KnownRoster } from '../domain/image';
import type { Job, JournalEntry, Plan } from '../domain/job';
import type { JobStore, RosterStore } from '../engine/ports';

/** What outlives the background in core tests, with a switch to break it. */
export interface MemoryStores {
  jobs: JobStore;
  rosters: RosterStore;
  /** From now on every write of jobs, plans and journal rejects. */
  breakWrites(isBroken: boolean): void;
  /** As if the background had died before it heard of any call of the job. */
  forgetAnswers(jobId: string): void;
}

const createJobs = (check: () => void, journals: Map<string, JournalEntry[]>): JobStore => {
  const plans = new Map<string, Plan>();
  const jobs = new Map<string, Job>();
  return {
    savePlan: async (plan) => {
      check();
      plans.set(plan.id, structuredClone(plan));
    },
    readPlan: async (planId) => structuredClone(plans.get(planId)),
    saveJob: async (job) => {
      check();
      jobs.set(job.id, structuredClone(job));
    },
    readJob: async (jobId) => structuredClone(jobs.get(jobId)),
    listJobs: async () =>
      [...jobs.values()]
        .map((job) => structuredClone(job))
        .sort((one, other) => other.startedAt - one.startedAt),
    append: async (jobId, entry) => {
      check();
      journals.set(jobId, [...(journals.get(jobId) ?? []), structuredClone(entry)]);
    },
    readEntries: async (jobId) => structuredClone(journals.get(jobId) ?? []),
  };
};

const createRosters = (): RosterStore => {
  const kept = new Map<string, KnownRoster>();
  const keyOf = (profileId: string, imageId: string) => `${profileId}/${imageId}`;
  const removeWhere = (isMeant: (known: KnownRoster) => boolean) => {
    for (const [key, known] of kept) if (isMeant(known)) kept.delete(key);
  };
  return {
    put: async (known) => {
      kept.set(keyOf(known.profileId, known.image.imageId), structuredClone(known));
    },
    keepOnly: async (profileId, product, region, imageIds) =>
      removeWhere(
        ({ image, ...known }) =>
          known.profileId === profileId &&
          image.product === product &&
          image.region === region &&
          !imageIds.includes(image.imageId),
      ),
    list: async () => [...kept.values()].map((known) => structuredClone(known)),
    removeProfile: async (profileId) => removeWhere((known) => known.profileId === profileId),
  };
};

export const createMemoryStores = (): MemoryStores => {
  let isBroken = false;
  const journals = new Map<string, JournalEntry[]>();
  const check = () => {
    if (isBroken) throw new DOMException('full', 'QuotaExceededError');
  };
  return {
    jobs: createJobs(check, journals),
    rosters: createRosters(),
    breakWrites: (broken) => {
      isBroken = broken;
    },
    forgetAnswers: (jobId) => {
      const entries = journals.get(jobId) ?? [];
      journals.set(
        jobId,
        entries.filter(({ kind }) => kind === 'sending'),
      );
    },
  };
};
