import type { JournalEntry } from '../domain/job';
import type { JobStore } from '../engine/ports';
import type { Database } from './database';
import { jobRecords, journalRecords, planRecords } from './records';
import { createTable, type Table } from './table';

/** Every key of one job's lines: an array sorts after every number (Indexed Database API 3.0, 2.4). */
const linesOf = (jobId: string): IDBKeyRange => IDBKeyRange.bound([jobId, 0], [jobId, []], false, true);

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

/**
 * Plans, jobs and journals, all on disk before a write resolves.
 * A line that cannot be read is moved aside and left out: what the cloud shows is read again anyway. A job or line
 * of a newer version rejects, so that no old code goes on with it.
 */
export const createJobStore = (database: Database): JobStore => {
  const plans = createTable(database, 'plans', planRecords, 'strict');
  const jobs = createTable(database, 'jobs', jobRecords, 'strict');
  const journal = createTable(database, 'journal', journalRecords, 'strict');
  return {
    savePlan: (plan) => plans.put(plan.id, plan),
    readPlan: (planId) => plans.get(planId),
    saveJob: (job) => jobs.put(job.id, job),
    readJob: (jobId) => jobs.get(jobId),
    listJobs: async () => (await jobs.list()).sort((one, other) => other.startedAt - one.startedAt),
    append: createAppend(database, journal),
    readEntries: (jobId) => journal.listAll(linesOf(jobId)),
  };
};
