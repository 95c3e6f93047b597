import { useEffect, useRef, useState } from 'preact/hooks';
import type { Profile } from '../../lib/domain/profile';
import { useClient } from '../client-context';
import { placeName } from '../product-text';
import { t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Note } from '../ui/note';
import { Screen, StepBar } from '../ui/screen';
import { Skeleton, Spinner } from '../ui/states';
import { ActingAccount } from './acting-account';
import { ComposeStep } from './compose-step';
import type { ShareEnvironment } from './environment';
import { ComposeFooter, JobFooter, PlanFooter } from './footers';
import { Gate } from './gate';
import { jobHeading } from './job-heading';
import { isEnded, placeOf } from './job-progress';
import { JobStep } from './job-step';
import { needsKeys } from './needs-keys';
import { PlanStep } from './plan-step';
import { summarise } from './plan-summary';
import { type Place, type ShareState, steps } from './share-state';
import { useAccess } from './use-access';
import { useAskedElsewhere } from './use-asked-elsewhere';
import { useRegions } from './use-cloud';
import { useJob } from './use-job';
import { useJobSteps } from './use-job-steps';
import { absentOf, useShareFlow } from './use-share-flow';

const noProfiles: readonly Profile[] = [];

/** From images and accounts to a confirmed roster: the four steps of the panel. */
export const ShareFlow = ({ start, environment }: { start: ShareState; environment: ShareEnvironment }) => {
  const client = useClient();
  const { access, check } = useAccess(client);
  const profiles = access.kind === 'open' ? access.profiles : noProfiles;
  const flow = useShareFlow(client, start, profiles);
  const { fitting } = flow;
  const { state, dispatch, images } = flow;
  const isJob = state.step === 'run' || state.step === 'result';
  const job = useJob(client, isJob ? state.jobId : undefined);
  const { progress } = job;
  const place: Place = isJob && progress ? placeOf(progress) : state;
  const regions = useRegions(client, place.profileId, place.product);
  const jobSteps = useJobSteps(client, state.jobId, progress?.job.state, job.poll, dispatch);
  useAskedElsewhere(jobSteps.failure, progress, job.poll, dispatch);
  const openKeys = () => void client('workspace.open', { section: 'keys' });
  const summary = state.plan ? summarise(state.plan) : undefined;
  const isOpen = fitting.length > 0 || isJob;
  const ended = progress && isEnded(progress.job);

  useEffect(() => {
    if (ended !== undefined) dispatch({ kind: 'job-moved', isEnded: ended });
  }, [ended, dispatch]);
  const heading = useRef<HTMLHeadingElement>(null);
  const [shownStep, setShownStep] = useState(state.step);
  useEffect(() => {
    if (state.step === shownStep) return;
    setShownStep(state.step);
    heading.current?.focus();
  }, [state.step, shownStep]);

  const head = isJob
    ? progress
      ? jobHeading(progress)
      : t('share_headSharing')
    : t(state.step === 'plan' ? 'share_headPlan' : 'share_headCompose');
  const failure = isJob ? (jobSteps.failure ?? job.failure) : state.failure;
  const isComposing = state.step === 'compose';

  const footer = () => {
    if (!isOpen) return undefined;
    if (isComposing) return <ComposeFooter flow={flow} />;
    if (state.step === 'plan' && summary) {
      return <PlanFooter flow={flow} summary={summary} environment={environment} />;
    }
    return (
      progress && (
        <JobFooter
          progress={progress}
          environment={environment}
          isBusy={jobSteps.isBusy}
          steps={{ ...jobSteps.steps, onNew: () => dispatch({ kind: 'new-job', place }) }}
        />
      )
    );
  };
  return (
    <Screen
      heading={head}
      headingRef={heading}
      onClose={environment.isFramed ? environment.close : undefined}
      below={
        isOpen && (
          <>
            <ActingAccount
              product={place.product}
              profiles={isJob ? profiles : fitting}
              profileId={place.profileId}
              caller={progress?.job.caller ?? state.plan?.caller}
              region={place.region}
              {...(isJob && progress && { places: progress.images })}
              regions={regions}
              consoleAccount={state.consoleAccount}
              consoleSite={state.consoleSite}
              {...(isComposing && {
                onProfile: (profileId) => dispatch({ kind: 'profile-chosen', profileId }),
                onRegion: (region) =>
                  dispatch({ kind: 'region-chosen', region, absent: absentOf(state, images) }),
              })}
            />
            <StepBar current={steps.indexOf(state.step) + 1} total={steps.length} />
          </>
        )
      }
      footer={footer()}
    >
      {failure && (
        <FailureNote failure={failure}>
          {needsKeys(failure) && (
            <Button isSlim onClick={openKeys}>
              {t('share_openKeys')}
            </Button>
          )}
          {failure.kind === 'plan-stale' && (
            <Button isSlim onClick={() => flow.review()}>
              {t('share_planAgain')}
            </Button>
          )}
        </FailureNote>
      )}
      {state.waiting === 'confirming' && (
        <Note role="status">
          <span class="line">
            <Spinner />
            <span class="strong">{t('share_confirmElsewhere')}</span>
          </span>
          <span>{t('share_confirmElsewhereWhy')}</span>
        </Note>
      )}
      {state.waiting === 'declined' && (
        <Note kind="warn" role="status">
          {t('share_declined')}
        </Note>
      )}
      {!isOpen && <Gate access={access} client={client} onCheck={check} />}
      {isOpen && isComposing && (
        <ComposeStep flow={flow} named={(region) => placeName(state.product, region, regions)} />
      )}
      {isOpen && state.step === 'plan' && state.plan && summary && (
        <PlanStep
          plan={state.plan}
          summary={summary}
          paste={flow.paste}
          sentAnyway={flow.sentAnyway}
          revokeCount={state.revokeCount}
          onRevokeCount={(text) => dispatch({ kind: 'revoke-count-typed', text })}
          onSendAnyway={(accounts) => flow.review(accounts)}
        />
      )}
      {isJob &&
        (progress ? (
          <JobStep progress={progress} environment={environment} onKeys={openKeys} />
        ) : (
          !failure && <Skeleton lines={5} />
        ))}
    </Screen>
  );
};
