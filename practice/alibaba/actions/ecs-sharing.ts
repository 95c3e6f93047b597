import { bareNumber, numbered } from '../call.ts';
import { isoSeconds, obstacleCodes, type PracticeImage } from '../images.ts';
import { pageOf, requiredText } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import { type Action, type ActionCall, isAbroad } from '../state.ts';
import { type Change, isRepetition, type Kind, play } from './change.ts';

/** Accounts a list takes; what is beyond has no effect and is no error. */
const mostPerList = 10;

function ownImage({ state, key, region, parameters }: ActionCall): PracticeImage {
  const imageId = requiredText(parameters, 'ImageId');
  const image = state.images.get(imageId);
  const isOwn = image?.product === 'ecs' && image.region === region && image.owner === key.account;
  if (!image || !isOwn) throw new Refusal('InvalidImageId.NotFound', imageId);
  return image;
}

const forbidden = () => {
  throw new Refusal('Forbidden.RAM');
};

/** Reads an own image's share list, by pages of ten unless told. */
export const describeEcsSharing: Action = {
  perSecond: 5,
  needsRegion: true,
  withoutRight: forbidden,
  run(call) {
    const { imageId, obstacle } = ownImage(call);
    const { quirks, rosters } = call.state;
    const seen = rosters.seen(imageId, call.at);
    const page = pageOf(call.parameters, seen, 100);
    return {
      RegionId: call.region,
      ImageId: imageId,
      TotalCount: seen.length,
      PageNumber: page.number,
      PageSize: page.size,
      Accounts: {
        Account: page.items.map(({ account, since }) => ({
          AliyunId: quirks.idsAsNumbers ? bareNumber(account) : account,
          SharedTime: isoSeconds(since),
        })),
      },
      ShareGroups: { ShareGroup: obstacle === 'community' ? [{ Group: 'all' }] : [] },
    };
  },
};

function refuseUnshareable(image: PracticeImage): void {
  if (image.obstacle) throw new Refusal(obstacleCodes[image.obstacle]);
  if (image.state === 'Deprecated') throw new Refusal('OperationDenied.InvalidImageStatus');
  if (image.state !== 'Available') throw new Refusal('IncorrectImageStatus', image.state);
}

function judge(call: ActionCall, image: PracticeImage, change: Omit<Change, 'judge'>, account: string) {
  const { state, key } = call;
  if (isRepetition(call, { ...change, judge: () => undefined }, account)) return 'InvalidAccount.NotFound';
  if (change.kind === 'revoke') return undefined;
  if (account === key.account) return 'InvalidAccount.Forbbiden';
  if (state.accounts.kindOf(account) !== 'root') return 'InvalidAccount.NotFound';
  const isMixed = isAbroad(state, account) !== (key.site === 'international');
  return image.isOneSite && isMixed ? 'InvalidImageId.BidMismatch' : undefined;
}

function refuseFullRoster({ state }: ActionCall, imageId: string, accounts: readonly string[]): void {
  const added = accounts.filter((account) => !state.rosters.has(imageId, account)).length;
  const taken = state.rosters.truth(imageId).length;
  if (added > 0 && taken + added > state.quota) throw new Refusal('QuotaExceed.ShareImageUser');
}

/** The list's first ten, or nothing of a longer one where the switch says so. */
function taken({ state }: ActionCall, accounts: readonly string[]): string[] {
  if (accounts.length > mostPerList && state.quirks.aboveTen === 'none') return [];
  return [...new Set(accounts.slice(0, mostPerList))];
}

function playList(call: ActionCall, image: PracticeImage, kind: Kind, given: readonly string[]): void {
  const list = { kind, imageId: image.imageId, accounts: taken(call, given) };
  const change = { ...list, judge: (account: string) => judge(call, image, list, account) };
  if (kind === 'share') {
    refuseFullRoster(
      call,
      image.imageId,
      list.accounts.filter((account) => change.judge(account) === undefined),
    );
  }
  play(call, change);
}

/** Changes an own image's share list; the answer says nothing but that the call was taken. */
export const modifyEcsSharing: Action = {
  perSecond: 5,
  needsRegion: true,
  withoutRight: forbidden,
  run(call) {
    const { parameters } = call;
    if (parameters.LaunchPermission !== undefined) throw new Refusal('ForbiddenParameter.LaunchPermission');
    if (parameters.IsPublic !== undefined) throw new Refusal('InvalidParameter.IsPublic');
    const added = numbered(parameters, 'AddAccount');
    const removed = numbered(parameters, 'RemoveAccount');
    const image = ownImage(call);
    if (added.length > 0) refuseUnshareable(image);
    playList(call, image, 'revoke', removed);
    playList(call, image, 'share', added);
    return {};
  },
};
