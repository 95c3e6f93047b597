import { type AccountKind, type AccountSeed, createAccounts } from '../accounts.ts';
import { changeRoster, type Effect } from '../effects.ts';
import { createFaults, type Fault, type FaultSource } from '../faults.ts';
import { createRandom } from '../random.ts';
import { createRosters, type RosterLine } from '../rosters.ts';
import type { CallRecord, CallResult, CloudCall } from './call.ts';
import { createGateway } from './gateway.ts';
import type { ImageAlias, PracticeImage } from './images.ts';
import type { PracticeKey } from './keys.ts';
import { type AlibabaQuirks, defaultQuirks } from './quirks.ts';
import { aliasFor, type CloudState } from './state.ts';

export interface AlibabaSeed {
  keys: readonly PracticeKey[];
  images: readonly PracticeImage[];
  /** Main accounts of both sites, and RAM users. */
  accounts: AccountSeed;
  /** Main accounts that belong to the international site. */
  abroad?: AccountSeed['roots'];
  /** Accounts on an image's share list at the start, by image id. */
  rosters?: Readonly<Record<string, readonly string[]>>;
}

export interface AlibabaCloudOptions {
  /** Milliseconds since the epoch; real or virtual. */
  now: () => number;
  seed: AlibabaSeed;
  quirks?: Partial<AlibabaQuirks>;
  /** Most accounts per ECS image; 50 unless the account had it raised. */
  quota?: number;
  /** `none` switches the rate limits off. */
  rates?: 'documented' | 'none';
  /** Seed of chance: request ids and silently dropped accounts. */
  chance?: number;
}

export interface AlibabaCloud {
  /** May be changed at any time. */
  readonly quirks: AlibabaQuirks;
  /** Every call in order of arrival, also those that were refused or lost. */
  readonly calls: readonly CallRecord[];
  /** Every account that got or lost an image, in order. */
  readonly effects: readonly Effect[];
  /** How many calls were refused for their rate. */
  rejectedByRate(): number;
  /** The cloud's own clock, milliseconds since the epoch. */
  clock(): number;
  /** Moves the cloud's own clock; it decides over the age of signatures, nonces and tokens and the Date header. */
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
  /** Images as an account sees them, newest first; `region` is empty for ENS. */
  imagesFor(
    account: string,
    product: PracticeImage['product'],
    region: string,
    alias: ImageAlias,
  ): PracticeImage[];
  /** Adds or replaces a key. */
  putKey(key: PracticeKey): void;
  key(keyId: string): PracticeKey | undefined;
  /** The next `times` calls of `action` (on one image, when named) fail with `code`, without effect. */
  failNext(action: string, code: string, times?: number, imageId?: string): void;
  /** The next `times` calls of `action` (on one image, when named) go wrong that way. */
  faultNext(action: string, fault: Fault, times?: number, imageId?: string): void;
  /** Asks `source` at each call for which no fault is armed; undefined ends it. */
  setFaultSource(source: FaultSource | undefined): void;
}

function createState({ now, seed, ...options }: AlibabaCloudOptions): CloudState {
  const rosters = createRosters();
  for (const [imageId, accounts] of Object.entries(seed.rosters ?? {})) rosters.set(imageId, accounts, now());
  return {
    quirks: { ...defaultQuirks, ...options.quirks },
    quota: options.quota ?? 50,
    images: new Map(seed.images.map((image) => [image.imageId, { ...image }])),
    keys: new Map(seed.keys.map((key) => [key.keyId, { ...key }])),
    accounts: createAccounts(seed.accounts),
    abroad: createAccounts({ roots: seed.abroad ?? [], subs: [] }),
    rosters,
    effects: [],
    random: createRandom(options.chance ?? 1),
  };
}

/**
 * The vendor's ECS, ENS and STS as a stateful value: no network, no clock of its own. What it enforces is documented
 * by the vendor; what the vendor leaves open is a switch (`AlibabaQuirks`). Rates of ECS and ENS sharing are not
 * published; the cloud is as strict as its clients mean to be: 5 a second, and 2 writes on ENS.
 */
export function createAlibabaCloud(options: AlibabaCloudOptions): AlibabaCloud {
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
    imagesFor: (account, product, region, alias) =>
      [...state.images.values()]
        .filter((image) => image.product === product && image.region === region)
        .filter((image) => aliasFor(state, image, account) === alias)
        .sort((one, other) => other.createdAt - one.createdAt),
    putKey: (key) => void state.keys.set(key.keyId, { ...key }),
    key: (keyId) => state.keys.get(keyId),
    failNext: (action, code, times = 1, imageId) => faults.arm(action, { code }, times, imageId),
    faultNext: (action, fault, times = 1, imageId) => faults.arm(action, fault, times, imageId),
    setFaultSource(source) {
      faults.source = source;
    },
  };
}
