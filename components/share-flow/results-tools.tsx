import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import { useLabels } from '../book/labels';
import { useClient } from '../client-context';
import { writeHistory } from '../history/history-export';
import { count, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Note } from '../ui/note';
import type { ShareEnvironment } from './environment';
import { exportJob } from './job-export';
import { failedAccounts, type JobProgress } from './job-progress';

type Said = { kind: 'copied'; count: number } | { kind: 'by-hand'; text: string } | undefined;

/** For a browser that does not let this page write to the clipboard: the text, selected. */
const ByHand = ({ text }: { text: string }) => {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <Note kind="warn" role="status">
      <span>{t('share_copyByHand')}</span>
      <textarea
        class="input ids"
        aria-label={t('share_failedIds')}
        readOnly
        rows={4}
        ref={field}
        value={text}
      />
    </Note>
  );
};

/** What is done with a job's results beside reading them: files, and the failed accounts to paste elsewhere. */
export const useResultsTools = (progress: JobProgress, environment: ShareEnvironment) => {
  const client = useClient();
  const labels = useLabels();
  const [said, setSaid] = useState<Said>();
  const [failure, setFailure] = useState<Failure>();
  const failed = progress.counts.refused + progress.counts.unknown > 0;
  const copy = async () => {
    const accounts = failedAccounts(progress.rows);
    const text = accounts.join('\n');
    const isCopied = await environment.copyText(text);
    setSaid(isCopied ? { kind: 'copied', count: accounts.length } : { kind: 'by-hand', text });
  };
  const exportJson = async () => {
    const answer = await client('history.read', { jobId: progress.job.id });
    setFailure(answer.ok ? undefined : answer.failure);
    if (!answer.ok) return;
    const file = writeHistory([answer.value], 'json', labels.labelOf, environment.now());
    environment.saveFile(file.name, file.text, file.type);
  };
  const exportCsv = () => {
    const file = exportJob(progress, (account) => labels.labelOf(progress.job.product, account));
    environment.saveFile(file.name, file.text);
  };
  const buttons = (
    <span class="line tools">
      {failed && (
        <Button kind="quiet" isSlim onClick={() => void copy()}>
          {t('share_copyFailed')}
        </Button>
      )}
      <Button kind="quiet" isSlim onClick={exportCsv}>
        {t('share_exportCsv')}
      </Button>
      <Button kind="quiet" isSlim onClick={() => void exportJson()}>
        {t('share_exportJson')}
      </Button>
    </span>
  );
  const note = (
    <>
      {failure && <FailureNote failure={failure} />}
      {said?.kind === 'copied' && (
        <Note kind="good" role="status">
          {count('share_copied', said.count)}
        </Note>
      )}
      {said?.kind === 'by-hand' && <ByHand text={said.text} />}
    </>
  );
  return { buttons, note };
};
