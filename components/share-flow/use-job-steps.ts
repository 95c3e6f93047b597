import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { JobState } from '../../lib/domain/job';
import type { Client } from '../../lib/messaging/client';
import type { Dispatch } from './use-share-flow';

type JobStep = 'job.pause' | 'job.resume' | 'job.cancel' | 'job.retry' | 'job.undo';

/** The calls behind a job's buttons, one at a time; what sends again tells whether it was pressed in plain sight. */
export const useJobSteps = (
  client: Client,
  jobId: string | undefined,
  jobState: JobState | undefined,
  poll: () => void,
  dispatch: Dispatch,
) => {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  // Said of a job as it was.
  useEffect(() => setFailure(undefined), [jobId, jobState]);
  const run = async (name: JobStep, isProven = false) => {
    if (jobId === undefined || isBusy) return;
    setIsBusy(true);
    const answer =
      name === 'job.pause' || name === 'job.cancel'
        ? await client(name, { jobId })
        : await client(name, { jobId, isProven });
    setIsBusy(false);
    setFailure(answer.ok ? undefined : answer.failure);
    if (answer.ok && answer.value !== null) dispatch({ kind: 'started', jobId: answer.value.jobId });
    else poll();
  };
  return {
    isBusy,
    failure,
    steps: {
      onPause: () => void run('job.pause'),
      onResume: (isProven: boolean) => void run('job.resume', isProven),
      onCancel: () => void run('job.cancel'),
      onRetry: (isProven: boolean) => void run('job.retry', isProven),
      onUndo: (isProven: boolean) => void run('job.undo', isProven),
    },
  };
};
