import type { Job, Plan } from '../domain/job';
import { isPlanOld, oldJobs } from '../engine/old-jobs';
import type { Database } from './database';
import { jobRecords } from './job-records';
import { linesOf } from './journal-keys';
import { open } from './record';
import { NewerRecordError, type Table } from './table';

/**
 * Deletes a job's head, plan, lines and facts in one transaction: after a kill all of it is there or nothing.
 * @returns whether it did; a person may have gone on with the job since it was found to be old
 */
const removeJob = (database: Database, { id, planId, endedAt }: Job): Promise<boolean> =>
  database.write(['jobs', 'plans', 'journal', 'facts'], 'relaxed', async (transaction) => {
    const head = open(jobRecords, await transaction.objectStore('jobs').get(id));
    if (head.state !== 'value' || head.value.endedAt !== endedAt) return false;
    await Promise.all([
      transaction.objectStore('jobs').delete(id),
      transaction.objectStore('plans').delete(planId),
      transaction.objectStore('journal').delete(linesOf(id)),
      transaction.objectStore('facts').delete(id),
    ]);
    return true;
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
  const gone: string[] = [];
  for (const job of oldJobs(present, now)) if (await removeJob(database, job)) gone.push(job.id);
  // A job that is damaged or newer keeps its plan, which has the job's id.
  const heads = await database.read(['jobs'], (transaction) => transaction.objectStore('jobs').getAllKeys());
  await removeUnusedPlans(database, plans, new Set([...heads, ...present.map(({ planId }) => planId)]), now);
  return gone;
};
