import { useEffect } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { JobProgress } from './job-progress';
import type { Dispatch } from './use-share-flow';

const lookEveryMs = 1500;

/**
 * A press that has to be made again in a window of the extension's own: what comes of it there is followed here, so that
 * the panel does not go on showing what holds no longer.
 */
export const useAskedElsewhere = (
  failure: Failure | undefined,
  progress: JobProgress | undefined,
  poll: () => void,
  dispatch: Dispatch,
): void => {
  const isAsked = failure?.kind === 'confirmation-needed';
  useEffect(() => {
    if (!isAsked) return;
    const timer = setInterval(poll, lookEveryMs);
    return () => clearInterval(timer);
  }, [isAsked, poll]);
  const undoneBy = isAsked ? progress?.undoneBy : undefined;
  useEffect(() => {
    if (undoneBy !== undefined) dispatch({ kind: 'started', jobId: undoneBy });
  }, [undoneBy, dispatch]);
};
