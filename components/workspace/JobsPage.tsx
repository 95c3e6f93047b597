import type { JobState } from '../../lib/domain/job';
import type { JobSummary } from '../../lib/messaging/views';
import { GrantHosts } from '../host-access';
import { placesName } from '../product-text';
import { sentences } from '../share-flow/sentences';
import { momentOf, numeral } from '../share-list/dates';
import type { PageClock } from '../share-list/page-clock';
import { jobPage } from '../share-list/RunningJobs';
import { isUnderWay, useJobs } from '../share-list/use-jobs';
import { count, failureNextStep, failureSentence, t } from '../text';
import { FailureNote } from '../ui/failure-note';
import { Progress } from '../ui/progress';
import { EmptyState, Skeleton } from '../ui/states';
import { watchText } from '../watch-text';

const stateKeys: Record<JobState, string> = {
  running: 'ws_stateRunning',
  paused: 'ws_statePaused',
  waiting: 'ws_stateWaiting',
  finished: 'ws_stateFinished',
  cancelled: 'ws_stateCancelled',
};

const partsOf = ({ counts }: JobSummary): string[] =>
  (
    [
      ['confirmed', 'ws_confirmed'],
      ['no-change', 'ws_noChange'],
      ['refused', 'ws_refused'],
      ['unknown', 'ws_unknown'],
      ['waiting', 'ws_waiting'],
    ] as const
  )
    .filter(([outcome]) => counts[outcome] > 0)
    .map(([outcome, key]) => t(key, numeral(counts[outcome])));

const toneOf = ({ job, counts }: JobSummary): string => {
  if (job.state === 'waiting' || job.state === 'paused') return 'caution';
  if (job.state !== 'finished') return '';
  return counts.refused + counts.unknown > 0 ? 'bad' : 'good';
};

const JobItem = ({ summary }: { summary: JobSummary }) => {
  const { job, total, counts, images } = summary;
  const settled = total - counts.waiting - counts.unknown;
  const only = images.length === 1 ? images[0]?.imageId : undefined;
  return (
    <li>
      <a class="job" href={jobPage(job.id)} target="_blank" rel="noreferrer">
        <span class="spread">
          <span class="strong">
            {count(job.undoes === undefined ? `ws_job_${job.mode}` : 'ws_job_undo', images.length)}
          </span>
          <span class={`state ${toneOf(summary)}`}>{watchText(job, counts) ?? t(stateKeys[job.state])}</span>
        </span>
        {isUnderWay(summary) && (
          <Progress
            label={t('roster_jobProgressLabel')}
            value={settled}
            max={total}
            text={t('roster_jobProgress', numeral(settled), numeral(total))}
            tone={job.state === 'running' ? '' : 'caution'}
          />
        )}
        <span class="small">{partsOf(summary).join(' · ')}</span>
        {job.cause && (
          <span class="small caution-text">
            {sentences(failureSentence(job.cause), failureNextStep(job.cause))}
          </span>
        )}
        <span class="small muted">
          {momentOf(job.startedAt)} · {placesName(job.product, summary.images)}
          {only !== undefined && (
            <>
              {' · '}
              <span class="id">{only}</span>
            </>
          )}
        </span>
      </a>
      {job.state === 'waiting' && job.cause?.kind === 'permission-missing' && (
        <div class="line inset">
          <GrantHosts />
        </div>
      )}
    </li>
  );
};

/** Every job, newest first, each leading to its page. */
export const JobsPage = ({ clock }: { clock: PageClock }) => {
  const { jobs, failure } = useJobs(clock);
  return (
    <>
      {failure && <FailureNote failure={failure} />}
      {!jobs && !failure && <Skeleton lines={6} />}
      {jobs?.length === 0 && <EmptyState icon="image" heading={t('ws_noJobs')} text={t('ws_noJobsText')} />}
      {jobs && jobs.length > 0 && (
        <ul class="job-list" aria-label={t('ws_jobs')}>
          {jobs.map((summary) => (
            <JobItem key={summary.job.id} summary={summary} />
          ))}
        </ul>
      )}
    </>
  );
};
