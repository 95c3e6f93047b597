import type { PasteCounts, PasteReason, PasteToken } from '../../lib/domain/paste/token';
import { count, t } from '../text';

const reasonKeys: Record<PasteReason, string> = {
  'app-id': 'share_reason_appId',
  qq: 'share_reason_qq',
  phone: 'share_reason_phone',
  day: 'share_reason_day',
  time: 'share_reason_time',
  'sub-account': 'share_reason_subAccount',
  'other-cloud': 'share_reason_otherCloud',
  spreadsheet: 'share_reason_spreadsheet',
  rounded: 'share_reason_rounded',
  'unclear-grouping': 'share_reason_grouping',
  'run-together': 'share_reason_runTogether',
  'wrong-length': 'share_reason_length',
  'unusual-length': 'share_reason_unusualLength',
  'leading-zero': 'share_reason_leadingZero',
  mixed: 'share_reason_mixed',
  comment: 'share_reason_comment',
  'other-column': 'share_reason_otherColumn',
  short: 'share_reason_short',
  date: 'share_reason_date',
  address: 'share_reason_address',
};

/** @returns why a piece is not sent, with what to do about it; empty for one that is */
export const reasonText = ({ verdict, reason }: PasteToken): string => {
  if (verdict === 'duplicate') return t('share_reason_duplicate');
  return reason === undefined ? '' : t(reasonKeys[reason]);
};

/** @returns "312 accounts, 7 duplicates, 3 not accounts"; parts that are zero are left out, but for the first */
export const summaryText = (counts: PasteCounts, sentAnyway: number): string => {
  const parts = [count('share_sumAccounts', counts.accounts + sentAnyway)];
  const doubtful = counts.suspicious - sentAnyway;
  if (counts.duplicates > 0) parts.push(count('share_sumDuplicates', counts.duplicates));
  if (doubtful > 0) parts.push(count('share_sumDoubtful', doubtful));
  if (counts.notAccounts > 0) parts.push(count('share_sumNotAccounts', counts.notAccounts));
  if (counts.asides > 0) parts.push(count('share_sumAsides', counts.asides));
  return parts.join(t('share_comma'));
};

/** @returns how far a long text is read, in words */
export const readingText = (part: number): string => t('share_readingPart', Math.floor(100 * part));
