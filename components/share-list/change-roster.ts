import type { KnownRoster } from '../../lib/domain/image';
import type { Plan } from '../../lib/domain/job';
import { failed, type Result, success } from '../../lib/domain/result';
import type { Client } from '../../lib/messaging/client';

/** A plan that can be started, or the finding that the cloud shows the wish already. */
export type Prepared = { isNeeded: true; plan: Plan; accounts: string[] } | { isNeeded: false };

/**
 * Plans to revoke accounts from one image against the roster as it is in the cloud now.
 * @returns what would be revoked; fails with the plan's own reason when the image cannot be changed
 */
export const prepareRevoke = async (
  client: Client,
  { profileId, image }: KnownRoster,
  accounts: string[],
): Promise<Result<Prepared>> => {
  const planned = await client('plan.make', {
    profileId,
    product: image.product,
    images: [{ region: image.region, imageId: image.imageId }],
    mode: 'revoke',
    accounts,
  });
  if (!planned.ok) return planned;
  const part = planned.value.images[0];
  if (!part) return failed({ kind: 'image-not-found' });
  if (part.blockedBy) return failed(part.blockedBy);
  if (part.revoke.length === 0) return success({ isNeeded: false });
  return success({ isNeeded: true, plan: planned.value, accounts: part.revoke });
};

/** Starts a plan that a person agreed to on a page of our own. @returns the job's id */
export const startPlan = async (client: Client, plan: Plan): Promise<Result<string>> => {
  const revokeCount = plan.images.reduce((sum, image) => sum + image.revoke.length, 0);
  const started = await client('job.start', { planId: plan.id, isProven: true, revokeCount });
  if (!started.ok) return started;
  return 'jobId' in started.value ? success(started.value.jobId) : failed({ kind: 'confirmation-needed' });
};

/**
 * Plans and starts the revoke of one account. When the roster changed in between, it is planned once more: the wish
 * names one account, so it still means the same.
 * @returns the job's id, or undefined when the account has no access any more
 */
export const startRevoke = async (
  client: Client,
  known: KnownRoster,
  account: string,
): Promise<Result<string | undefined>> => {
  for (let attempt = 1; ; attempt += 1) {
    const prepared = await prepareRevoke(client, known, [account]);
    if (!prepared.ok) return prepared;
    if (!prepared.value.isNeeded) return success(undefined);
    const started = await startPlan(client, prepared.value.plan);
    if (started.ok || started.failure.kind !== 'plan-stale' || attempt > 1) return started;
  }
};
