import { changeRoster } from '../../effects.ts';
import { leaveOut } from '../../random.ts';
import { isoSeconds, obstacleCodes, type PracticeImage } from '../images.ts';
import { checkImageId, optionalTexts, requiredText } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { Action, ActionCall } from '../state.ts';

type Kind = 'share' | 'revoke';

function ownImage({ state, key, region, parameters }: ActionCall): PracticeImage {
  const imageId = requiredText(parameters, 'ImageId');
  checkImageId(imageId);
  const image = state.images.get(imageId);
  if (image?.region !== region) throw new Refusal('InvalidImageId.NotFound', imageId);
  if (image.owner !== key.account) throw new Refusal('UnauthorizedOperation.ImageNotBelongToAccount');
  return image;
}

/** Reads an own image's share list, whole. */
export const describeImageSharePermission: Action = {
  perSecond: 10,
  needsRegion: true,
  isWrite: false,
  parameters: ['ImageId'],
  run(call) {
    const { imageId } = ownImage(call);
    const { quirks, quota, rosters } = call.state;
    return {
      SharePermissionSet: rosters
        .seen(imageId, call.at)
        .map(({ account, since }) => ({ CreatedTime: isoSeconds(since), AccountId: account })),
      ...(quirks.tellsMaxSharePermission ? { MaxSharePermission: quota } : {}),
    };
  },
};

function refuseUnshareable(image: PracticeImage): void {
  if (image.license === 'BYOL') throw new Refusal('FailedOperation.BYOLImageShareFailed');
  if (image.obstacle) throw new Refusal(obstacleCodes[image.obstacle]);
}

/** @returns the code an account is refused with, or undefined */
function accountCode(
  { state, key }: ActionCall,
  imageId: string,
  account: string,
  kind: Kind,
): string | undefined {
  if (!/^[1-9]\d{4,19}$/.test(account)) return 'InvalidParameterValue.InvalidAppIdFormat';
  const isShared = state.rosters.has(imageId, account);
  if (kind === 'revoke') {
    return !isShared && state.quirks.cancelNotShared === 'error' ? 'InvalidAccountId.NotFound' : undefined;
  }
  if (account === key.account) return 'FailedOperation.AccountIsYourSelf';
  const accountKind = state.accounts.kindOf(account);
  if (accountKind === 'unknown') return 'InvalidAccountId.NotFound';
  if (accountKind === 'sub') return 'FailedOperation.NotMasterAccount';
  return isShared && state.quirks.alreadyShared === 'error'
    ? 'FailedOperation.AccountAlreadyExists'
    : undefined;
}

function apply(call: ActionCall, kind: Kind, imageId: string, accounts: string[]): void {
  const { state, key, at } = call;
  const changing = accounts.filter((account) => state.rosters.has(imageId, account) === (kind === 'revoke'));
  const kept = leaveOut(state.random, changing, state.quirks.dropIds);
  changeRoster(state, { kind, imageId, at, by: key.secretId }, kept);
}

function refuseFullRoster({ state }: ActionCall, imageId: string, accounts: string[]): void {
  const added = accounts.filter((account) => !state.rosters.has(imageId, account)).length;
  const taken = state.rosters.truth(imageId).length;
  if (added > 0 && taken + added > state.quota) throw new Refusal('OverQuota', `quota ${state.quota}`);
}

function change(call: ActionCall, kind: Kind, imageId: string, accounts: string[]): void {
  const { quirks } = call.state;
  const verdicts = accounts.map((account) => ({ account, code: accountCode(call, imageId, account, kind) }));
  const good = verdicts.filter(({ code }) => code === undefined).map(({ account }) => account);
  if (kind === 'share') refuseFullRoster(call, imageId, good);
  const firstBad = verdicts.find(({ code }) => code !== undefined);
  if (!firstBad?.code) {
    apply(call, kind, imageId, good);
    return;
  }
  if (quirks.badIdInBatch === 'good-ones') apply(call, kind, imageId, good);
  if (quirks.badIdInBatch === 'those-before') {
    apply(call, kind, imageId, accounts.slice(0, accounts.indexOf(firstBad.account)));
  }
  throw new Refusal(firstBad.code, quirks.namesBadId ? firstBad.account : '');
}

/** Adds accounts to an own image's share list or takes them off; the answer says nothing but that it was taken. */
export const modifyImageSharePermission: Action = {
  perSecond: 10,
  needsRegion: true,
  isWrite: true,
  parameters: ['ImageId', 'AccountIds', 'Permission'],
  run(call) {
    const permission = requiredText(call.parameters, 'Permission');
    if (permission !== 'SHARE' && permission !== 'CANCEL')
      throw new Refusal('InvalidParameterValue', 'Permission');
    const accounts = [...new Set(optionalTexts(call.parameters, 'AccountIds'))];
    if (accounts.length === 0) throw new Refusal('MissingParameter', 'AccountIds');
    const image = ownImage(call);
    if (image.state !== 'NORMAL') throw new Refusal('InvalidParameterValue.InvalidImageState', image.state);
    if (permission === 'SHARE') refuseUnshareable(image);
    const { perCallCap } = call.state.quirks;
    if (perCallCap !== null && accounts.length > perCallCap) {
      throw new Refusal('InvalidParameterValue.LimitExceeded', 'AccountIds');
    }
    change(call, permission === 'SHARE' ? 'share' : 'revoke', image.imageId, accounts);
    return {};
  },
};
