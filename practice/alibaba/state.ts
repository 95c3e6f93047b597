import type { Accounts } from '../accounts.ts';
import type { Effect } from '../effects.ts';
import type { Random } from '../random.ts';
import type { Rosters } from '../rosters.ts';
import type { ImageAlias, PracticeImage } from './images.ts';
import type { PracticeKey } from './keys.ts';
import type { AlibabaQuirks } from './quirks.ts';

/** Everything the cloud knows. */
export interface CloudState {
  quirks: AlibabaQuirks;
  /** Most accounts on one ECS image's list. */
  quota: number;
  images: Map<string, PracticeImage>;
  keys: Map<string, PracticeKey>;
  accounts: Accounts;
  /** Main accounts among them that belong to the international site. */
  abroad: Accounts;
  rosters: Rosters;
  effects: Effect[];
  random: Random;
}

/** A call that passed the gateway, as an action sees it. */
export interface ActionCall {
  state: CloudState;
  key: PracticeKey;
  /** Empty for products without. */
  region: string;
  parameters: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch, unshifted by a moved clock. */
  at: number;
}

/** One API: how often it may be called, and what it does. */
export interface Action {
  /** Calls per second, API, endpoint and main account. */
  perSecond: number;
  needsRegion: boolean;
  /** What a key without the right is answered with; absent where no right is needed. */
  withoutRight?: (call: Omit<ActionCall, 'region' | 'parameters' | 'at'>) => Record<string, unknown>;
  /** @returns the fields of the answer beside RequestId; throws a Refusal */
  run(call: ActionCall): Record<string, unknown>;
}

/** @returns what an image is to an account; undefined when the account does not see it */
export function aliasFor(state: CloudState, image: PracticeImage, account: string): ImageAlias | undefined {
  if (image.owner === 'system') return 'system';
  if (image.owner === account) return 'self';
  return state.rosters.has(image.imageId, account) ? 'others' : undefined;
}

/** @returns whether an account belongs to the international site */
export const isAbroad = (state: CloudState, account: string): boolean =>
  state.abroad.kindOf(account) === 'root';
