import type { JobState } from '../../lib/domain/job';
import type { JobSummary } from '../../lib/messaging/views';
import { GrantHosts } from '../host-access';
import { placesName } from '../product-text';
import { sentences } from '../share-flow/sentences';
import { momentOf, numeral } from '../share-list/dates';
import { jobPage } from '../share-list/RunningJobs';
import { isUnderWay } from '../share-list/use-jobs';
import { failureNextStep, failureSentence, t } from '../text';
import { Button } from '../ui/button';
import { Progress } from '../ui/progress';
import { watchText } from '../watch-text';
import { jobTitle } from './job-words';
import { UndoJob } from './UndoJob';

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

/** One job: what, who, when, what came of it; leads to its page, and is taken back or written down from here. */
export const JobItem = ({
  summary,
  canUndo,
  isUndone,
  onExport,
}: {
  summary: JobSummary;
  canUndo: boolean;
  /** Another job takes it back. */
  isUndone: boolean;
  onExport: () => void;
}) => {
  const { job, total, counts, images } = summary;
  const settled = total - counts.waiting - counts.unknown;
  const only = images.length === 1 ? images[0]?.imageId : undefined;
  return (
    <div class="row job-row">
      <a class="job" href={jobPage(job.id)} target="_blank" rel="noreferrer">
        <span class="spread">
          <span class="strong">{jobTitle(job, images.length)}</span>
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
          {[momentOf(job.startedAt), job.by, job.caller].filter(Boolean).join(' · ')} ·{' '}
          {placesName(job.product, summary.images)}
          {only !== undefined && (
            <>
              {' · '}
              <span class="id">{only}</span>
            </>
          )}
        </span>
      </a>
      <div class="tools">
        {isUndone && <span class="small muted">{t('history_undone')}</span>}
        {canUndo && <UndoJob summary={summary} />}
        <Button
          kind="quiet"
          isSlim
          label={t('history_exportJob', momentOf(job.startedAt))}
          onClick={onExport}
        >
          {t('history_exportOne')}
        </Button>
      </div>
      {job.state === 'waiting' && job.cause?.kind === 'permission-missing' && (
        <div class="line inset">
          <GrantHosts />
        </div>
      )}
    </div>
  );
};
