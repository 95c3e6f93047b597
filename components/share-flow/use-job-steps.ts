import { useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Client } from '../../lib/messaging/client';
import type { Dispatch } from './use-share-flow';

/** The calls behind a job's buttons, one at a time. */
export const useJobSteps = (
  client: Client,
  jobId: string | undefined,
  poll: () => void,
  dispatch: Dispatch,
) => {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const run = async (name: 'job.pause' | 'job.resume' | 'job.cancel' | 'job.retry' | 'job.undo') => {
    if (jobId === undefined || isBusy) return;
    setIsBusy(true);
    const answer = await client(name, { jobId });
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
      onResume: () => void run('job.resume'),
      onCancel: () => void run('job.cancel'),
      onRetry: () => void run('job.retry'),
      onUndo: () => void run('job.undo'),
    },
  };
};
