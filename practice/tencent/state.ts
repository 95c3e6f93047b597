import type { Accounts } from '../accounts.ts';
import type { Effect } from '../effects.ts';
import type { Random } from '../random.ts';
import type { Rosters } from '../rosters.ts';
import type { PracticeImage } from './images.ts';
import type { PracticeKey } from './keys.ts';
import type { TencentQuirks } from './quirks.ts';

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
