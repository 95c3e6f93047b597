import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ImageCaution } from '../../lib/domain/image';
import type { ImagePlan, SkipReason } from '../../lib/domain/job';
import type { ProductId } from '../../lib/domain/product';
import { AccountName } from '../book/labels';
import { count, t } from '../text';
import { FailureNote } from '../ui/failure-note';
import { Fold, Group, Row } from '../ui/group';
import { Note } from '../ui/note';
import { type MarkKind, OutcomeMark } from '../ui/outcome-mark';
import { VirtualList } from '../ui/virtual-list';
import { isSettled } from './plan-summary';

const skipKeys: Record<SkipReason, string> = {
  'already-there': 'share_skip_alreadyThere',
  'not-there': 'share_skip_notThere',
  'own-account': 'share_skip_ownAccount',
  duplicate: 'share_skip_duplicate',
  malformed: 'share_skip_malformed',
  cancelled: 'share_skip_cancelled',
};

const cautionKeys: Record<ImageCaution, string> = {
  encrypted: 'share_caution_encrypted',
  marketplace: 'share_caution_marketplace',
  'data-disks': 'share_caution_dataDisks',
};

/** @returns why an account is not sent, in a sentence */
export const skipText = (reason: SkipReason): string => t(skipKeys[reason]);

interface Line {
  account: string;
  sub?: string;
  /** At the end of the line. */
  tail?: string;
}

const Part = ({
  label,
  mark,
  lines,
  startsOpen,
  product,
}: {
  label: string;
  mark: MarkKind;
  lines: readonly Line[];
  startsOpen: boolean;
  product: ProductId;
}) => {
  const [isOpen, setIsOpen] = useState(startsOpen);
  return (
    <Fold
      summary={label}
      aside={<span class="count">{lines.length}</span>}
      isOpen={isOpen}
      onToggle={setIsOpen}
    >
      <VirtualList items={lines} keyOf={(line, index) => `${line.account}/${index}`} label={label}>
        {(line) => (
          <Row
            mark={<OutcomeMark kind={mark} />}
            tail={
              <>
                <AccountName product={product} account={line.account} />
                {line.tail && <span class="muted small">{line.tail}</span>}
              </>
            }
            {...(line.sub === undefined ? {} : { sub: line.sub })}
          >
            <span class="id">{line.account}</span>
          </Row>
        )}
      </VirtualList>
    </Fold>
  );
};

const Quota = ({ plan, limit }: { plan: ImagePlan; limit: number | undefined }): ComponentChildren => {
  if (plan.share.length === 0 || limit === undefined || plan.quotaLeft === undefined) return null;
  if (plan.quotaLeft < 0) return <Note kind="warn">{count('share_quotaOver', -plan.quotaLeft, limit)}</Note>;
  return <Note>{t('share_quotaAfter', limit - plan.quotaLeft, limit)}</Note>;
};

/** What will happen to one image, named as the cloud names it. */
export const PlanImage = ({
  plan,
  limit,
  isAlone,
  placeText,
  newAccounts,
}: {
  plan: ImagePlan;
  /** Documented most accounts on one image; undefined where none is. */
  limit: number | undefined;
  /** The only image: its main part stands open. */
  isAlone: boolean;
  /** Where the image is; empty where all are in one place. */
  placeText: string;
  newAccounts: ReadonlySet<string>;
}) => {
  const toLine = (account: string): Line => ({ account });
  const toShare = (account: string): Line =>
    newAccounts.has(account) ? { account, tail: t('share_newAccount') } : { account };
  const settled = plan.skipped.filter(isSettled);
  const notSent = plan.skipped
    .filter((skipped) => !isSettled(skipped))
    .map(({ account, reason }) => ({ account, sub: skipText(reason) }));
  // What is taken away stands first: in "match exactly" nobody typed those accounts.
  const parts: { label: string; mark: MarkKind; lines: Line[]; startsOpen: boolean }[] = [
    { label: t('share_toRevoke'), mark: 'revoke', lines: plan.revoke.map(toLine), startsOpen: isAlone },
    { label: t('share_toShare'), mark: 'share', lines: plan.share.map(toShare), startsOpen: isAlone },
    {
      label: t(
        settled.some(({ reason }) => reason === 'not-there') ? 'share_asRequested' : 'share_alreadyThere',
      ),
      mark: 'no-change',
      lines: settled.map(({ account, reason }) => ({ account, sub: skipText(reason) })),
      startsOpen: false,
    },
    { label: t('share_notSent'), mark: 'problem', lines: notSent, startsOpen: true },
  ];
  const shown = parts.filter(({ lines }) => lines.length > 0);
  return (
    <Group
      heading={plan.image.name || plan.image.imageId}
      aside={
        <span class="muted small">
          {placeText !== '' && `${placeText} · `}
          <span class="id">{plan.image.imageId}</span>
        </span>
      }
    >
      {plan.blockedBy ? (
        <div class="inset">
          <FailureNote failure={plan.blockedBy} kind="warn" />
        </div>
      ) : (
        <>
          <div class="inset stack tight">
            <span class="muted small">{count('share_rosterNow', plan.rosterSize)}</span>
            <Quota plan={plan} limit={limit} />
            {plan.share.length > 0 &&
              plan.image.cautions?.map((caution) => (
                <Note key={caution} kind="warn">
                  {t(cautionKeys[caution])}
                </Note>
              ))}
            {plan.isLast && <Note>{t('share_lastImage')}</Note>}
            {plan.groups && plan.revoke.length > 0 && (
              <Note kind="warn">{t('share_groupsStay', plan.groups.join(', '))}</Note>
            )}
          </div>
          {shown.map((part) => (
            <Part key={part.label} product={plan.image.product} {...part} />
          ))}
        </>
      )}
    </Group>
  );
};
