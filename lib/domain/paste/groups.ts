import type { Paste, PasteToken } from './token';

/** A group's name in a pasted text, such as "@partners-eu"; the places are those of the whole piece. */
export interface Mention {
  name: string;
  start: number;
  end: number;
  /** Whether nothing else stands in its line: then it is surely meant, and an unknown name is worth a word. */
  isAlone: boolean;
}

// As in lib/domain/book: letters, digits, "-" and "_". A Latin sign before "@" makes it part of a mail address.
const pattern = /(?<![A-Za-z0-9_.+-])[@＠]([\p{L}\p{N}][\p{L}\p{N}_-]{0,59})/gu;

/** @returns every piece that may name a group, in order; takes time in proportion to the text */
export const findMentions = (text: string): Mention[] =>
  [...text.matchAll(pattern)].map((match) => {
    const [whole, name = ''] = match;
    const end = match.index + whole.length;
    const isAlone =
      /(?:^|[\r\n])[^\S\r\n]*$/.test(text.slice(Math.max(0, match.index - 40), match.index)) &&
      /^[^\S\r\n]*(?:[\r\n]|$)/.test(text.slice(end, end + 40));
    return { name, start: match.index, end, isAlone };
  });

/**
 * Puts the accounts of groups where the groups' names stand in the text. Accounts that stand in the text by themselves
 * are kept there, so those of the group are then duplicates.
 * @param accountsIn accounts of a group, undefined for an unknown name
 */
export const withGroups = (
  paste: Paste,
  mentions: readonly Mention[],
  accountsIn: (name: string) => readonly string[] | undefined,
): Paste => {
  const known = mentions.flatMap((mention) => {
    const accounts = accountsIn(mention.name);
    return accounts ? [{ ...mention, accounts }] : [];
  });
  if (known.length === 0) return paste;
  const isWithin = ({ start, end }: PasteToken) => known.some((each) => each.start < end && start < each.end);
  // Digits of a group's name are no account.
  const own = paste.tokens.filter((token) => token.account !== undefined || !isWithin(token));
  const gone = paste.tokens.filter((token) => token.account === undefined && isWithin(token));
  const asides = gone.filter(({ verdict }) => verdict === 'aside').length;
  const counts = {
    ...paste.counts,
    asides: paste.counts.asides - asides,
    notAccounts: paste.counts.notAccounts - (gone.length - asides),
  };
  const seen = new Set(own.flatMap(({ account }) => account ?? []));
  const added = known.flatMap(({ name, start, end, accounts }) =>
    accounts.map((account): PasteToken => {
      const isNew = !seen.has(account);
      seen.add(account);
      counts[isNew ? 'accounts' : 'duplicates'] += 1;
      return {
        text: `@${name}`,
        account,
        verdict: isNew ? 'account' : 'duplicate',
        reason: undefined,
        label: undefined,
        start,
        end,
      };
    }),
  );
  const tokens = [...own, ...added].sort((one, other) => one.start - other.start);
  return { ...paste, tokens, counts };
};
