import type { KnownRoster } from '../../lib/domain/image';
import type { ProductId } from '../../lib/domain/product';
import { AccountName } from '../book/labels';
import { sentences } from '../share-flow/sentences';
import { count, failureNextStep, failureSentence, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Row } from '../ui/group';
import { Spinner } from '../ui/states';
import { VirtualList } from '../ui/virtual-list';
import { type Change, type ChangeState, type Refusal, runningFor } from './change-state';
import { dayOf } from './dates';
import type { RosterItem } from './roster-items';

/** @returns what a change under way is doing */
const phaseOf = ({ action, progress }: Change): string => {
  if (progress?.cause)
    return t('roster_held', failureSentence(progress.cause), failureNextStep(progress.cause));
  if (!progress) return t('roster_asking');
  if (progress.settled < progress.total) return t(action === 'revoke' ? 'roster_revoking' : 'roster_sharing');
  return t('roster_readingBack');
};

const Since = ({ since, now }: { since: string | undefined; now: number }) => {
  const day = since === undefined ? '' : dayOf(since, now);
  return <>{day === '' ? t('roster_sinceUnknown') : t('roster_since', day)}</>;
};

const AccountRow = ({
  product,
  account,
  since,
  change,
  refusal,
  now,
  isChosen,
  onChoose,
  onRevoke,
}: {
  product: ProductId;
  account: string;
  since: string | undefined;
  change: Change | undefined;
  refusal: Refusal | undefined;
  now: number;
  isChosen: boolean;
  onChoose: () => void;
  /** Absent where nothing can be sent now. */
  onRevoke: (() => void) | undefined;
}) => (
  <Row
    mark={
      onRevoke && (
        <input
          type="checkbox"
          checked={isChosen}
          aria-label={t('roster_choose', account)}
          onChange={onChoose}
        />
      )
    }
    sub={
      change ? (
        phaseOf(change)
      ) : refusal ? (
        <span class="bad">
          {sentences(failureSentence(refusal.failure), failureNextStep(refusal.failure))}
        </span>
      ) : (
        <Since since={since} now={now} />
      )
    }
    tail={
      onRevoke && (
        <Button
          kind="danger-quiet"
          isSlim
          isBusy={change !== undefined}
          label={t('roster_revokeAccount', account)}
          onClick={onRevoke}
        >
          {change ? <Spinner /> : t('roster_revoke')}
        </Button>
      )
    }
  >
    <span class="id">{account}</span>
    <AccountName product={product} account={account} />
  </Row>
);

/** The accounts with access to one image. A row stands until the cloud no longer shows its account. */
export const RosterList = ({
  item,
  state,
  now,
  chosen,
  onChoose,
  onRevoke,
  onDismiss,
}: {
  item: RosterItem;
  state: ChangeState;
  now: number;
  /** Accounts chosen for one revoke. */
  chosen: ReadonlySet<string>;
  onChoose: (account: string) => void;
  onRevoke: ((known: KnownRoster, account: string) => void) | undefined;
  onDismiss: (changeId: string, account: string) => void;
}) => {
  const listed = new Set(item.entries.map((entry) => entry.account));
  const refusals = state.refusals.filter((refusal) => refusal.itemKey === item.key);
  const groups = item.known.roster?.groups ?? [];
  const homeless = refusals.filter((refusal) => !listed.has(refusal.account));
  return (
    <>
      {homeless.slice(0, 5).map((refusal) => (
        <div class="inset" key={`${refusal.changeId}/${refusal.account}`}>
          <FailureNote failure={refusal.failure}>
            {refusal.account !== '' && <span class="id">{refusal.account}</span>}
            <Button kind="quiet" isSlim onClick={() => onDismiss(refusal.changeId, refusal.account)}>
              {t('roster_dismiss')}
            </Button>
          </FailureNote>
        </div>
      ))}
      {groups.length > 0 && (
        <p class="inset muted small">{t('roster_groups', groups.join(t('share_comma')))}</p>
      )}
      {item.entries.length === 0 ? (
        groups.length === 0 && (
          <p class="inset muted small">
            {t(item.total === undefined ? 'roster_neverRead' : 'roster_nobody')}
          </p>
        )
      ) : (
        <VirtualList
          items={item.entries}
          keyOf={(entry) => entry.account}
          label={t('roster_accounts')}
          rowHeight={49}
        >
          {(entry) => (
            <AccountRow
              product={item.known.image.product}
              account={entry.account}
              since={entry.since}
              now={now}
              change={runningFor(state, item.key, entry.account)}
              refusal={refusals.find((refusal) => refusal.account === entry.account)}
              isChosen={chosen.has(entry.account)}
              onChoose={() => onChoose(entry.account)}
              onRevoke={onRevoke && (() => onRevoke(item.known, entry.account))}
            />
          )}
        </VirtualList>
      )}
      {item.matches > 0 && (
        <p class="inset muted small">{count('roster_matches', item.matches, item.total ?? 0)}</p>
      )}
    </>
  );
};
