import { accountKey, type BookEntry } from '../../lib/domain/book';
import { count, t } from '../text';
import { Button } from '../ui/button';
import { VirtualList } from '../ui/virtual-list';
import { cloudName } from './cloud-text';

const Words = ({ entry }: { entry: BookEntry }) => (
  <span class="words">
    {entry.groups.map((group) => (
      <span key={`@${group}`} class="word group-word">
        @{group}
      </span>
    ))}
    {entry.tags.map((tag) => (
      <span key={tag} class="word">
        {tag}
      </span>
    ))}
  </span>
);

const EntryRow = ({
  entry,
  isChosen,
  isTrusted,
  onToggle,
  onEdit,
  onRemove,
}: {
  entry: BookEntry;
  isChosen: boolean;
  isTrusted: boolean;
  onToggle: () => void;
  onEdit: () => void;
  onRemove: () => void;
}) => (
  <div class={`row entry ${isChosen ? 'chosen' : ''}`}>
    <input
      type="checkbox"
      checked={isChosen}
      aria-label={t('book_chooseEntry', entry.label || entry.account, entry.account)}
      onChange={onToggle}
    />
    <div class="cells">
      <span class={`clip ${entry.label === '' ? 'muted' : 'strong'}`}>
        {entry.label || t('book_noLabel')}
      </span>
      <span class="id muted">{entry.account}</span>
      <span class="muted small clip">{cloudName(entry.cloud)}</span>
      <span class="whole line">
        {isTrusted && <span class="word trusted">{t('book_isTrusted')}</span>}
        <Words entry={entry} />
        {entry.notes !== '' && <span class="muted small clip note-text">{entry.notes}</span>}
      </span>
    </div>
    <div class="tools">
      <Button kind="quiet" isSlim label={t('book_editAccount', entry.account)} onClick={onEdit}>
        {t('book_edit')}
      </Button>
      <Button kind="danger-quiet" isSlim label={t('book_removeAccount', entry.account)} onClick={onRemove}>
        {t('book_remove')}
      </Button>
    </div>
  </div>
);

/** The accounts that the search and the filters leave, with boxes to choose several. */
export const BookList = ({
  entries,
  chosen,
  isTrusted,
  onChoose,
  onEdit,
  onRemove,
}: {
  entries: readonly BookEntry[];
  /** Keys of accounts. */
  chosen: ReadonlySet<string>;
  /** Whether an entry is on the trusted list, by itself or by a group. */
  isTrusted: (entry: BookEntry) => boolean;
  onChoose: (chosen: ReadonlySet<string>) => void;
  onEdit: (entry: BookEntry) => void;
  onRemove: (entries: BookEntry[]) => void;
}) => {
  const areAllChosen = entries.length > 0 && entries.every((entry) => chosen.has(accountKey(entry)));
  const toggle = (entry: BookEntry) => {
    const next = new Set(chosen);
    if (!next.delete(accountKey(entry))) next.add(accountKey(entry));
    onChoose(next);
  };
  return (
    <div class="group fills">
      <div class="head">
        <label class="line">
          <input
            type="checkbox"
            checked={areAllChosen}
            onChange={() => onChoose(areAllChosen ? new Set() : new Set(entries.map(accountKey)))}
          />
          {t('book_chooseAll')}
        </label>
        <span class="muted">{count('book_accounts', entries.length)}</span>
      </div>
      {entries.length === 0 ? (
        <p class="row plain muted">{t('book_noMatch')}</p>
      ) : (
        <VirtualList items={entries} keyOf={accountKey} label={t('book_list')} rowHeight={37} fills>
          {(entry) => (
            <EntryRow
              entry={entry}
              isChosen={chosen.has(accountKey(entry))}
              isTrusted={isTrusted(entry)}
              onToggle={() => toggle(entry)}
              onEdit={() => onEdit(entry)}
              onRemove={() => onRemove([entry])}
            />
          )}
        </VirtualList>
      )}
    </div>
  );
};
