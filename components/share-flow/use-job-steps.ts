import { useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Client } from '../../lib/messaging/client';
import type { Dispatch } from './use-share-flow';

type JobStep = 'job.pause' | 'job.resume' | 'job.cancel' | 'job.retry' | 'job.undo';

/**
 * The calls behind a job's buttons, one at a time.
 * @param isProven whether the guarded buttons can be pressed in plain sight only
 */
export const useJobSteps = (
  client: Client,
  jobId: string | undefined,
  poll: () => void,
  dispatch: Dispatch,
  isProven: boolean,
) => {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const run = async (name: JobStep) => {
    if (jobId === undefined || isBusy) return;
    setIsBusy(true);
    const answer =
      name === 'job.undo' ? await client(name, { jobId, isProven }) : await client(name, { jobId });
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
