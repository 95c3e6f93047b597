import { useRef, useState } from 'preact/hooks';
import type { Book } from '../../lib/domain/book';
import { type ImportLine, readBook } from '../../lib/domain/book-csv';
import { readFiles } from '../share-flow/read-files';
import { t } from '../text';
import { bookPatterns } from './cloud-text';

/** Chooses a file and reads it against the book. */
export const useImport = (book: Book | undefined, onRead: (name: string, lines: ImportLine[]) => void) => {
  const chooser = useRef<HTMLInputElement>(null);
  const [isUnreadable, setIsUnreadable] = useState(false);
  const take = async (files: readonly File[]) => {
    const reading = await readFiles(files);
    setIsUnreadable(!reading.ok);
    if (!reading.ok || !book) return;
    const name = files.map((file) => file.name).join(', ');
    onRead(name, readBook(reading.text, { book: book.entries, patterns: bookPatterns }));
  };
  const field = (
    <input
      ref={chooser}
      type="file"
      hidden
      aria-label={t('book_import')}
      accept=".csv,.tsv,.txt,text/*"
      onChange={(event) => {
        void take([...(event.currentTarget.files ?? [])]);
        event.currentTarget.value = '';
      }}
    />
  );
  return { field, isUnreadable, choose: () => chooser.current?.click() };
};
