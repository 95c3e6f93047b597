import { changeRoster } from '../../effects.ts';
import { leaveOut } from '../../random.ts';
import { Refusal } from '../refusal.ts';
import type { ActionCall } from '../state.ts';

export type Kind = 'share' | 'revoke';

/** One list of accounts of a write. */
export interface Change {
  kind: Kind;
  imageId: string;
  accounts: readonly string[];
  /** Code an account is refused with, or undefined. */
  judge: (account: string) => string | undefined;
}

/** @returns whether an account is shared again, or revoked without being shared, where that is an error */
export function isRepetition({ state }: ActionCall, { kind, imageId }: Change, account: string): boolean {
  const isShared = state.rosters.has(imageId, account);
  if (kind === 'share') return isShared && state.quirks.alreadyShared === 'error';
  return !isShared && state.quirks.cancelNotShared === 'error';
}

function apply({ state, key, at }: ActionCall, { kind, imageId }: Change, accounts: readonly string[]): void {
  const changing = accounts.filter((account) => state.rosters.has(imageId, account) === (kind === 'revoke'));
  const kept = leaveOut(state.random, changing, state.quirks.dropIds);
  changeRoster(state, { kind, imageId, at, by: key.keyId }, kept);
}

/**
 * Plays one list of a write: all of it, or as much as the switches say when an account is refused.
 * @throws Refusal of the first account that is refused
 */
export function play(call: ActionCall, change: Change): void {
  const { quirks } = call.state;
  const verdicts = change.accounts.map((account) => ({ account, code: change.judge(account) }));
  const good = verdicts.filter(({ code }) => code === undefined).map(({ account }) => account);
  const firstBad = verdicts.find(({ code }) => code !== undefined);
  if (!firstBad?.code) {
    apply(call, change, good);
    return;
  }
  if (quirks.badIdInBatch === 'good-ones') apply(call, change, good);
  if (quirks.badIdInBatch === 'those-before') {
    apply(call, change, change.accounts.slice(0, change.accounts.indexOf(firstBad.account)));
  }
  throw new Refusal(firstBad.code, quirks.namesBadId ? firstBad.account : '');
}
