import { bareNumber } from '../call.ts';
import { obstacleCodes, type PracticeImage } from '../images.ts';
import { pageOf, requiredText } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { Action, ActionCall, CloudState } from '../state.ts';
import { isRepetition, type Kind, play } from './change.ts';

/** Refuses a key without the right, with the code the switch names. */
export const refuseOnEns = ({ state }: { state: CloudState }): never => {
  throw new Refusal(state.quirks.ensForbidden);
};

function ownImage({ state, key, parameters }: ActionCall): PracticeImage {
  const imageId = requiredText(parameters, 'ImageId');
  const image = state.images.get(imageId);
  if (image?.product !== 'ens' || image.owner !== key.account) {
    throw new Refusal('InvalidParameter.ImageId', imageId);
  }
  return image;
}

const entryOf = ({ quirks }: CloudState, account: string): unknown => {
  const id = quirks.idsAsNumbers ? bareNumber(account) : account;
  if (quirks.ensEntry === 'bare') return id;
  return quirks.ensEntry === 'AliyunId' ? { AliyunId: bareNumber(account) } : { AliyunUid: id };
};

/** Reads an own image's share list, by pages of ten unless told. */
export const describeEnsSharing: Action = {
  perSecond: 5,
  needsRegion: false,
  withoutRight: refuseOnEns,
  run(call) {
    const { state, parameters } = call;
    const { imageId } = ownImage(call);
    const wanted = parameters.AliyunId;
    const seen = state.rosters
      .seen(imageId, call.at)
      .filter(({ account }) => wanted === undefined || account === wanted);
    const page = pageOf(parameters, seen, 100);
    return {
      ImageId: imageId,
      TotalCount: seen.length,
      PageNumber: page.number,
      PageSize: page.size,
      ...(seen.length === 0
        ? {}
        : { Accounts: { Account: page.items.map(({ account }) => entryOf(state, account)) } }),
    };
  },
};

function judge(call: ActionCall, imageId: string, kind: Kind, account: string): string | undefined {
  const { state, key } = call;
  const code = kind === 'revoke' ? 'InvalidParameter.RemoveAccounts' : state.quirks.ensBadIdCode;
  const change = { kind, imageId, accounts: [], judge: () => undefined };
  if (isRepetition(call, change, account)) return code;
  if (kind === 'revoke') return undefined;
  return account === key.account || state.accounts.kindOf(account) !== 'root' ? code : undefined;
}

function playList(call: ActionCall, imageId: string, kind: Kind, accounts: readonly string[]): void {
  play(call, { kind, imageId, accounts, judge: (account) => judge(call, imageId, kind, account) });
}

/** Adds accounts of a comma list, or removes one; the answer says nothing but that the call was taken. */
export const modifyEnsSharing: Action = {
  perSecond: 2,
  needsRegion: false,
  withoutRight: refuseOnEns,
  run(call) {
    const { parameters, state } = call;
    const image = ownImage(call);
    const added = parameters.AddAccounts?.split(',') ?? [];
    if (added.length + (parameters.RemoveAccounts === undefined ? 0 : 1) === 0) {
      throw new Refusal('MissingParameter', 'AddAccounts');
    }
    if (parameters.RemoveAccounts?.includes(',')) throw new Refusal('InvalidParameter.RemoveAccounts');
    if (new Set(added).size !== added.length || added.some((account) => !/^\d+$/.test(account))) {
      throw new Refusal('InvalidParameter.AddAccounts');
    }
    if (added.length > 0 && image.obstacle) throw new Refusal(obstacleCodes[image.obstacle]);
    if (added.length > 0 && image.state !== 'Available') throw new Refusal('InvalidParameter.ImageId');
    const cap = state.quirks.ensPerCallCap;
    if (cap !== null && added.length > cap) throw new Refusal('InvalidParameter');
    if (parameters.RemoveAccounts !== undefined) {
      playList(call, image.imageId, 'revoke', [parameters.RemoveAccounts]);
    }
    playList(call, image.imageId, 'share', added);
    return {};
  },
};
