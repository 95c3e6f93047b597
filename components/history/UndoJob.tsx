import { useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { JobSummary } from '../../lib/messaging/views';
import { useClient } from '../client-context';
import { momentOf } from '../share-list/dates';
import { count, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';

type Stage =
  | { kind: 'idle' }
  | { kind: 'asking' }
  | { kind: 'starting' }
  | { kind: 'failed'; failure: Failure };

/** Takes a job back as a new job, after asking in place: what is old may have consequences nobody thinks of. */
export const UndoJob = ({ summary: { job, counts } }: { summary: JobSummary }) => {
  const client = useClient();
  const [stage, setStage] = useState<Stage>({ kind: 'idle' });
  const undo = async () => {
    setStage({ kind: 'starting' });
    const answer = await client('job.undo', { jobId: job.id, isProven: true });
    setStage(answer.ok ? { kind: 'idle' } : { kind: 'failed', failure: answer.failure });
  };
  if (stage.kind === 'idle') {
    return (
      <Button
        kind="quiet"
        isSlim
        label={t('history_undoJob', momentOf(job.startedAt))}
        onClick={() => setStage({ kind: 'asking' })}
      >
        {t('history_undo')}
      </Button>
    );
  }
  return (
    <div class="ask-line whole">
      {stage.kind === 'failed' && <FailureNote failure={stage.failure} />}
      <span>{count(job.mode === 'revoke' ? 'history_askShare' : 'history_askRevoke', counts.confirmed)}</span>
      <span class="line">
        <Button kind="danger-solid" isSlim isBusy={stage.kind === 'starting'} onClick={() => void undo()}>
          {t('history_confirmUndo')}
        </Button>
        <Button isSlim onClick={() => setStage({ kind: 'idle' })}>
          {t('book_cancel')}
        </Button>
      </span>
    </div>
  );
};
