import type { Plan } from '../../lib/domain/job';
import type { Paste } from '../../lib/domain/paste/token';
import { products } from '../../lib/providers/catalog';
import { placeName, revokeBreaks } from '../product-text';
import { count, t } from '../text';
import { TextField } from '../ui/fields';
import { Group } from '../ui/group';
import { Note } from '../ui/note';
import { type Stat, Stats } from '../ui/stats';
import { VirtualList } from '../ui/virtual-list';
import { EntryRow, isKept } from './pasted-entries';
import { PlanImage } from './plan-image';
import { largeRevoke, type PlanSummary } from './plan-summary';
import { TrustWarning } from './trust-warning';

const statsOf = (plan: Plan, summary: PlanSummary, paste: Paste, dropped: number): Stat[] => {
  const { mode } = plan.request;
  const notSent = summary.notSent + dropped;
  const stats: Stat[] = [];
  const { source } = plan.request;
  const toShare = { label: t('share_toShare'), value: summary.shares };
  const toRevoke = { label: t('share_toRevoke'), value: summary.revokes };
  if (mode === 'match') stats.push(toRevoke, toShare);
  else if (mode === 'revoke') stats.push(toRevoke);
  else stats.push(toShare, ...(summary.revokes > 0 ? [toRevoke] : []));
  stats.push({
    label: t(mode === 'revoke' ? 'share_asRequested' : 'share_alreadyThere'),
    value: summary.settled,
  });
  if (mode !== 'match' && !source)
    stats.push({ label: t('share_duplicates'), value: paste.counts.duplicates });
  stats.push({ label: t('share_notSent'), value: notSent, tone: notSent > 0 ? 'bad' : undefined });
  return stats;
};

/** The plan as it would be carried out, before any change. */
export const PlanStep = ({
  plan,
  summary,
  paste,
  sentAnyway,
  revokeCount,
  onRevokeCount,
  onSendAnyway,
}: {
  plan: Plan;
  summary: PlanSummary;
  paste: Paste;
  sentAnyway: readonly string[];
  revokeCount: string;
  onRevokeCount: (text: string) => void;
  /** Adds accounts and plans anew. */
  onSendAnyway: (accounts: readonly string[]) => void;
}) => {
  const limit = products[plan.request.product].limits.accountsPerImage;
  const { source, images: places } = plan.request;
  const sent = new Set(sentAnyway);
  // What stands in the box has no part in a plan that takes its accounts from an image.
  const dropped = source
    ? []
    : paste.tokens.filter(
        (token) => token.verdict !== 'duplicate' && token.verdict !== 'aside' && !isKept(token, sent),
      );
  const hasPlaces = new Set(places.map(({ region }) => region)).size > 1;
  const newAccounts = new Set(plan.newAccounts);
  return (
    <section class="stack" aria-label={t('share_plan')}>
      <Stats stats={statsOf(plan, summary, paste, dropped.length)} />
      <TrustWarning plan={plan} />
      {summary.revokes > 0 && (
        <Note kind="warn">
          <span class="strong">{count('share_revokeWarns', summary.revokeAccounts)}</span>
          <span>{revokeBreaks(plan.request.product)}</span>
        </Note>
      )}
      {summary.revokes >= largeRevoke && (
        <TextField
          label={t('share_revokeCount')}
          hint={t('share_revokeCountHint', summary.revokes)}
          inputMode="numeric"
          value={revokeCount}
          onInput={onRevokeCount}
        />
      )}
      {newAccounts.size > 0 && newAccounts.size < summary.shareAccounts && (
        <Note>{count('share_newAccounts', newAccounts.size)}</Note>
      )}
      {summary.shares + summary.revokes === 0 && <Note kind="good">{t('share_nothingToDo')}</Note>}
      {plan.images.map((image) => (
        <PlanImage
          key={image.image.imageId}
          plan={image}
          limit={limit}
          isAlone={plan.images.length === 1}
          placeText={hasPlaces ? placeName(plan.request.product, image.image.region) : ''}
          newAccounts={newAccounts}
        />
      ))}
      {dropped.length > 0 && (
        <Group heading={t('share_droppedEntries')} aside={<span class="count">{dropped.length}</span>}>
          <VirtualList items={dropped} keyOf={(token) => token.start} label={t('share_droppedEntries')}>
            {(token) => (
              <EntryRow
                product={plan.request.product}
                token={token}
                sent={sent}
                onSendAnyway={onSendAnyway}
              />
            )}
          </VirtualList>
        </Group>
      )}
    </section>
  );
};
