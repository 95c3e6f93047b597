import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { JobEvidence } from '../../lib/domain/history';
import type { JobSummary } from '../../lib/messaging/views';
import { useLabels } from '../book/labels';
import { useClient } from '../client-context';
import type { PageClock } from '../share-list/page-clock';
import { type ExportFormat, writeHistory } from './history-export';

/** Typing goes on for less than this; a search for every letter would be wasted. */
const pauseMs = 200;

/**
 * Searches jobs by account, image, and by the address book's names of accounts.
 * @param revision changes when there are other jobs, so that a new one is found too
 * @returns ids of what was found; undefined while nothing is searched
 */
export const useSearch = (clock: PageClock, text: string, revision: number) => {
  const client = useClient();
  const labels = useLabels();
  const [found, setFound] = useState<ReadonlySet<string>>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    if (text.trim() === '') {
      setFound(undefined);
      setFailure(undefined);
      return;
    }
    const life = new AbortController();
    const search = async () => {
      await clock.sleep(pauseMs, life.signal);
      if (life.signal.aborted) return;
      const request = { text: text.slice(0, 500), accounts: labels.accountsNamed(text) };
      const answer = await client('history.find', request);
      if (life.signal.aborted) return;
      setFailure(answer.ok ? undefined : answer.failure);
      if (answer.ok) setFound(new Set(answer.value));
    };
    void search();
    return () => life.abort();
  }, [client, clock, labels, text, revision]);
  return { found, failure };
};

/** Reads one job after the other and hands the file out. */
export const useExport = (clock: PageClock, save: (name: string, text: string, type: string) => void) => {
  const client = useClient();
  const labels = useLabels();
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  const [failure, setFailure] = useState<Failure>();
  const life = useRef(new AbortController());
  useEffect(() => () => life.current.abort(), []);
  const run = async (jobs: readonly JobSummary[], format: ExportFormat) => {
    const evidence: JobEvidence[] = [];
    setFailure(undefined);
    for (const { job } of jobs) {
      setProgress({ done: evidence.length, total: jobs.length });
      const answer = await client('history.read', { jobId: job.id });
      if (life.current.signal.aborted) return;
      if (!answer.ok) {
        setProgress(undefined);
        setFailure(answer.failure);
        return;
      }
      evidence.push(answer.value);
    }
    setProgress(undefined);
    const file = writeHistory(evidence, format, labels.labelOf, clock.now());
    save(file.name, file.text, file.type);
  };
  return {
    progress,
    failure,
    run: (jobs: readonly JobSummary[], format: ExportFormat) => void run(jobs, format),
  };
};
