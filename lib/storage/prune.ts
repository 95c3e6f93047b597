import type { Job, Plan } from '../domain/job';
import { isPlanOld, oldJobs } from '../engine/old-jobs';
import type { Database } from './database';
import { linesOf } from './journal-keys';
import { NewerRecordError, type Table } from './table';

/** Deletes a job's head, plan, lines and facts in one transaction: after a kill all of it is there or nothing. */
const removeJob = (database: Database, { id, planId }: Job): Promise<void> =>
  database.write(['jobs', 'plans', 'journal', 'facts'], 'relaxed', async (transaction) => {
    await Promise.all([
      transaction.objectStore('jobs').delete(id),
      transaction.objectStore('plans').delete(planId),
      transaction.objectStore('journal').delete(linesOf(id)),
      transaction.objectStore('facts').delete(id),
    ]);
  });

const leaveNewer = (error: unknown): undefined => {
  if (!(error instanceof NewerRecordError)) throw error;
};

const removeUnusedPlans = async (
  database: Database,
  plans: Table<Plan>,
  isUsed: ReadonlySet<unknown>,
  now: number,
): Promise<void> => {
  const keys = await database.read(['plans'], (transaction) => transaction.objectStore('plans').getAllKeys());
  for (const key of keys.filter((each) => !isUsed.has(each))) {
    const plan = await plans.get(key).catch(leaveNewer);
    if (!plan || !isPlanOld(plan.madeAt, now)) continue;
    await database.write(['plans', 'jobs'], 'relaxed', async (transaction) => {
      // A person may have started it meanwhile.
      if ((await transaction.objectStore('jobs').getKey(key)) === undefined)
        await transaction.objectStore('plans').delete(key);
    });
  }
};

/** Deletes what is no longer kept. @returns ids of the jobs that are gone */
export const prune = async (
  database: Database,
  { jobs, plans }: { jobs: Table<Job>; plans: Table<Plan> },
  now: number,
): Promise<string[]> => {
  const present = await jobs.list();
  const old = oldJobs(present, now);
  for (const job of old) await removeJob(database, job);
  // A job that is damaged or newer keeps its plan, which has the job's id.
  const heads = await database.read(['jobs'], (transaction) => transaction.objectStore('jobs').getAllKeys());
  await removeUnusedPlans(database, plans, new Set([...heads, ...present.map(({ planId }) => planId)]), now);
  return old.map(({ id }) => id);
};
