import { accountKey, type BookEntry, noTrustRules, type TrustRules } from '../../lib/domain/book';
import type { CallName } from '../../lib/messaging/contract';

/** The address book behind a fake background. */
export class FakeBook {
  entries: BookEntry[] = [];
  trust: TrustRules = noTrustRules;

  readonly answers: Partial<Record<CallName, (request: never) => unknown>> = {
    'book.list': () => ({ entries: this.entries, rules: this.trust }),
    'book.labels': () => ({ labels: this.entries, rules: this.trust }),
    'book.save': ({ entries }: { entries: BookEntry[] }) => this.change(entries, entries),
    'book.remove': ({ accounts }: { accounts: BookEntry[] }) => this.change([], accounts),
    'book.trust': (rules: TrustRules) => {
      this.trust = rules;
      return null;
    },
  };

  private change(save: BookEntry[], without: BookEntry[]): null {
    const gone = new Set(without.map(accountKey));
    this.entries = [...this.entries.filter((entry) => !gone.has(accountKey(entry))), ...save];
    return null;
  }
}
