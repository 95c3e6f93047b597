import { count, t } from '../text';
import { watchText } from '../watch-text';
import { isEnded, type JobProgress } from './job-progress';

/** @returns a job's heading: what it does while it runs, what it did when it ended */
export const jobHeading = ({ job, counts, rows }: JobProgress): string => {
  if (job.state === 'cancelled') return t('share_headCancelled');
  const undoing = job.undoes !== undefined;
  if (!isEnded(job)) {
    if (job.state === 'paused') return t('share_headPaused');
    if (job.state === 'waiting') return t('share_headWaiting');
    const watching = watchText(job, counts);
    if (watching !== undefined) return watching;
    if (undoing) return t('share_headUndoing');
    return t(
      { share: 'share_headSharing', revoke: 'share_headRevoking', match: 'share_headMatching' }[job.mode],
    );
  }
  if (counts.refused + counts.unknown > 0) return count('share_headPartly', counts.refused + counts.unknown);
  if (undoing) return t('share_headUndone');
  const confirmed = rows.filter(({ outcome }) => outcome === 'confirmed');
  const isShare = job.mode === 'share';
  if (job.mode === 'match' || confirmed.length === 0) return t('share_headDone');
  const accounts = new Set(confirmed.map(({ account }) => account)).size;
  return count(isShare ? 'share_headShared' : 'share_headRevoked', accounts);
};
