import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Book, noTrustRules, type TrustRules } from '../../lib/domain/book';
import type { Failure } from '../../lib/domain/failure';
import { useClient } from '../client-context';
import type { PageClock } from '../share-list/page-clock';
import { type BookChange, inverseOf } from './book-state';

/** How long taking a change back is offered, in milliseconds. */
const undoOfferMs = 30_000;

/** The last change, said in a sentence. */
interface BookOffer {
  text: string;
  /** Absent for what took a change back itself. */
  undo?: BookChange | undefined;
}

export interface UseBook {
  /** Undefined until the first answer. */
  book?: Book | undefined;
  failure?: Failure | undefined;
  offer?: BookOffer | undefined;
  isBusy: boolean;
  reload: () => void;
  /** Resolves with whether the change was kept. */
  apply: (change: BookChange, text: string) => Promise<boolean>;
  undo: () => void;
  trust: (rules: TrustRules) => void;
}

/** The address book of a page: read once and after every change. */
export const useBook = (clock: PageClock, undoneText: string): UseBook => {
  const client = useClient();
  const [book, setBook] = useState<Book>();
  const [failure, setFailure] = useState<Failure>();
  const [offer, setOffer] = useState<BookOffer>();
  const [isBusy, setIsBusy] = useState(false);

  const reload = useCallback(async () => {
    const answer = await client('book.list', {});
    setFailure(answer.ok ? undefined : answer.failure);
    if (answer.ok) setBook(answer.value);
  }, [client]);
  useEffect(() => void reload(), [reload]);

  useEffect(() => {
    if (!offer) return;
    const life = new AbortController();
    void clock.sleep(undoOfferMs, life.signal).then(() => {
      if (!life.signal.aborted) setOffer(undefined);
    });
    return () => life.abort();
  }, [offer, clock]);

  const send = async ({ save, remove }: BookChange): Promise<boolean> => {
    setIsBusy(true);
    const saved = save.length > 0 ? await client('book.save', { entries: save }) : undefined;
    const removed =
      remove.length > 0 && saved?.ok !== false
        ? await client('book.remove', { accounts: remove.map(({ cloud, account }) => ({ cloud, account })) })
        : undefined;
    await reload();
    setIsBusy(false);
    const bad = [saved, removed].find((answer) => answer?.ok === false);
    if (bad?.ok === false) setFailure(bad.failure);
    return bad === undefined;
  };

  return {
    book,
    failure,
    offer,
    isBusy,
    reload: () => void reload(),
    apply: async (change, text) => {
      const undo = inverseOf(book?.entries ?? [], change);
      const isKept = await send(change);
      if (isKept) setOffer({ text, undo });
      return isKept;
    },
    undo: () => {
      const back = offer?.undo;
      if (!back) return;
      setOffer(undefined);
      void send(back).then((isKept) => {
        if (isKept) setOffer({ text: undoneText });
      });
    },
    trust: (rules) => {
      setBook((before) => before && { ...before, rules });
      void client('book.trust', rules).then((answer) => {
        if (!answer.ok) {
          setFailure(answer.failure);
          setBook((before) => before && { ...before, rules: book?.rules ?? noTrustRules });
        }
      });
    },
  };
};
