import type { JobRow } from '../../lib/domain/job';
import { failureNextStep, failureSentence, t } from '../text';
import { skipText } from './plan-image';
import { sentences } from './sentences';

/** @returns what to say about a row beside its outcome */
export const detailText = (row: JobRow): string => {
  if (row.failure && (row.outcome === 'refused' || row.outcome === 'unknown')) {
    return sentences(failureSentence(row.failure), failureNextStep(row.failure));
  }
  if (row.outcome === 'unknown') return t('share_unknownMeans');
  if (row.skip !== undefined) return skipText(row.skip);
  if (row.outcome === 'no-change')
    return t(row.action === 'share' ? 'share_skip_alreadyThere' : 'share_skip_notThere');
  if (row.outcome === 'confirmed') return t(row.action === 'share' ? 'share_nowShared' : 'share_nowRevoked');
  return t(row.action === 'share' ? 'share_toShare' : 'share_toRevoke');
};
