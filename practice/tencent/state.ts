import type { Random } from '../random.ts';
import type { Accounts } from './accounts.ts';
import type { PracticeImage } from './images.ts';
import type { PracticeKey } from './keys.ts';
import type { TencentQuirks } from './quirks.ts';
import type { Rosters } from './rosters.ts';

/** One account that got or lost an image. */
export interface Effect {
  /** Milliseconds since the epoch. */
  at: number;
  kind: 'share' | 'revoke';
  imageId: string;
  account: string;
  /** Key id of the call, or `foreign` for an edit by somebody else. */
  by: string;
}

/** Everything the cloud knows. */
export interface CloudState {
  quirks: TencentQuirks;
  /** Most accounts on one image's list. */
  quota: number;
  images: Map<string, PracticeImage>;
  keys: Map<string, PracticeKey>;
  accounts: Accounts;
  rosters: Rosters;
  effects: Effect[];
  random: Random;
}

/** A call that passed the gateway, as an action sees it. */
export interface ActionCall {
  state: CloudState;
  key: PracticeKey;
  /** Empty for actions that take none. */
  region: string;
  parameters: Record<string, unknown>;
  /** Milliseconds since the epoch, unshifted by a moved clock. */
  at: number;
}

/** One API: how often it may be called, and what it does. */
export interface Action {
  /** Calls per second, user and endpoint. */
  perSecond: number;
  needsRegion: boolean;
  isWrite: boolean;
  /** Names of the parameters it knows. */
  parameters: readonly string[];
  /** @returns the fields of `Response` beside RequestId; throws a Refusal */
  run(call: ActionCall): Record<string, unknown>;
}

/**
 * Changes a share list and notes whose access changed.
 * @param accounts those that have what is asked already are left out
 */
export function changeRoster(
  state: CloudState,
  edit: Omit<Effect, 'account'>,
  accounts: readonly string[],
): void {
  const { kind, imageId, at } = edit;
  const changing = accounts.filter((account) => state.rosters.has(imageId, account) === (kind === 'revoke'));
  state.rosters.change(kind, imageId, changing, at, state.quirks.readDelayMs);
  for (const account of changing) state.effects.push({ ...edit, account });
}
