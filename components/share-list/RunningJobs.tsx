import type { JobSummary } from '../../lib/messaging/views';
import { GrantHosts } from '../host-access';
import { count, failureNextStep, failureSentence, t } from '../text';
import { Progress } from '../ui/progress';
import { watchText } from '../watch-text';
import { numeral } from './dates';
import { isUnderWay } from './use-jobs';

/** @returns address of the page that shows a job */
export const jobPage = (jobId: string): string => `panel.html?job=${encodeURIComponent(jobId)}`;

const stateText = ({ job, counts }: JobSummary): string | undefined => {
  if (job.state === 'paused') return t('roster_jobPaused');
  if (job.state !== 'waiting') return watchText(job, counts);
  return job.cause
    ? t('roster_held', failureSentence(job.cause), failureNextStep(job.cause))
    : t('roster_jobWaiting');
};

/** A line for every job that is not over, each leading to its page. */
export const RunningJobs = ({ jobs }: { jobs: readonly JobSummary[] }) => {
  const current = jobs.filter(isUnderWay);
  if (current.length === 0) return null;
  return (
    <ul class="jobs" aria-label={t('roster_jobs')}>
      {current.slice(0, 3).map((summary) => {
        const { job, counts, total, images } = summary;
        const settled = total - counts.waiting - counts.unknown;
        const text = t('roster_jobProgress', numeral(settled), numeral(total));
        const held = stateText(summary);
        return (
          <li key={job.id}>
            <a href={jobPage(job.id)} target="_blank" rel="noreferrer">
              <span class="spread">
                <span class="strong clip">{count(`roster_job_${job.mode}`, images.length)}</span>
                <span class="muted">{text}</span>
              </span>
              <Progress
                label={t('roster_jobProgressLabel')}
                value={settled}
                max={total}
                text={text}
                tone={held === undefined ? '' : 'caution'}
              />
              {held !== undefined && <span class="held">{held}</span>}
            </a>
            {job.state === 'waiting' && job.cause?.kind === 'permission-missing' && (
              <div class="line inset">
                <GrantHosts />
              </div>
            )}
          </li>
        );
      })}
      {current.length > 3 && (
        <li class="muted small inset">
          <a href="workspace.html#jobs" target="_blank" rel="noreferrer">
            {count('roster_moreJobs', current.length - 3)}
          </a>
        </li>
      )}
    </ul>
  );
};
