import type { ImagePlan, Plan, Skipped } from '../../lib/domain/job';
import { count, t } from '../text';

/** From so many revokes on, a person types the number. */
export const largeRevoke = 20;

export interface PlanSummary {
  /** Pairs of an image and an account. */
  shares: number;
  revokes: number;
  /** Pairs that already are as requested. */
  settled: number;
  notSent: number;
  /** Different accounts. */
  shareAccounts: number;
  revokeAccounts: number;
  /** Images that change. */
  images: number;
}

/** @returns whether the roster already is as requested for this account */
export const isSettled = ({ reason }: Skipped): boolean =>
  reason === 'already-there' || reason === 'not-there';

/** @returns a plan's numbers over all images */
export const summarise = (plan: Plan): PlanSummary => {
  const sum = (of: (image: ImagePlan) => number) =>
    plan.images.reduce((total, image) => total + of(image), 0);
  return {
    shares: sum((image) => image.share.length),
    revokes: sum((image) => image.revoke.length),
    settled: sum((image) => image.skipped.filter(isSettled).length),
    notSent: sum((image) => image.skipped.filter((skipped) => !isSettled(skipped)).length),
    shareAccounts: new Set(plan.images.flatMap((image) => image.share)).size,
    revokeAccounts: new Set(plan.images.flatMap((image) => image.revoke)).size,
    images: plan.images.filter((image) => image.share.length + image.revoke.length > 0).length,
  };
};

/** @returns what Apply says: what it will do, to how many */
export const applyText = ({ shareAccounts, revokeAccounts, images }: PlanSummary): string => {
  if (shareAccounts > 0 && revokeAccounts > 0) return t('share_applyBoth', shareAccounts, revokeAccounts);
  const many = images > 1 ? 'Images' : '';
  return shareAccounts > 0
    ? count(`share_applyShare${many}`, shareAccounts, images)
    : count(`share_applyRevoke${many}`, revokeAccounts, images);
};
