/** An account on an image's share list. */
export interface RosterLine {
  account: string;
  /** Milliseconds since the epoch. */
  since: number;
}

interface Change {
  kind: 'share' | 'revoke';
  account: string;
  since: number;
  /** When readers begin to see it; milliseconds since the epoch. */
  visibleAt: number;
}

interface Book {
  truth: Map<string, number>;
  seen: Map<string, number>;
  pending: Change[];
}

export interface Rosters {
  /** The true list, in order of sharing. */
  truth(imageId: string): RosterLine[];
  has(imageId: string, account: string): boolean;
  /** The list as a reader sees it at `at`. */
  seen(imageId: string, at: number): RosterLine[];
  change(
    kind: Change['kind'],
    imageId: string,
    accounts: readonly string[],
    at: number,
    delayMs: number,
  ): void;
  /** Replaces the list; readers see it at once. */
  set(imageId: string, accounts: readonly string[], at: number): void;
}

const lines = (map: ReadonlyMap<string, number>): RosterLine[] =>
  [...map].map(([account, since]) => ({ account, since }));

function applyTo(map: Map<string, number>, change: Change): void {
  if (change.kind === 'revoke') map.delete(change.account);
  else if (!map.has(change.account)) map.set(change.account, change.since);
}

/** The share lists: what is true, and what a reader is shown while a write spreads. */
export function createRosters(): Rosters {
  const books = new Map<string, Book>();
  const bookOf = (imageId: string): Book => {
    const book = books.get(imageId) ?? { truth: new Map(), seen: new Map(), pending: [] };
    books.set(imageId, book);
    return book;
  };
  const spread = (book: Book, at: number) => {
    while (book.pending[0] && book.pending[0].visibleAt <= at) {
      const change = book.pending.shift();
      if (change) applyTo(book.seen, change);
    }
  };
  return {
    truth: (imageId) => lines(bookOf(imageId).truth),
    has: (imageId, account) => bookOf(imageId).truth.has(account),
    seen(imageId, at) {
      const book = bookOf(imageId);
      spread(book, at);
      return lines(book.seen);
    },
    change(kind, imageId, accounts, at, delayMs) {
      const book = bookOf(imageId);
      for (const account of accounts) {
        const change: Change = { kind, account, since: at, visibleAt: at + delayMs };
        applyTo(book.truth, change);
        book.pending.push(change);
      }
      spread(book, at);
    },
    set(imageId, accounts, at) {
      const truth = new Map(accounts.map((account) => [account, at]));
      books.set(imageId, { truth, seen: new Map(truth), pending: [] });
    },
  };
}
