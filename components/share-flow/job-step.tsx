import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { count, language, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Note } from '../ui/note';
import { Progress } from '../ui/progress';
import { Stats } from '../ui/stats';
import { watchText } from '../watch-text';
import type { ShareEnvironment } from './environment';
import { ExtraNote } from './extra-note';
import { askedCount, isEnded, type JobProgress, settledCount } from './job-progress';
import { needsKeys } from './needs-keys';
import { ResultsTable } from './results-table';

const speakEveryMs = 5000;

/** @returns a duration as "about 2 s left", in minutes from 90 s on */
const timeLeftText = (timeLeftMs: number): string => {
  const seconds = Math.max(1, Math.round(timeLeftMs / 1000));
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
  return t(
    'share_timeLeft',
    new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'short' }).format(value),
  );
};

const progressText = (progress: JobProgress, asked: number): string =>
  t('share_confirmedOf', progress.counts.confirmed, asked);

/** Says how the job goes, seldom enough to be listened to. */
const LiveSummary = ({ text, isEnd }: { text: string; isEnd: boolean }) => {
  const [spoken, setSpoken] = useState(text);
  const latest = useRef(text);
  latest.current = text;
  const endText = isEnd ? text : undefined;
  useEffect(() => {
    if (endText !== undefined) {
      setSpoken(endText);
      return;
    }
    const timer = setInterval(() => setSpoken(latest.current), speakEveryMs);
    return () => clearInterval(timer);
  }, [endText]);
  return (
    <div class="hidden-visually" role="status">
      {spoken}
    </div>
  );
};

const JobNotes = ({ progress, onKeys }: { progress: JobProgress; onKeys: () => void }) => (
  <>
    {progress.job.state === 'waiting' && progress.job.cause && (
      <FailureNote failure={progress.job.cause} kind="warn">
        {needsKeys(progress.job.cause) && (
          <Button isSlim onClick={onKeys}>
            {t('share_openKeys')}
          </Button>
        )}
      </FailureNote>
    )}
    {progress.job.state === 'paused' && <Note>{t('share_pausedMeans')}</Note>}
    {watchText(progress.job, progress.counts) !== undefined && (
      <Note role="status">
        <span class="strong">{watchText(progress.job, progress.counts)}</span>
        <span>{t('share_watchMeans')}</span>
      </Note>
    )}
    {progress.job.state === 'running' && progress.slowedTo !== undefined && (
      <Note kind="warn">{count('share_slowed', progress.slowedTo)}</Note>
    )}
  </>
);

const EndStats = ({ progress }: { progress: JobProgress }) => {
  const { counts } = progress;
  return (
    <Stats
      stats={[
        { label: t('ui_outcome_confirmed'), value: counts.confirmed, tone: 'good' },
        { label: t('ui_outcome_noChange'), value: counts['no-change'] },
        {
          label: t('ui_outcome_refused'),
          value: counts.refused,
          tone: counts.refused > 0 ? 'bad' : undefined,
        },
        counts.waiting > 0
          ? { label: t('share_notDone'), value: counts.waiting }
          : {
              label: t('ui_outcome_unknown'),
              value: counts.unknown,
              tone: counts.unknown > 0 ? 'bad' : undefined,
            },
      ]}
    />
  );
};

/** A job while it runs and when it has ended. */
export const JobStep = ({
  progress,
  environment,
  onKeys,
}: {
  progress: JobProgress;
  environment: ShareEnvironment;
  /** Opens the page where keys are unlocked and changed. */
  onKeys: () => void;
}) => {
  const ended = isEnded(progress.job);
  const done = settledCount(progress);
  const left =
    progress.job.state === 'running' && progress.timeLeftMs !== undefined
      ? timeLeftText(progress.timeLeftMs)
      : '';
  const asked = useMemo(() => askedCount(progress), [progress.rows]);
  const text = progressText(progress, asked);
  const said = [text, left].filter(Boolean).join(t('share_comma'));
  const isAsAsked = progress.counts.confirmed === asked;
  const tone = ended && isAsAsked ? 'good' : progress.job.state === 'running' ? '' : 'caution';
  return (
    <>
      {ended && <EndStats progress={progress} />}
      <div class="stack tight">
        <div class="spread">
          <span class="strong">{text}</span>
          <span class="muted small">{left}</span>
        </div>
        <Progress label={t('share_progress')} value={done} max={progress.total} text={said} tone={tone} />
      </div>
      <LiveSummary
        text={[said, count('share_refusedCount', progress.counts.refused)].join(t('share_comma'))}
        isEnd={ended}
      />
      <JobNotes progress={progress} onKeys={onKeys} />
      <ExtraNote extra={progress.extra} images={progress.images} />
      <ResultsTable progress={progress} environment={environment} />
      {!ended && <div class="muted small">{t('share_canClose')}</div>}
    </>
  );
};
