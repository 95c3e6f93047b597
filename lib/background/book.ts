import {
  type AccountRef,
  accountKey,
  type Book,
  type BookEntry,
  type BookLabels,
  type CloudId,
  noTrustRules,
  type TrustRules,
} from '../domain/book';
import { failed, type Result, success } from '../domain/result';
import type { BookStore } from '../storage/book-store';

/** A person's names and groups of accounts. Writes fail with storage-failed and then change nothing. */
export const createBook = (store: BookStore) => {
  const kept = async (write: () => Promise<void>): Promise<Result<null>> => {
    try {
      await write();
      return success(null);
    } catch {
      return failed({ kind: 'storage-failed' });
    }
  };
  const rules = async (): Promise<TrustRules> => (await store.readRules()) ?? noTrustRules;

  return {
    list: async (): Promise<Result<Book>> => success({ entries: await store.list(), rules: await rules() }),

    labels: async (): Promise<Result<BookLabels>> => {
      const labels = (await store.list()).map(({ notes: _, tags: __, ...label }) => label);
      return success({ labels, rules: await rules() });
    },

    /** Adds accounts and replaces those that are there. */
    save: (entries: readonly BookEntry[]) => kept(() => store.save(entries)),
    remove: (accounts: readonly AccountRef[]) => kept(() => store.remove(accounts)),
    trust: (next: TrustRules) => kept(() => store.writeRules(next)),

    /**
     * Names accounts that have no name yet; changes nothing else of any account.
     * @returns how many were named
     */
    name: async (
      cloud: CloudId,
      names: readonly { account: string; label: string }[],
    ): Promise<Result<{ named: number }>> => {
      const known = new Map((await store.list()).map((entry) => [accountKey(entry), entry]));
      const added = names.flatMap(({ account, label }): BookEntry[] => {
        const before = known.get(accountKey({ cloud, account }));
        if (label === '' || (before && before.label !== '')) return [];
        return [{ cloud, account, notes: '', tags: [], groups: [], isTrusted: false, ...before, label }];
      });
      const saved = await kept(() => store.save(added));
      return saved.ok ? success({ named: added.length }) : saved;
    },
  };
};

export type BookService = ReturnType<typeof createBook>;
