import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import {
  type AccountRef,
  accountKey,
  type BookLabel,
  type BookLabels,
  type CloudId,
  cloudOf,
  groupsOf,
  hasTrusted,
  isOnTrustedList,
  noTrustRules,
} from '../../lib/domain/book';
import type { ProductId } from '../../lib/domain/product';
import { useClient } from '../client-context';

/** What the address book says of accounts, as every page may know it. */
export interface Labels {
  /** Empty where the book has no name. */
  labelOf: (product: ProductId, account: string) => string;
  entryOf: (ref: AccountRef) => BookLabel | undefined;
  /** Accounts whose name, or one of whose groups, holds a text as typed. */
  accountsNamed: (text: string) => string[];
  /** Groups with accounts of a cloud, by name. */
  groupsIn: (cloud: CloudId) => ReadonlyMap<string, readonly BookLabel[]>;
  /** Whether a plan should warn of sharing with this account. */
  isOutside: (product: ProductId, account: string) => boolean;
  /** Asks the book anew. */
  reload: () => void;
}

const makeLabels = ({ labels, rules }: BookLabels, reload: () => void): Labels => {
  const known = new Map(labels.map((label) => [accountKey(label), label]));
  const entryOf = (ref: AccountRef) => known.get(accountKey(ref));
  const isWarning = rules.isWarning && hasTrusted(labels, rules);
  const groups = {
    tencent: groupsOf(labels.filter(({ cloud }) => cloud === 'tencent')),
    alibaba: groupsOf(labels.filter(({ cloud }) => cloud === 'alibaba')),
  };
  return {
    entryOf,
    labelOf: (product, account) => entryOf({ cloud: cloudOf(product), account })?.label ?? '',
    accountsNamed: (text) => {
      const query = text.normalize('NFKC').trim().toLowerCase();
      if (query === '') return [];
      const group = query.replace(/^@/, '');
      return labels
        .filter(
          ({ label, groups: names }) =>
            label.normalize('NFKC').toLowerCase().includes(query) ||
            names.some((name) => name.toLowerCase() === group),
        )
        .map(({ account }) => account);
    },
    groupsIn: (cloud) => groups[cloud],
    isOutside: (product, account) =>
      isWarning && !isOnTrustedList(entryOf({ cloud: cloudOf(product), account }), rules),
    reload,
  };
};

const nobody: BookLabels = { labels: [], rules: noTrustRules };

const LabelsContext = createContext<Labels>(makeLabels(nobody, () => {}));

/** Reads the address book for everything within, again whenever the page is looked at. Without it ids have no names. */
export const LabelsProvider = ({ children }: { children: ComponentChildren }) => {
  const client = useClient();
  const [view, setView] = useState(nobody);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const life = new AbortController();
    const read = async () => {
      if (document.visibilityState === 'hidden') return;
      const answer = await client('book.labels', {});
      if (answer.ok && !life.signal.aborted) setView(answer.value);
    };
    void read();
    addEventListener('focus', () => void read(), { signal: life.signal });
    return () => life.abort();
  }, [client, times]);
  const labels = useMemo(() => makeLabels(view, () => setTimes((before) => before + 1)), [view]);
  return <LabelsContext.Provider value={labels}>{children}</LabelsContext.Provider>;
};

/** @returns what the address book says of accounts */
export const useLabels = (): Labels => useContext(LabelsContext);

/** An account's name beside its number; nothing where the book has none. */
export const AccountName = ({ product, account }: { product: ProductId; account: string }) => {
  const label = useLabels().labelOf(product, account);
  return label === '' ? null : <span class="account-name">{label}</span>;
};
