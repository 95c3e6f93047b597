import type { ImagePlan, JobRow } from '../domain/job';
import type { RunDeps } from './image-run';
import { rowKey } from './job-rows';

/** @returns accounts that one of the images before the last was not given */
const unmovedOf = (
  rows: readonly JobRow[],
  last: readonly ImagePlan[],
  isCancelled: boolean,
  overruled: ReadonlySet<string>,
): ReadonlySet<string> => {
  const isLast = new Set(last.map(({ image }) => image.imageId));
  const shares = rows.filter(({ imageId, action }) => action === 'share' && !isLast.has(imageId));
  // Who was cancelled does not have the image, unless a later wish took it: then nothing is to be kept for it.
  const isMissing = ({ imageId, action, account, outcome, skip }: JobRow) =>
    outcome === 'refused' ||
    outcome === 'unknown' ||
    (skip === 'cancelled' && !overruled.has(rowKey(imageId, action, account)));
  const unmoved = new Set(shares.filter(isMissing).map(({ account }) => account));
  // Nobody tries a cancelled share again, so what depends on it is cancelled too, whatever else was refused.
  for (const { account, skip } of shares) if (isCancelled && skip === 'cancelled') unmoved.delete(account);
  return unmoved;
};

/**
 * An account that another image has not taken keeps the image it has: its waiting revoke of a last image is refused.
 * Rejects when the journal cannot be written.
 * @param rows the job's rows after the other images were worked on
 * @param last the images that are left for last
 * @param isCancelled whether that work ended by a cancel
 * @param overruled keys of cancelled rows whose contrary a later job was asked for
 */
export const keepUnmoved = async (
  { append, clock }: RunDeps,
  rows: readonly JobRow[],
  last: readonly ImagePlan[],
  isCancelled: boolean,
  overruled: ReadonlySet<string> = new Set(),
): Promise<void> => {
  const unmoved = unmovedOf(rows, last, isCancelled, overruled);
  for (const plan of last) {
    const kept = rows.filter(
      ({ imageId, account, action, outcome }) =>
        imageId === plan.image.imageId &&
        action === 'revoke' &&
        outcome === 'waiting' &&
        unmoved.has(account),
    );
    if (kept.length === 0) continue;
    const failure = { kind: 'replacement-missing' } as const;
    const settled = kept.map(({ account, action }) => ({
      account,
      action,
      outcome: 'refused' as const,
      failure,
    }));
    await append({ kind: 'settled', imageId: plan.image.imageId, at: clock.now(), rows: settled });
  }
};
