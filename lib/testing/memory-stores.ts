import { accountKey, type BookEntry, type TrustRules } from '../domain/book';
import type { JobFacts } from '../domain/history';
import { headOf, type KnownRoster, withFirstSeen } from '../domain/image';
import type { Job, JournalEntry, Plan } from '../domain/job';
import { oldJobs } from '../engine/old-jobs';
import type { JobStore, RosterStore } from '../engine/ports';
import type { BookStore } from '../storage/book-store';
import { factsRecords, jobRecords, journalRecords, planRecords } from '../storage/job-records';
import { open, seal } from '../storage/record';
import { type RecordKind, rosterRecords } from '../storage/records';

/** What outlives the background in core tests; every record passes through the form of the database. A switch breaks it. */
export interface MemoryStores {
  jobs: JobStore;
  rosters: RosterStore;
  book: BookStore;
  /** Forgets all of it. */
  clear(): void;
  /** From now on every write of jobs, plans and journal rejects. */
  breakWrites(isBroken: boolean): void;
  /** As if the background had died before it heard of any call of the job. */
  forgetAnswers(jobId: string): void;
}

/**
 * @returns a copy of a record, as a database makes it: plain values only. Much faster than structuredClone, and stores
 *   are copied from at every step of a run
 */
const copyOf = <Value>(value: Value): Value => {
  if (typeof value === 'function') throw new DOMException('a function', 'DataCloneError');
  if (typeof value !== 'object' || value === null) return value;
  const copy: unknown = Array.isArray(value)
    ? value.map(copyOf)
    : Object.fromEntries(Object.entries(value).map(([name, field]) => [name, copyOf(field)]));
  // The same shape, made of the same plain values.
  return copy as Value;
};

/** @returns a copy that went through the form of the database and back; throws where the real store would lose it */
const kept = <Value>(kind: RecordKind<Value>, value: Value): Value => {
  const opened = open(kind, copyOf(seal(kind, value)));
  if (opened.state === 'value') return opened.value;
  throw new TypeError(`a record that cannot be read: ${'reason' in opened ? opened.reason : opened.state}`);
};

interface Kept {
  plans: Map<string, Plan>;
  jobs: Map<string, Job>;
  journals: Map<string, JournalEntry[]>;
  rosters: Map<string, KnownRoster>;
  facts: Map<string, JobFacts>;
}

const createJobs = (check: () => void, { plans, jobs, journals, facts }: Kept): JobStore => {
  return {
    savePlan: async (plan) => {
      check();
      plans.set(plan.id, kept(planRecords, plan));
    },
    readPlan: async (planId) => copyOf(plans.get(planId)),
    saveJob: async (job) => {
      check();
      jobs.set(job.id, kept(jobRecords, job));
    },
    listJobs: async () =>
      [...jobs.values()].map((job) => copyOf(job)).sort((one, other) => other.startedAt - one.startedAt),
    append: async (jobId, entry) => {
      check();
      journals.set(jobId, [...(journals.get(jobId) ?? []), kept(journalRecords, entry)]);
    },
    readEntries: async (jobId) => copyOf(journals.get(jobId) ?? []),
    loadJob: async (jobId) => {
      const job = jobs.get(jobId);
      const plan = job && plans.get(job.planId);
      return job && plan && copyOf({ job, plan, entries: journals.get(jobId) ?? [] });
    },
    listFacts: async () => copyOf([...facts.values()]),
    saveFacts: async (made) => {
      facts.set(made.jobId, kept(factsRecords, made));
    },
    prune: async (now) => {
      const old = oldJobs([...jobs.values()], now);
      for (const { id, planId } of old) {
        jobs.delete(id);
        plans.delete(planId);
        journals.delete(id);
        facts.delete(id);
      }
      return old.map(({ id }) => id);
    },
  };
};

const createBookStore = (): BookStore => {
  const entries = new Map<string, BookEntry>();
  let rules: TrustRules | undefined;
  return {
    list: async () => copyOf([...entries].sort().map(([, entry]) => entry)),
    save: async (changed) => {
      for (const entry of changed) entries.set(accountKey(entry), copyOf(entry));
    },
    remove: async (accounts) => {
      for (const account of accounts) entries.delete(accountKey(account));
    },
    readRules: async () => rules,
    writeRules: async (next) => {
      rules = next;
    },
  };
};

const createRosters = (rosters: Map<string, KnownRoster>): RosterStore => {
  const keyOf = (profileId: string, imageId: string) => `${profileId}/${imageId}`;
  const removeWhere = (isMeant: (known: KnownRoster) => boolean) => {
    for (const [key, known] of rosters) if (isMeant(known)) rosters.delete(key);
  };
  return {
    put: async (known) => {
      const key = keyOf(known.profileId, known.image.imageId);
      const { roster } = known;
      const seen = roster ? { ...known, roster: withFirstSeen(roster, rosters.get(key)?.roster) } : known;
      rosters.set(key, kept(rosterRecords, seen));
    },
    keepOnly: async (profileId, product, region, imageIds) =>
      removeWhere(
        ({ image, ...known }) =>
          known.profileId === profileId &&
          image.product === product &&
          image.region === region &&
          !imageIds.includes(image.imageId),
      ),
    get: async (profileId, { imageId }) => copyOf(rosters.get(keyOf(profileId, imageId))),
    list: async () => [...rosters.values()].map((known) => copyOf(known)),
    heads: async (place) =>
      [...rosters.values()]
        .filter(
          ({ profileId, image }) =>
            !place ||
            (profileId === place.profileId &&
              image.product === place.product &&
              image.region === place.region),
        )
        .map((known) => copyOf(headOf(known))),
    removeProfile: async (profileId) => removeWhere((known) => known.profileId === profileId),
  };
};

export const createMemoryStores = (): MemoryStores => {
  let isBroken = false;
  const all: Kept = {
    plans: new Map(),
    jobs: new Map(),
    journals: new Map(),
    rosters: new Map(),
    facts: new Map(),
  };
  const { journals } = all;
  const check = () => {
    if (isBroken) throw new DOMException('full', 'QuotaExceededError');
  };
  return {
    jobs: createJobs(check, all),
    rosters: createRosters(all.rosters),
    clear: () => {
      for (const one of Object.values(all)) one.clear();
    },
    book: createBookStore(),
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
