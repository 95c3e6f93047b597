import type { Job, JournalEntry } from '../domain/job';
import type { JobStore, StoredJob } from '../engine/ports';
import type { Database } from './database';
import { factsRecords, jobRecords, journalRecords, planRecords } from './job-records';
import { linesOf } from './journal-keys';
import { prune } from './prune';
import { moveToQuarantine } from './quarantine';
import { createTable, NewerRecordError, type Table } from './table';

const isTaken = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'ConstraintError';

/** Numbers the lines of every job. The last number is looked up once per job, then counted in memory. */
const createNumbers = (database: Database) => {
  const numbers = new Map<string, Promise<{ next: number }>>();

  const lookUp = async (jobId: string): Promise<{ next: number }> => {
    const key = await database.read(['journal'], async (transaction) => {
      const last = await transaction.objectStore('journal').openKeyCursor(linesOf(jobId), 'prev');
      return last?.key;
    });
    const number = Array.isArray(key) ? key[1] : undefined;
    return { next: typeof number === 'number' ? number + 1 : 0 };
  };

  const forget = (jobId: string) => numbers.delete(jobId);
  const take = async (jobId: string): Promise<number> => {
    const known = numbers.get(jobId) ?? lookUp(jobId);
    numbers.set(jobId, known);
    known.catch(() => forget(jobId));
    const counter = await known;
    const number = counter.next;
    counter.next += 1;
    return number;
  };
  return { take, forget };
};

/** Adds a line; the browser may have started a second background for a moment, so a taken number is no end. */
const createAppend = (database: Database, journal: Table<JournalEntry>): JobStore['append'] => {
  const numbers = createNumbers(database);
  return async (jobId, entry) => {
    try {
      await journal.add([jobId, await numbers.take(jobId)], entry);
    } catch (error) {
      if (!isTaken(error)) throw error;
      numbers.forget(jobId);
      await journal.add([jobId, await numbers.take(jobId)], entry);
    }
  };
};

/** A job without its plan can neither go on nor be shown; its head goes last, so that a kill leaves it to be found again. */
const setAside = async (database: Database, { id }: Job): Promise<void> => {
  const lines = await database.read(['journal'], (transaction) =>
    transaction.objectStore('journal').getAllKeys(linesOf(id)),
  );
  const because = (reason: string) => (key: IDBValidKey) => ({ key, reason });
  await moveToQuarantine(database, 'journal', lines.map(because('its job cannot go on')));
  await moveToQuarantine(database, 'jobs', [id].map(because('its plan is damaged')));
};

/**
 * Plans, jobs and journals, all on disk before a write resolves.
 * A line that cannot be read is moved aside and left out: what the cloud shows is read again anyway. A job or line
 * of a newer version rejects, so that no old code goes on with it.
 */
export const createJobStore = (database: Database): JobStore => {
  const plans = createTable(database, 'plans', planRecords, 'strict');
  const jobs = createTable(database, 'jobs', jobRecords, 'strict');
  const journal = createTable(database, 'journal', journalRecords, 'strict');
  const facts = createTable(database, 'facts', factsRecords, 'relaxed');
  const load = async (jobId: string): Promise<StoredJob | undefined> => {
    const job = await jobs.get(jobId);
    if (!job) return undefined;
    const plan = await plans.get(job.planId);
    if (plan) return { job, plan, entries: await journal.listAll(linesOf(jobId)) };
    await setAside(database, job);
    return undefined;
  };
  return {
    savePlan: (plan) => plans.put(plan.id, plan),
    readPlan: (planId) => plans.get(planId),
    saveJob: (job) => jobs.put(job.id, job),
    loadJob: async (jobId) => {
      try {
        return await load(jobId);
      } catch (error) {
        if (error instanceof NewerRecordError) return undefined;
        throw error;
      }
    },
    listJobs: async () => (await jobs.list()).sort((one, other) => other.startedAt - one.startedAt),
    append: createAppend(database, journal),
    readEntries: (jobId) => journal.listAll(linesOf(jobId)),
    listFacts: () => facts.list(),
    saveFacts: (made) => facts.put(made.jobId, made),
    prune: (now) => prune(database, { jobs, plans }, now),
  };
};
