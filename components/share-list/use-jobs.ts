import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { JobSummary } from '../../lib/messaging/views';
import { useClient } from '../client-context';
import type { PageClock } from './page-clock';

const busyPollMs = 1_000;
const calmPollMs = 4_000;

/** @returns whether a job is not over yet */
export const isUnderWay = ({ job }: JobSummary): boolean =>
  job.state === 'running' || job.state === 'waiting' || job.state === 'paused';

/** Follows the list of jobs, faster while one is under way. `jobs` is undefined until the first answer. */
export const useJobs = (
  clock: PageClock,
): { jobs?: JobSummary[] | undefined; failure?: Failure | undefined } => {
  const client = useClient();
  const [state, setState] = useState<{ jobs?: JobSummary[]; failure?: Failure }>({});
  useEffect(() => {
    const life = new AbortController();
    const poll = async () => {
      while (!life.signal.aborted) {
        const answer = await client('job.list', {});
        if (life.signal.aborted) return;
        setState((before) => (answer.ok ? { jobs: answer.value } : { ...before, failure: answer.failure }));
        const isBusy = answer.ok && answer.value.some(isUnderWay);
        await clock.sleep(isBusy ? busyPollMs : calmPollMs, life.signal);
      }
    };
    void poll();
    return () => life.abort();
  }, [client, clock]);
  return state;
};
