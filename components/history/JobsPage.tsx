import { useMemo, useState } from 'preact/hooks';
import { saveFile } from '../save-file';
import type { PageClock } from '../share-list/page-clock';
import { useJobs } from '../share-list/use-jobs';
import { useSearchKey } from '../share-list/use-search-key';
import { count, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Select } from '../ui/fields';
import { Progress } from '../ui/progress';
import { EmptyState, Skeleton } from '../ui/states';
import { VirtualList } from '../ui/virtual-list';
import { HistoryFilters } from './HistoryFilters';
import { type ExportFormat, exportFormats } from './history-export';
import { canUndo, everyJob, filterJobs, undoneJobs } from './history-state';
import { JobItem } from './JobItem';
import { useExport, useSearch } from './use-history';

/** Every job, newest first: found again by account, image, name or day, taken back, and written down for others. */
export const JobsPage = ({
  clock,
  save = (name, text, type) => saveFile(window, name, text, type),
}: {
  clock: PageClock;
  save?: (name: string, text: string, type: string) => void;
}) => {
  const { jobs, failure } = useJobs(clock);
  const [text, setText] = useState('');
  const [filter, setFilter] = useState(everyJob);
  const [format, setFormat] = useState<ExportFormat>('csv');
  const search = useSearch(clock, text, jobs?.length ?? 0);
  const exporting = useExport(clock, save);
  useSearchKey();
  const shown = useMemo(() => filterJobs(jobs ?? [], filter, search.found), [jobs, filter, search.found]);
  const undone = useMemo(() => undoneJobs(jobs ?? []), [jobs]);
  const trouble = failure ?? search.failure ?? exporting.failure;
  return (
    <>
      {trouble && <FailureNote failure={trouble} />}
      {!jobs && !failure && <Skeleton lines={6} />}
      {jobs?.length === 0 && <EmptyState icon="image" heading={t('ws_noJobs')} text={t('ws_noJobsText')} />}
      {jobs && jobs.length > 0 && (
        <>
          <HistoryFilters jobs={jobs} text={text} filter={filter} onText={setText} onFilter={setFilter} />
          <div class="line export-line">
            <span class="muted grow" role="status">
              {count('history_jobs', shown.length)}
            </span>
            <Select
              label={t('history_format')}
              value={format}
              options={exportFormats.map((value) => ({ value, text: t(`history_format_${value}`) }))}
              onChange={(value) => setFormat(exportFormats.find((each) => each === value) ?? 'csv')}
            />
            <Button
              isBusy={exporting.progress !== undefined}
              isDisabled={shown.length === 0}
              onClick={() => exporting.run(shown, format)}
            >
              {count('history_export', shown.length)}
            </Button>
          </div>
          {exporting.progress && (
            <Progress
              label={t('history_exporting')}
              value={exporting.progress.done}
              max={exporting.progress.total}
              text={t('roster_jobProgress', exporting.progress.done, exporting.progress.total)}
            />
          )}
          {shown.length === 0 ? (
            <p class="muted">{t('history_noMatch')}</p>
          ) : (
            <div class="group fills">
              <VirtualList
                items={shown}
                keyOf={({ job }) => job.id}
                label={t('ws_jobs')}
                rowHeight={84}
                fills
              >
                {(summary) => (
                  <JobItem
                    summary={summary}
                    canUndo={canUndo(summary, undone)}
                    isUndone={undone.has(summary.job.id)}
                    onExport={() => exporting.run([summary], format)}
                  />
                )}
              </VirtualList>
            </div>
          )}
        </>
      )}
    </>
  );
};
