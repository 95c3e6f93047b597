import { useMemo, useState } from 'preact/hooks';
import { accountKey, type Book, type BookEntry, isOnTrustedList } from '../../lib/domain/book';
import { count, language, t } from '../text';
import { BookFilters } from './BookFilters';
import { BookList } from './BookList';
import { BulkBar } from './BulkBar';
import { editAll, everything, findEntries } from './book-state';
import { EntryForm } from './EntryForm';
import { TrustRules } from './TrustRules';
import type { UseBook } from './use-book';

/** Search, filters, the accounts, what is done with those chosen, and the trusted list. */
export const BookListing = ({
  use,
  book,
  edited,
  onEdit,
}: {
  use: UseBook;
  book: Book;
  /** The account whose form is open. */
  edited: BookEntry | undefined;
  onEdit: (entry: BookEntry | undefined) => void;
}) => {
  const [filter, setFilter] = useState(everything);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const found = useMemo(() => findEntries(book.entries, filter, book.rules, language()), [book, filter]);
  const picked = book.entries.filter((entry) => chosen.has(accountKey(entry)));
  const remove = async (entries: BookEntry[]) => {
    const [only] = entries;
    const text =
      entries.length === 1 && only
        ? t('book_removedOne', only.label || only.account)
        : count('book_removedMany', entries.length);
    if (await use.apply({ save: [], remove: entries }, text)) setChosen(new Set());
  };
  const save = async (entry: BookEntry) => {
    const text = t('book_saved', entry.label || entry.account);
    if (await use.apply({ save: [entry], remove: [] }, text)) onEdit(undefined);
  };
  return (
    <>
      {edited && (
        <EntryForm
          key={accountKey(edited)}
          entry={edited}
          entries={book.entries}
          isBusy={use.isBusy}
          onSave={(entry) => void save(entry)}
          onCancel={() => onEdit(undefined)}
        />
      )}
      <BookFilters entries={book.entries} filter={filter} onChange={setFilter} />
      {picked.length > 0 && (
        <BulkBar
          chosen={picked.length}
          isBusy={use.isBusy}
          onRemove={() => void remove(picked)}
          onEdit={(edit) =>
            void use.apply({ save: editAll(picked, edit), remove: [] }, count('book_edited', picked.length))
          }
        />
      )}
      <BookList
        entries={found}
        chosen={chosen}
        isTrusted={(entry) => isOnTrustedList(entry, book.rules)}
        onChoose={setChosen}
        onEdit={onEdit}
        onRemove={(entries) => void remove(entries)}
      />
      <TrustRules book={book} onChange={use.trust} />
    </>
  );
};
