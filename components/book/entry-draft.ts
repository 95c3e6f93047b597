import {
  type AccountRef,
  type BookEntry,
  bookLimits,
  type CloudId,
  readGroups,
  readWords,
} from '../../lib/domain/book';
import { t } from '../text';
import { bookPatterns } from './cloud-text';

/** An account as its form holds it: lists are text. */
export interface Draft {
  cloud: CloudId;
  account: string;
  label: string;
  groups: string;
  tags: string;
  notes: string;
  isTrusted: boolean;
}

/** @returns the draft of an entry, or an empty one */
export const draftOf = (entry: BookEntry | undefined): Draft => ({
  cloud: entry?.cloud ?? 'tencent',
  account: entry?.account ?? '',
  label: entry?.label ?? '',
  groups: entry?.groups.join(', ') ?? '',
  tags: entry?.tags.join(', ') ?? '',
  notes: entry?.notes ?? '',
  isTrusted: entry?.isTrusted ?? false,
});

/** What is wrong, by field, in sentences. */
export type Problems = Partial<Record<'account' | 'groups', string>>;

/** @returns the entry a draft stands for, or what is wrong with it by field */
export const readDraft = (
  draft: Draft,
  { isNew, isTaken }: { isNew: boolean; isTaken: (ref: AccountRef) => boolean },
): { entry: BookEntry } | { problems: Problems } => {
  const account = draft.account.normalize('NFKC').replace(/[\s'\u200b-\u200f\ufeff]/gu, '');
  const { groups, bad } = readGroups(draft.groups);
  const problems: Problems = {};
  if (!bookPatterns[draft.cloud].accountId.test(account)) problems.account = t('book_badAccount');
  else if (isNew && isTaken({ cloud: draft.cloud, account })) problems.account = t('book_accountTaken');
  if (bad.length > 0) problems.groups = t('book_badGroup', bad.join(t('share_comma')));
  if (Object.keys(problems).length > 0) return { problems };
  return {
    entry: {
      cloud: draft.cloud,
      account,
      label: draft.label.trim().slice(0, bookLimits.label),
      notes: draft.notes.trim().slice(0, bookLimits.notes),
      tags: readWords(draft.tags)
        .map((word) => word.slice(0, bookLimits.word))
        .slice(0, bookLimits.words),
      groups: groups.slice(0, bookLimits.words),
      isTrusted: draft.isTrusted,
    },
  };
};
