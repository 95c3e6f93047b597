import { writeCsv } from '../../lib/domain/csv';
import { t } from '../text';
import { outcomeText } from '../ui/outcome-mark';
import type { JobProgress } from './job-progress';
import { detailText } from './result-text';

/**
 * @param labelOf the address book's name of an account, empty where it has none
 * @returns a job's rows as CSV: who, which image, what became of it, with the vendor's code and request id
 */
export const exportJob = (
  progress: JobProgress,
  labelOf: (account: string) => string,
): { name: string; text: string } => {
  const names = new Map(progress.images.map((image) => [image.imageId, image.name]));
  const head = ['account', 'label', 'image', 'imageId', 'action', 'outcome', 'detail', 'code', 'requestId'];
  const rows = progress.rows.map((row) => [
    row.account,
    labelOf(row.account),
    names.get(row.imageId) ?? '',
    row.imageId,
    t(row.action === 'share' ? 'share_modeShare' : 'share_modeRevoke'),
    outcomeText(row.outcome),
    detailText(row),
    row.failure?.code ?? '',
    row.failure?.requestId ?? '',
  ]);
  return {
    name: `image-roster-${progress.job.id}.csv`,
    text: writeCsv([head.map((key) => t(`share_${key}`)), ...rows]),
  };
};
