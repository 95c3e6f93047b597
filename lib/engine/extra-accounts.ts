import type { ImagePlan } from '../domain/job';
import type { ImageRun } from './image-run';

/** Named in the journal; of more the number alone is kept, so that a line stays small. */
const mostNamed = 100;

/**
 * @returns every account that a plan to match exactly speaks of: those to have the image, and those to lose it. Any
 *   other on the roster came after the plan and is left alone
 */
export const accountsSpokenOf = ({ share, revoke, skipped }: ImagePlan): ReadonlySet<string> =>
  new Set([...share, ...revoke, ...skipped.map(({ account }) => account)]);

/** Writes down who else is on the roster now that the image is done; nothing where that is not asked for. */
export const noteExtra = async ({ deps, image, spokenOf, present }: ImageRun): Promise<void> => {
  if (!spokenOf || !present) return;
  const extra = [...present].filter((account) => !spokenOf.has(account));
  await deps.append({
    kind: 'extra',
    imageId: image.imageId,
    at: deps.clock.now(),
    accounts: extra.slice(0, mostNamed),
    count: extra.length,
  });
};
