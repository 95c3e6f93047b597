import { useMemo, useState } from 'preact/hooks';
import type { Paste, PasteReason, PasteToken } from '../../lib/domain/paste';
import type { ProductId } from '../../lib/domain/product';
import { AccountName } from '../book/labels';
import { otherKindText } from '../product-text';
import { count, t } from '../text';
import { Button } from '../ui/button';
import { Chips } from '../ui/choices';
import { Group, Row } from '../ui/group';
import { OutcomeMark } from '../ui/outcome-mark';
import { VirtualList } from '../ui/virtual-list';

const reasonKeys: Record<Exclude<PasteReason, 'other-kind'>, string> = {
  spreadsheet: 'share_reason_spreadsheet',
  'unclear-grouping': 'share_reason_grouping',
  'wrong-length': 'share_reason_length',
  mixed: 'share_reason_mixed',
};

/** @returns why a piece is not sent, with what to do about it; empty for one that is */
const reasonText = ({ verdict, reason }: PasteToken, product: ProductId): string => {
  if (verdict === 'duplicate') return t('share_reason_duplicate');
  if (reason === 'other-kind') return otherKindText(product);
  return reason === undefined ? '' : t(reasonKeys[reason]);
};

/** @returns whether the piece is sent */
export const isKept = (token: PasteToken, sentAnyway: readonly string[]): boolean =>
  token.verdict === 'account' ||
  (token.verdict === 'suspicious' && token.account !== undefined && sentAnyway.includes(token.account));

/** One piece of the pasted text: kept, or dropped and why. */
export const EntryRow = ({
  token,
  product,
  sentAnyway,
  onSendAnyway,
  showsVerdict = false,
}: {
  token: PasteToken;
  product: ProductId;
  sentAnyway: readonly string[];
  onSendAnyway: (accounts: readonly string[]) => void;
  /** In a list of kept and dropped ones, each says which it is. */
  showsVerdict?: boolean;
}) => {
  const kept = isKept(token, sentAnyway);
  const { account } = token;
  const isDoubtful = token.verdict === 'suspicious' && account !== undefined;
  const shown = account ?? token.text;
  const written =
    account !== undefined && account !== token.text ? t('share_written', token.text) : undefined;
  const sub = kept ? (isDoubtful ? t('share_sentAnyway') : written) : reasonText(token, product);
  return (
    <Row
      mark={<OutcomeMark kind={kept ? 'kept' : token.verdict === 'duplicate' ? 'dropped' : 'problem'} />}
      sub={sub}
      tail={
        isDoubtful && !kept ? (
          <Button kind="quiet" isSlim onClick={() => onSendAnyway([account])}>
            {t('share_sendAnyway')}
          </Button>
        ) : (
          showsVerdict && <span class="muted small">{t(kept ? 'share_kept' : 'share_notSent')}</span>
        )
      }
    >
      <span class={`id ${kept ? '' : 'muted'}`}>{shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}</span>
      {account !== undefined && <AccountName product={product} account={account} />}
    </Row>
  );
};

/** @returns "312 accounts, 7 duplicates, 3 not accounts"; parts that are zero are left out, but for the first */
export const summaryText = ({ counts }: Paste, sentAnyway: readonly string[]): string => {
  const parts = [count('share_sumAccounts', counts.accounts + sentAnyway.length)];
  const doubtful = counts.suspicious - sentAnyway.length;
  if (counts.duplicates > 0) parts.push(count('share_sumDuplicates', counts.duplicates));
  if (doubtful > 0) parts.push(count('share_sumDoubtful', doubtful));
  if (counts.notAccounts > 0) parts.push(count('share_sumNotAccounts', counts.notAccounts));
  return parts.join(t('share_comma'));
};

type Filter = 'all' | 'kept' | 'dropped';

/** Every piece with a digit, in the order pasted. */
export const PastedEntries = ({
  paste,
  product,
  sentAnyway,
  onSendAnyway,
}: {
  paste: Paste;
  product: ProductId;
  sentAnyway: readonly string[];
  onSendAnyway: (accounts: readonly string[]) => void;
}) => {
  const [filter, setFilter] = useState<Filter>('all');
  const { tokens } = paste;
  const kept = useMemo(() => tokens.filter((token) => isKept(token, sentAnyway)), [tokens, sentAnyway]);
  const dropped = useMemo(() => tokens.filter((token) => !isKept(token, sentAnyway)), [tokens, sentAnyway]);
  const shown = { all: tokens, kept, dropped }[filter];
  return (
    <Group
      heading={t('share_entries')}
      aside={
        <Chips
          label={t('share_show')}
          value={filter}
          options={[
            { value: 'all', text: t('share_showAll', tokens.length) },
            { value: 'kept', text: t('share_showKept', kept.length) },
            { value: 'dropped', text: t('share_showDropped', dropped.length) },
          ]}
          // The chips' values are those above.
          onChange={(chosen) => setFilter(chosen as Filter)}
        />
      }
    >
      <VirtualList
        items={shown}
        keyOf={(token) => `${token.start}/${token.account ?? ''}`}
        label={t('share_entries')}
      >
        {(token) => (
          <EntryRow
            token={token}
            product={product}
            sentAnyway={sentAnyway}
            onSendAnyway={onSendAnyway}
            showsVerdict
          />
        )}
      </VirtualList>
    </Group>
  );
};
