import { useMemo, useState } from 'preact/hooks';
import type { Paste, PasteToken } from '../../lib/domain/paste/token';
import type { ProductId } from '../../lib/domain/product';
import { useLabels } from '../book/labels';
import { t } from '../text';
import { Button } from '../ui/button';
import { Chips } from '../ui/choices';
import { Group, Row } from '../ui/group';
import { OutcomeMark } from '../ui/outcome-mark';
import { VirtualList } from '../ui/virtual-list';
import { reasonText } from './paste-text';

/** @returns whether the piece is sent */
export const isKept = ({ verdict, account }: PasteToken, sent: ReadonlySet<string>): boolean =>
  verdict === 'account' || (verdict === 'suspicious' && account !== undefined && sent.has(account));

const longestShown = 60;
const shorten = (text: string) => (text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);
const isCalm = ({ verdict }: PasteToken) => verdict === 'duplicate' || verdict === 'aside';

/** One piece of the pasted text: kept, or dropped and why. */
export const EntryRow = ({
  token,
  product,
  sent,
  onSendAnyway,
  onPlace,
}: {
  token: PasteToken;
  product: ProductId;
  /** The doubtful ones that are sent all the same. */
  sent: ReadonlySet<string>;
  onSendAnyway: (accounts: readonly string[]) => void;
  /** Shows where the piece stands in the text. In a list of kept and dropped ones, each then says which it is. */
  onPlace?: (token: PasteToken) => void;
}) => {
  const labels = useLabels();
  const kept = isKept(token, sent);
  const { account } = token;
  const isDoubtful = token.verdict === 'suspicious' && account !== undefined;
  const shown = shorten(account ?? token.text);
  const written =
    account !== undefined && account !== token.text ? t('share_written', shorten(token.text)) : undefined;
  const sub = kept ? (isDoubtful ? t('share_sentAnyway') : written) : reasonText(token);
  const name = account === undefined ? '' : labels.labelOf(product, account) || (token.label ?? '');
  const classes = `id ${kept ? '' : 'muted'}`;
  return (
    <Row
      mark={<OutcomeMark kind={kept ? 'kept' : isCalm(token) ? 'dropped' : 'problem'} />}
      sub={sub}
      tail={
        isDoubtful && !kept ? (
          <Button kind="quiet" isSlim onClick={() => onSendAnyway([account])}>
            {t('share_sendAnyway')}
          </Button>
        ) : (
          onPlace && <span class="muted small">{t(kept ? 'share_kept' : 'share_notSent')}</span>
        )
      }
    >
      {onPlace ? (
        <button
          type="button"
          class={`place ${classes}`}
          tabIndex={-1}
          title={t('share_place')}
          onClick={() => onPlace(token)}
        >
          {shown}
        </button>
      ) : (
        <span class={classes}>{shown}</span>
      )}
      {name !== '' && <span class="account-name">{name}</span>}
    </Row>
  );
};

type Filter = 'all' | 'kept' | 'dropped';

/** Every piece with a digit, in the order pasted. */
export const PastedEntries = ({
  paste,
  product,
  sent,
  onSendAnyway,
  onPlace,
}: {
  paste: Paste;
  product: ProductId;
  sent: ReadonlySet<string>;
  onSendAnyway: (accounts: readonly string[]) => void;
  onPlace: (token: PasteToken) => void;
}) => {
  const [filter, setFilter] = useState<Filter>('all');
  const { tokens, counts } = paste;
  const shown = useMemo(
    () => (filter === 'all' ? tokens : tokens.filter((token) => isKept(token, sent) === (filter === 'kept'))),
    [tokens, sent, filter],
  );
  const kept = counts.accounts + sent.size;
  return (
    <Group
      heading={t('share_entries')}
      aside={
        <Chips
          label={t('share_show')}
          value={filter}
          options={[
            { value: 'all', text: t('share_showAll', tokens.length) },
            { value: 'kept', text: t('share_showKept', kept) },
            { value: 'dropped', text: t('share_showDropped', tokens.length - kept) },
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
            sent={sent}
            onSendAnyway={onSendAnyway}
            onPlace={onPlace}
          />
        )}
      </VirtualList>
    </Group>
  );
};
