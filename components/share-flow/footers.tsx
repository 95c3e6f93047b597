import { count, t } from '../text';
import { Button } from '../ui/button';
import { Spinner } from '../ui/states';
import { type Missing, missingOf } from './asked';
import type { ShareEnvironment } from './environment';
import { GuardedButton } from './guarded-button';
import { isEnded, type JobProgress } from './job-progress';
import { applyText, largeRevoke, type PlanSummary } from './plan-summary';
import type { ShareFlow } from './use-share-flow';

const missingKeys: Record<Missing, string> = {
  region: 'share_missingRegion',
  images: 'share_missingImages',
  accounts: 'share_missingAccounts',
  'fewer-accounts': 'share_missingFewer',
  source: 'share_missingSource',
};

export const ComposeFooter = ({ flow }: { flow: ShareFlow }) => {
  const isPlanning = flow.state.waiting === 'planning';
  const missing = missingOf(flow.state, flow.imageIds, flow.accounts);
  const isReading = missing === 'accounts' && flow.reading.readPart !== undefined;
  return (
    <>
      <span class="grow muted small line" id="missing">
        {isPlanning && <Spinner />}
        {isPlanning && t('share_planning')}
        {!isPlanning && missing !== undefined && t(isReading ? 'share_reading' : missingKeys[missing])}
      </span>
      <Button
        kind="primary"
        isDisabled={missing !== undefined}
        isBusy={isPlanning}
        describedBy="missing"
        onClick={() => flow.review()}
      >
        {t('share_review')}
      </Button>
    </>
  );
};

export const PlanFooter = ({
  flow,
  summary,
  environment,
}: {
  flow: ShareFlow;
  summary: PlanSummary;
  environment: ShareEnvironment;
}) => {
  const { waiting, revokeCount } = flow.state;
  const isCountMissing = summary.revokes >= largeRevoke && revokeCount.trim() !== String(summary.revokes);
  const isEmpty = summary.shares + summary.revokes === 0;
  return (
    <>
      <Button onClick={() => flow.dispatch({ kind: 'back' })} isDisabled={waiting === 'starting'}>
        {t('share_back')}
      </Button>
      {!isEmpty && (
        <GuardedButton
          environment={environment}
          kind={summary.revokes > 0 ? 'danger-solid' : 'primary'}
          isDisabled={isCountMissing || waiting === 'confirming'}
          isBusy={waiting === 'starting' || waiting === 'planning'}
          describedBy="proof"
          onPress={flow.apply}
          onProof={(proof) => (
            <span class="grow muted small" id="proof">
              {isCountMissing ? (
                <span class="hidden-visually">{t('share_countMissing')}</span>
              ) : (
                proof === 'waiting' && t('share_proofWaiting')
              )}
            </span>
          )}
        >
          {applyText(summary)}
        </GuardedButton>
      )}
    </>
  );
};

export interface JobSteps {
  onPause: () => void;
  onResume: (isProven: boolean) => void;
  onCancel: () => void;
  onRetry: (isProven: boolean) => void;
  onUndo: (isProven: boolean) => void;
  onNew?: (() => void) | undefined;
}

/** A job's buttons; `busy` names the one whose call is under way. */
export const JobFooter = ({
  progress,
  environment,
  isBusy,
  steps,
}: {
  progress: JobProgress;
  environment: ShareEnvironment;
  isBusy: boolean;
  steps: JobSteps;
}) => {
  const { job, counts } = progress;
  if (!isEnded(job)) {
    const isStopped = job.state === 'paused' || job.state === 'waiting';
    return (
      <>
        {job.state !== 'paused' && (
          <Button onClick={steps.onPause} isBusy={isBusy}>
            {t('share_pause')}
          </Button>
        )}
        {isStopped && (
          <GuardedButton environment={environment} kind="primary" isBusy={isBusy} onPress={steps.onResume}>
            {t('share_resume')}
          </GuardedButton>
        )}
        <Button onClick={steps.onCancel} isBusy={isBusy}>
          {t('share_cancel')}
        </Button>
        <span class="grow" />
        <span class="muted small">{count('share_calls', progress.calls)}</span>
      </>
    );
  }
  return (
    <>
      {steps.onNew !== undefined && <Button onClick={steps.onNew}>{t('share_newJob')}</Button>}
      <span class="grow" />
      {progress.isUndoPossible && (
        <GuardedButton environment={environment} kind="plain" isBusy={isBusy} onPress={steps.onUndo}>
          {t('share_undo')}
        </GuardedButton>
      )}
      {counts.refused > 0 && (
        <GuardedButton environment={environment} kind="primary" isBusy={isBusy} onPress={steps.onRetry}>
          {t('share_retry')}
        </GuardedButton>
      )}
    </>
  );
};
