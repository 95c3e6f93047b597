import type { AccountRef, BookEntry, TrustRules } from '../domain/book';
import { bookEntrySchema, trustRulesSchema } from '../domain/schemas';
import type { Database } from './database';
import type { RecordKind } from './records';
import { createTable } from './table';

/** The address book: one record per account. Every write is on disk when it resolves, all of it or nothing. */
export interface BookStore {
  /** By cloud and account; what cannot be read is left out. */
  list(): Promise<BookEntry[]>;
  save(entries: readonly BookEntry[]): Promise<void>;
  remove(accounts: readonly AccountRef[]): Promise<void>;
  /** Undefined when they were never set, or cannot be read. */
  readRules(): Promise<TrustRules | undefined>;
  writeRules(rules: TrustRules): Promise<void>;
}

const entryRecords: RecordKind<BookEntry> = { schema: bookEntrySchema, migrations: [] };
const ruleRecords: RecordKind<TrustRules> = { schema: trustRulesSchema, migrations: [] };

const rulesKey = 'rules';
const keyOf = ({ cloud, account }: AccountRef): IDBValidKey => [cloud, account];

/** @returns the address book in the database */
export const createBookStore = (database: Database): BookStore => {
  const entries = createTable(database, 'book', entryRecords, 'strict');
  const rules = createTable(database, 'book', ruleRecords, 'strict');
  return {
    // Keys of accounts are arrays, which sort after every string (Indexed Database API 3.0, 2.4).
    list: () => entries.list(IDBKeyRange.lowerBound([])),
    save: (changed) => entries.putAll(changed.map((entry) => [keyOf(entry), entry])),
    remove: (accounts) => entries.removeAll(accounts.map(keyOf)),
    readRules: () => rules.get(rulesKey),
    writeRules: (next) => rules.put(rulesKey, next),
  };
};
