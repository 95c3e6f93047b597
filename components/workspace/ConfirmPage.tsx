import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { ImagePlan, Plan } from '../../lib/domain/job';
import { useClient } from '../client-context';
import { placesName, revokeBreaks } from '../product-text';
import { TrustWarning } from '../share-flow/trust-warning';
import type { PageClock } from '../share-list/page-clock';
import { count, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { OutcomeMark } from '../ui/outcome-mark';
import { Screen } from '../ui/screen';
import { Skeleton } from '../ui/states';

/** A press meant for what stood here before the window opened must not count. */
const armedAfterMs = 1_000;
const shownAccounts = 5;

const sumOf = (plan: Plan, action: 'share' | 'revoke') =>
  plan.images.reduce((sum, image) => sum + image[action].length, 0);

const Accounts = ({ action, accounts }: { action: 'share' | 'revoke'; accounts: readonly string[] }) =>
  accounts.length === 0 ? null : (
    <div class="row">
      <OutcomeMark kind={action} />
      <div>
        <span class={`strong ${action === 'revoke' ? 'bad' : ''}`}>
          {count(action === 'share' ? 'confirm_share' : 'confirm_revoke', accounts.length)}
        </span>
        <span class="sub id">
          {accounts.slice(0, shownAccounts).join(', ')}
          {accounts.length > shownAccounts && ` ${count('confirm_more', accounts.length - shownAccounts)}`}
        </span>
      </div>
    </div>
  );

const ImagePart = ({ part }: { part: ImagePlan }) => (
  <section class="group" aria-label={part.image.name || part.image.imageId}>
    <div class="head">
      <h2 class="clip">{part.image.name || part.image.imageId}</h2>
      <span class="id muted">{part.image.imageId}</span>
    </div>
    <Accounts action="revoke" accounts={part.revoke} />
    <Accounts action="share" accounts={part.share} />
    {part.share.length + part.revoke.length === 0 && <p class="row plain muted">{t('confirm_nothing')}</p>}
  </section>
);

const close = () => window.close();

/** Asks, in a window no page can draw over, whether a plan shall be carried out. */
export const ConfirmPage = ({ planId, clock }: { planId: string; clock: PageClock }) => {
  const client = useClient();
  const [plan, setPlan] = useState<Plan>();
  const [failure, setFailure] = useState<Failure>();
  const [isArmed, setIsArmed] = useState(false);
  const [stage, setStage] = useState<'asking' | 'starting' | 'started' | 'declined'>('asking');

  useEffect(() => {
    const life = new AbortController();
    document.title = `${t('confirm_heading')} · ${t('extensionName')}`;
    const load = async () => {
      const answer = await client('plan.read', { planId });
      if (life.signal.aborted) return;
      if (!answer.ok) return setFailure(answer.failure);
      setPlan(answer.value);
      await clock.sleep(armedAfterMs, life.signal);
      if (!life.signal.aborted) setIsArmed(true);
    };
    void load();
    return () => life.abort();
  }, [client, clock, planId]);

  const confirm = async () => {
    if (!plan || !isArmed || stage !== 'asking') return;
    setStage('starting');
    const revokeCount = sumOf(plan, 'revoke');
    const answer = await client('job.start', { planId, isProven: true, revokeCount });
    setStage(answer.ok ? 'started' : 'asking');
    if (answer.ok) close();
    else setFailure(answer.failure);
  };
  const decline = async () => {
    await client('plan.decline', { planId });
    setStage('declined');
    close();
  };

  const isOver = failure !== undefined || stage === 'started' || stage === 'declined';
  return (
    <div class="confirm">
      <Screen
        heading={t('confirm_heading')}
        below={
          plan && (
            <span class="muted small">
              {plan.caller !== '' && t('confirm_caller', plan.caller)}{' '}
              {placesName(plan.request.product, plan.request.images)}
            </span>
          )
        }
        footer={
          isOver ? (
            <Button onClick={close}>{t('confirm_close')}</Button>
          ) : (
            <>
              <Button onClick={() => void decline()}>{t('confirm_cancel')}</Button>
              <span class="grow" />
              <Button
                kind={plan && sumOf(plan, 'revoke') > 0 ? 'danger-solid' : 'primary'}
                isDisabled={!isArmed}
                isBusy={stage === 'starting'}
                onClick={() => void confirm()}
              >
                {t('confirm_confirm')}
              </Button>
            </>
          )
        }
      >
        {failure && <FailureNote failure={failure} />}
        {!plan && !failure && <Skeleton lines={5} />}
        {stage === 'started' && <p role="status">{t('confirm_started')}</p>}
        {stage === 'declined' && <p role="status">{t('confirm_declined')}</p>}
        {plan && <TrustWarning plan={plan} />}
        {plan?.images.map((part) => (
          <ImagePart key={part.image.imageId} part={part} />
        ))}
        {plan && sumOf(plan, 'revoke') > 0 && <p class="muted small">{revokeBreaks(plan.request.product)}</p>}
      </Screen>
    </div>
  );
};
