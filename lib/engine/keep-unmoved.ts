import type { ImagePlan, JobRow } from '../domain/job';
import type { RunDeps } from './image-run';

/** @returns accounts that one of the images before the last was not given */
const unmovedOf = (
  rows: readonly JobRow[],
  last: readonly ImagePlan[],
  isCancelled: boolean,
): ReadonlySet<string> => {
  const isLast = new Set(last.map(({ image }) => image.imageId));
  const shares = rows.filter(({ imageId, action }) => action === 'share' && !isLast.has(imageId));
  const unmoved = new Set(
    shares.flatMap(({ account, outcome }) =>
      outcome === 'refused' || outcome === 'unknown' ? [account] : [],
    ),
  );
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
 */
export const keepUnmoved = async (
  { append, clock }: RunDeps,
  rows: readonly JobRow[],
  last: readonly ImagePlan[],
  isCancelled: boolean,
): Promise<void> => {
  const unmoved = unmovedOf(rows, last, isCancelled);
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
