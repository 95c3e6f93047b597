import { useEffect, useRef, useState } from 'preact/hooks';
import { revokeBreaks } from '../product-text';
import { sentences } from '../share-flow/sentences';
import type { AccountItem } from '../share-list/account-items';
import { numeral } from '../share-list/dates';
import type { PageClock } from '../share-list/page-clock';
import { isCountRight } from '../share-list/RevokeAll';
import type { EverywhereEnd, EverywherePlan, Trouble } from '../share-list/revoke-everywhere';
import { useRevokeEverywhere } from '../share-list/use-revoke-everywhere';
import { count, failureNextStep, failureSentence, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { TextField } from '../ui/fields';
import { Note } from '../ui/note';
import { Progress } from '../ui/progress';

/** From this many images on a person types the number, as wherever much is taken away. */
const typedCountFrom = 20;

const Troubles = ({ troubles }: { troubles: readonly Trouble[] }) => (
  <>
    {troubles.slice(0, 5).map(({ images, failure }, index) => (
      <FailureNote key={`${failure.kind}/${index}`} failure={failure} kind="warn">
        {count('accounts_images', images)}
      </FailureNote>
    ))}
  </>
);

const Question = ({
  account,
  plan,
  onConfirm,
  onCancel,
}: {
  account: string;
  plan: EverywherePlan;
  onConfirm: () => void;
  onCancel: () => void;
}) => {
  const [typed, setTyped] = useState('');
  const place = useRef<HTMLElement>(null);
  // The number where one is asked for, otherwise the way back: never the press that takes away.
  useEffect(() => {
    const fields = [...(place.current?.querySelectorAll<HTMLElement>('input, button') ?? [])];
    (fields.find((field) => field.matches('input')) ?? fields.at(-1))?.focus();
  }, []);
  const isLarge = plan.revokes >= typedCountFrom;
  const products = [...new Set(plan.plans.map(({ request }) => request.product))];
  return (
    <section class="ask-line" aria-label={t('accounts_plan')} ref={place}>
      {plan.revokes === 0 ? (
        <span>{t('accounts_nothing')}</span>
      ) : (
        <>
          <span class="strong">{count('accounts_ask', plan.revokes, account)}</span>
          {plan.plans.flatMap(({ images }) =>
            images
              .filter(({ revoke }) => revoke.length > 0)
              .map(({ image }) => (
                <span key={image.imageId}>
                  {image.name || image.imageId} <span class="id muted">{image.imageId}</span>
                </span>
              )),
          )}
          {products.map((product) => (
            <span key={product} class="muted">
              {revokeBreaks(product)}
            </span>
          ))}
        </>
      )}
      {plan.gone > 0 && <span class="muted">{count('accounts_gone', plan.gone)}</span>}
      <Troubles troubles={plan.troubles} />
      {isLarge && (
        <TextField
          label={t('roster_countField')}
          hint={t('roster_countHint', plan.revokes)}
          inputMode="numeric"
          value={typed}
          onInput={setTyped}
        />
      )}
      <div class="line">
        {plan.revokes > 0 && (
          <Button
            kind="danger-solid"
            isDisabled={isLarge && !isCountRight(typed, plan.revokes)}
            onClick={onConfirm}
          >
            {t('roster_confirmRevoke')}
          </Button>
        )}
        <Button onClick={onCancel}>{t(plan.revokes > 0 ? 'roster_cancel' : 'roster_dismiss')}</Button>
      </div>
    </section>
  );
};

const Ended = ({
  end,
  isUndo,
  onUndo,
  onDismiss,
}: {
  end: EverywhereEnd;
  isUndo: boolean;
  onUndo: () => void;
  onDismiss: () => void;
}) => (
  <>
    <Note kind={end.open.length + end.troubles.length > 0 ? 'warn' : 'good'} role="status">
      <span class="strong">{count(isUndo ? 'accounts_sharedAgain' : 'accounts_revoked', end.confirmed)}</span>
      {end.open.slice(0, 20).map(({ imageId, failure = { kind: 'timed-out' } as const }) => (
        <span key={imageId}>
          <span class="id">{imageId}</span> {sentences(failureSentence(failure), failureNextStep(failure))}
        </span>
      ))}
      <span class="line">
        {!isUndo && end.undoable.length > 0 && (
          <Button isSlim onClick={onUndo}>
            {t('accounts_undo')}
          </Button>
        )}
        <Button kind="quiet" isSlim onClick={onDismiss}>
          {t('roster_dismiss')}
        </Button>
      </span>
    </Note>
    <Troubles troubles={end.troubles} />
  </>
);

/** Takes an account off every image it has: the plan first, then one press, then the way back. */
export const RevokeEverywhere = ({
  item,
  isPart,
  clock,
  isReading,
}: {
  /** With the images to take it off. */
  item: AccountItem;
  /** Whether the account has more images than these. */
  isPart: boolean;
  /** Rosters are being read: until that is over nobody knows what everywhere is. */
  isReading: boolean;
  clock: PageClock;
}) => {
  const everywhere = useRevokeEverywhere(clock, item);
  const { stage } = everywhere;
  switch (stage.kind) {
    case 'idle':
    case 'planning':
      return item.places.length === 0 ? null : (
        <span class="line">
          <Button
            kind="danger"
            isBusy={stage.kind === 'planning'}
            isDisabled={isReading && !isPart}
            label={
              isPart
                ? count('accounts_revokeOnOf', item.places.length, item.account)
                : t('accounts_revokeEverywhereOf', item.account)
            }
            onClick={() => void everywhere.ask()}
          >
            {isPart ? count('accounts_revokeOn', item.places.length) : t('accounts_revokeEverywhere')}
          </Button>
          {isReading && !isPart && <span class="muted small">{t('accounts_stillReading')}</span>}
        </span>
      );
    case 'asking':
      return (
        <Question
          account={item.account}
          plan={stage.plan}
          onConfirm={everywhere.confirm}
          onCancel={everywhere.dismiss}
        />
      );
    case 'running':
      return (
        <Progress
          label={t('share_progress')}
          value={stage.settled}
          max={stage.total}
          text={t('roster_jobProgress', numeral(stage.settled), numeral(stage.total))}
        />
      );
    case 'ended':
      return (
        <Ended
          end={stage.end}
          isUndo={stage.isUndo}
          onUndo={everywhere.undo}
          onDismiss={everywhere.dismiss}
        />
      );
  }
};
