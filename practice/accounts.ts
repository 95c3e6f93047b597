/** What an id stands for: a root account, a sub-user, or nobody (an AppID for example). */
export type AccountKind = 'root' | 'sub' | 'unknown';

/** Both ends included; ids of up to 15 digits, so that numbers hold them exactly. */
interface AccountRange {
  first: string;
  last: string;
}

export interface AccountSeed {
  roots: readonly (string | AccountRange)[];
  subs: readonly string[];
}

export interface Accounts {
  kindOf(account: string): AccountKind;
  /** Adds a root account or a sub-user; `unknown` closes one. */
  set(account: string, kind: AccountKind): void;
}

/**
 * The accounts that exist.
 * @param seed the root accounts and sub-users there are at the start
 */
export function createAccounts(seed: AccountSeed): Accounts {
  const single = new Map<string, AccountKind>();
  const ranges: AccountRange[] = [];
  for (const root of seed.roots) {
    if (typeof root === 'string') single.set(root, 'root');
    else ranges.push(root);
  }
  for (const sub of seed.subs) single.set(sub, 'sub');
  const inRange = (account: string) =>
    ranges.some(
      ({ first, last }) =>
        account.length === first.length &&
        Number(account) >= Number(first) &&
        Number(account) <= Number(last),
    );
  return {
    kindOf: (account) => single.get(account) ?? (inRange(account) ? 'root' : 'unknown'),
    set: (account, kind) => void single.set(account, kind),
  };
}

/** @returns the account ids from `first` on, `count` of them */
export function accountsFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => String(Number(first) + at));
}
