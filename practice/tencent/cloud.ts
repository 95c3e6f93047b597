import { type AccountKind, type AccountSeed, createAccounts } from '../accounts.ts';
import { changeRoster, type Effect } from '../effects.ts';
import { createFaults, type Fault, type FaultSource } from '../faults.ts';
import { createRandom } from '../random.ts';
import { createRosters, type RosterLine } from '../rosters.ts';
import { imageTypeFor } from './actions/describe-images.ts';
import type { CallRecord, CallResult, CloudCall } from './call.ts';
import { createGateway } from './gateway.ts';
import type { ImageType, PracticeImage } from './images.ts';
import type { PracticeKey } from './keys.ts';
import { defaultQuirks, type TencentQuirks } from './quirks.ts';
import type { CloudState } from './state.ts';

export interface TencentSeed {
  keys: readonly PracticeKey[];
  images: readonly PracticeImage[];
  accounts: AccountSeed;
  /** Accounts on an image's share list at the start, by image id. */
  rosters?: Readonly<Record<string, readonly string[]>>;
}

export interface TencentCloudOptions {
  /** Milliseconds since the epoch; real or virtual. */
  now: () => number;
  seed: TencentSeed;
  quirks?: Partial<TencentQuirks>;
  /** Most accounts per image; 500 by the vendor's current pages. */
  quota?: number;
  /** `none` switches the rate limits off. */
  rates?: 'documented' | 'none';
  /** Seed of chance: request ids and silently dropped accounts. */
  chance?: number;
}

export interface TencentCloud {
  /** May be changed at any time. */
  readonly quirks: TencentQuirks;
  /** Every call in order of arrival, also those that were refused or lost. */
  readonly calls: readonly CallRecord[];
  /** Every account that got or lost an image, in order. */
  readonly effects: readonly Effect[];
  /** How many calls were refused for their rate. */
  rejectedByRate(): number;
  /** The cloud's own clock, milliseconds since the epoch. */
  clock(): number;
  /** Moves the cloud's own clock; it decides over the age of signatures and tokens and the Date header. */
  moveClock(byMs: number): void;
  /** Plays one call. Without `verify` the signature counts as right. */
  call(call: CloudCall): CallResult;
  /** The true share list, in order of sharing. */
  rosterOf(imageId: string): string[];
  rosterLines(imageId: string): RosterLine[];
  /** Replaces a share list; readers see it at once. */
  setRoster(imageId: string, accounts: readonly string[]): void;
  /** Somebody else's edit, between the calls. */
  foreignEdit(kind: Effect['kind'], imageId: string, accounts: readonly string[]): void;
  setQuota(accounts: number): void;
  setAccount(account: string, kind: AccountKind): void;
  /** Adds or replaces an image. */
  putImage(image: PracticeImage): void;
  image(imageId: string): PracticeImage | undefined;
  /** Images as an account sees them, newest first. */
  imagesFor(account: string, region: string, type: ImageType): PracticeImage[];
  /** Adds or replaces a key. */
  putKey(key: PracticeKey): void;
  key(secretId: string): PracticeKey | undefined;
  /** The next `times` calls of `action` (on one image, when named) fail with `code`, without effect. */
  failNext(action: string, code: string, times?: number, imageId?: string): void;
  /** The next `times` calls of `action` (on one image, when named) go wrong that way. */
  faultNext(action: string, fault: Fault, times?: number, imageId?: string): void;
  /** Asks `source` at each call for which no fault is armed; undefined ends it. */
  setFaultSource(source: FaultSource | undefined): void;
}

function createState({ now, seed, ...options }: TencentCloudOptions): CloudState {
  const rosters = createRosters();
  for (const [imageId, accounts] of Object.entries(seed.rosters ?? {})) rosters.set(imageId, accounts, now());
  return {
    quirks: { ...defaultQuirks, ...options.quirks },
    quota: options.quota ?? 500,
    images: new Map(seed.images.map((image) => [image.imageId, { ...image }])),
    keys: new Map(seed.keys.map((key) => [key.secretId, { ...key }])),
    accounts: createAccounts(seed.accounts),
    rosters,
    effects: [],
    random: createRandom(options.chance ?? 1),
  };
}

function imagesFor(state: CloudState, account: string, region: string, type: ImageType): PracticeImage[] {
  return [...state.images.values()]
    .filter((image) => image.region === region && imageTypeFor(state, image, account) === type)
    .sort((one, other) => other.createdAt - one.createdAt);
}

/**
 * The vendor's API side as a stateful value: no network, no clock of its own. What it enforces is documented by
 * the vendor; what the vendor leaves open is a switch (`TencentQuirks`).
 */
export function createTencentCloud(options: TencentCloudOptions): TencentCloud {
  const { now } = options;
  const state = createState(options);
  const faults = createFaults();
  let clockOffsetMs = 0;
  const clock = () => now() + clockOffsetMs;
  const gateway = createGateway({ state, faults, now, clock, hasRates: options.rates !== 'none' });
  return {
    quirks: state.quirks,
    calls: gateway.calls,
    effects: state.effects,
    rejectedByRate: gateway.rejectedByRate,
    clock,
    moveClock(byMs) {
      clockOffsetMs += byMs;
    },
    call: gateway.play,
    rosterOf: (imageId) => state.rosters.truth(imageId).map(({ account }) => account),
    rosterLines: (imageId) => state.rosters.truth(imageId),
    setRoster: (imageId, accounts) => state.rosters.set(imageId, accounts, now()),
    foreignEdit: (kind, imageId, accounts) =>
      changeRoster(state, { kind, imageId, by: 'foreign', at: now() }, accounts),
    setQuota(accounts) {
      state.quota = accounts;
    },
    setAccount: (account, kind) => state.accounts.set(account, kind),
    putImage: (image) => void state.images.set(image.imageId, { ...image }),
    image: (imageId) => state.images.get(imageId),
    imagesFor: (account, region, type) => imagesFor(state, account, region, type),
    putKey: (key) => void state.keys.set(key.secretId, { ...key }),
    key: (secretId) => state.keys.get(secretId),
    failNext: (action, code, times = 1, imageId) => faults.arm(action, { code }, times, imageId),
    faultNext: (action, fault, times = 1, imageId) => faults.arm(action, fault, times, imageId),
    setFaultSource(source) {
      faults.source = source;
    },
  };
}
