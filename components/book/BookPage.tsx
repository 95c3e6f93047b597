import { useState } from 'preact/hooks';
import type { BookEntry } from '../../lib/domain/book';
import { type ImportLine, writeBook } from '../../lib/domain/book-csv';
import { saveFile } from '../save-file';
import type { PageClock } from '../share-list/page-clock';
import { useSearchKey } from '../share-list/use-search-key';
import { count, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Note } from '../ui/note';
import { EmptyState, Skeleton } from '../ui/states';
import { BookListing } from './BookListing';
import { EntryForm } from './EntryForm';
import { ImportPreview } from './ImportPreview';
import { type UseBook, useBook } from './use-book';
import { useImport } from './use-import';

type Work =
  | { kind: 'list' }
  | { kind: 'add' }
  | { kind: 'edit'; entry: BookEntry }
  | { kind: 'import'; name: string; lines: ImportLine[] };

const Offer = ({ use }: { use: UseBook }) => (
  <div role="status" class="offer">
    {use.offer && (
      <div class="toast">
        {use.offer.text}
        {use.offer.undo && (
          <Button kind="quiet" isSlim isBusy={use.isBusy} onClick={use.undo}>
            {t('book_undo')}
          </Button>
        )}
      </div>
    )}
  </div>
);

/** The address book: names, notes, tags, groups and trust beside the numbers of accounts. */
export const BookPage = ({
  clock,
  save = (name, text) => saveFile(window, name, text),
}: {
  clock: PageClock;
  save?: (name: string, text: string) => void;
}) => {
  const use = useBook(clock, t('book_undone'));
  const [work, setWork] = useState<Work>({ kind: 'list' });
  const { book } = use;
  const files = useImport(book, (name, lines) => setWork({ kind: 'import', name, lines }));
  useSearchKey();
  const isEmpty = book?.entries.length === 0;
  const keep = async (entries: BookEntry[], text: string) => {
    if (await use.apply({ save: entries, remove: [] }, text)) setWork({ kind: 'list' });
  };
  const add = (
    <>
      <Button kind={isEmpty ? 'primary' : 'plain'} onClick={() => setWork({ kind: 'add' })}>
        {t('book_add')}
      </Button>
      <Button onClick={files.choose}>{t('book_import')}</Button>
    </>
  );
  return (
    <>
      {use.failure && (
        <FailureNote failure={use.failure}>
          <Button isSlim onClick={use.reload}>
            {t('roster_tryAgain')}
          </Button>
        </FailureNote>
      )}
      {files.field}
      {files.isUnreadable && (
        <Note kind="bad" role="alert">
          {t('share_fileNotText')}
        </Note>
      )}
      {!book && !use.failure && <Skeleton lines={8} />}
      {book && work.kind !== 'import' && !isEmpty && (
        <div class="line">
          {add}
          <Button onClick={() => save('address-book.csv', writeBook(book.entries))}>
            {t('book_export')}
          </Button>
        </div>
      )}
      {book && work.kind === 'add' && (
        <EntryForm
          entries={book.entries}
          isBusy={use.isBusy}
          onCancel={() => setWork({ kind: 'list' })}
          onSave={(entry) => void keep([entry], t('book_saved', entry.label || entry.account))}
        />
      )}
      {book && isEmpty && work.kind === 'list' && (
        <EmptyState icon="key" heading={t('book_empty')} text={t('book_emptyText')}>
          <div class="line">{add}</div>
        </EmptyState>
      )}
      {book && work.kind === 'import' && (
        <ImportPreview
          name={work.name}
          lines={work.lines}
          isBusy={use.isBusy}
          onImport={(entries) => void keep(entries, count('book_imported', entries.length))}
          onCancel={() => setWork({ kind: 'list' })}
        />
      )}
      {book && !isEmpty && work.kind !== 'import' && (
        <BookListing
          use={use}
          book={book}
          edited={work.kind === 'edit' ? work.entry : undefined}
          onEdit={(entry) => setWork(entry ? { kind: 'edit', entry } : { kind: 'list' })}
        />
      )}
      <Offer use={use} />
    </>
  );
};
