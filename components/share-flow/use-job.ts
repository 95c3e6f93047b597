import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Client } from '../../lib/messaging/client';
import { isEnded, type JobProgress, mergeView } from './job-progress';

const pollEveryMs = 400;
const afterFailureMs = 1500;

export interface JobState {
  progress?: JobProgress | undefined;
  failure?: Failure | undefined;
  /** Looks again at once, after a person's step. */
  poll: () => void;
}

const isFinal = (failure: Failure) => failure.kind === 'job-missing' || failure.kind === 'panel-expired';

/** Follows a job while the page is seen, until it ends. */
export const useJob = (client: Client, jobId: string | undefined): JobState => {
  const [progress, setProgress] = useState<JobProgress>();
  const [failure, setFailure] = useState<Failure>();
  const [times, setTimes] = useState(0);
  const latest = useRef<JobProgress | undefined>(undefined);
  useEffect(() => {
    if (jobId === undefined) return;
    const ending = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A later look brings only what changed since.
    let current = latest.current?.job.id === jobId ? latest.current : undefined;
    const follow = async () => {
      if (document.hidden) return;
      const answer = await client('job.read', { jobId, after: current?.revision ?? -1 });
      if (ending.signal.aborted) return;
      setFailure(answer.ok ? undefined : answer.failure);
      if (answer.ok) {
        current = mergeView(current, answer.value);
        latest.current = current;
        setProgress(current);
        if (isEnded(current.job)) return;
      } else if (isFinal(answer.failure)) return;
      clearTimeout(timer);
      timer = setTimeout(follow, answer.ok ? pollEveryMs : afterFailureMs);
    };
    void follow();
    document.addEventListener('visibilitychange', () => void follow(), { signal: ending.signal });
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [client, jobId, times]);
  const isSame = progress?.job.id === jobId;
  return {
    progress: isSame ? progress : undefined,
    failure,
    poll: useCallback(() => setTimes((before) => before + 1), []),
  };
};
