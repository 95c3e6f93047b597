import fc from 'fast-check';
import type { AlibabaQuirks } from '../../../practice/alibaba/quirks.ts';
import type { TencentQuirks } from '../../../practice/tencent/quirks.ts';
import type { Mode } from '../../domain/job';
import { type Action, type ProductId, productIds } from '../../domain/product';

type Quirks = Partial<TencentQuirks & AlibabaQuirks>;

/** Accounts and images go by number, so that a schedule means the same on every product. */
interface Start {
  kind: 'start';
  mode: Mode;
  images: number[];
  accounts: number[];
  /** Image whose roster takes the place of the accounts; never with a revoke. */
  source?: number;
  /** Whether everybody then leaves the source. */
  replaces?: boolean;
}

/** What a person does to a job; `job` counts from the first, over and over. */
interface Word {
  kind: 'cancel' | 'pause' | 'resume' | 'retry' | 'undo';
  job: number;
}

/** What becomes of the calls that were on their way when the background died. */
type InFlight = 'lost' | 'arrives' | 'late';

/** How one call goes wrong in the cloud or before it; times in milliseconds. */
export type CallFault =
  | 'lost-before'
  | 'lost-after'
  | 'server-error'
  | 'server-error-after'
  | 'truncated'
  | 'wrong-types'
  | 'throttled'
  | 'broken';

/** One thing that happens. */
export type Act =
  | Start
  | Word
  | { kind: 'kill'; downMs: number; inFlight: InFlight; lateMs: number }
  | { kind: 'offline' | 'forbidden' | 'locked'; ms: number }
  /** The next writes of the store are refused. */
  | { kind: 'full'; writes: number }
  /** The next reads of the store fail. */
  | { kind: 'unreadable'; reads: number }
  | { kind: 'foreign'; action: Action; image: number; accounts: number[] }
  | { kind: 'fault'; on: 'write' | 'read'; fault: CallFault; times: number }
  /** The next write arrives twice, and the second answer is the one that is seen. */
  | { kind: 'double' }
  /** The answer of the next write is lost; a copy arrives later, after the call itself or instead of it. */
  | { kind: 'late'; ms: number; isApplied: boolean }
  /** The next call takes that long to arrive. */
  | { kind: 'slow'; ms: number }
  /** The machine's clock moves. */
  | { kind: 'jump'; ms: number }
  | { kind: 'quirk'; quirks: Quirks };

/** An act and when it comes: after so many awaits of the background, or after so many milliseconds. */
export interface Beat {
  after: { steps: number } | { ms: number };
  act: Act;
}

/** A whole run, as plain data: the same schedule always plays the same. */
export interface Schedule {
  product: ProductId;
  /** Seeds latency, the engine's chance and the cloud's. */
  chance: number;
  /** How far the machine's clock is ahead at the start, milliseconds. */
  skewMs: number;
  quirks: Quirks;
  /** Accounts on each image at the start; one list per image. */
  rosters: number[][];
  beats: Beat[];
}

/** Real accounts 0 to 5; 6 does not exist, 7 is a user of another account, 8 is the caller's own. */
export const accountNumbers = 9;
/** Images that exist; a number above names none. */
export const imageNumbers = 3;

const minute = 60_000;

const someOf = (most: number, minLength: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.nat({ max: most - 1 }), { minLength, maxLength: 6 });

const quirks: fc.Arbitrary<Quirks> = fc.record(
  {
    badIdInBatch: fc.constantFrom('nothing', 'good-ones', 'those-before'),
    namesBadId: fc.boolean(),
    alreadyShared: fc.constantFrom('error', 'ok'),
    cancelNotShared: fc.constantFrom('error', 'ok'),
    perCallCap: fc.constantFrom(null, 1),
    ensPerCallCap: fc.constantFrom(null, 1),
    readDelayMs: fc.constantFrom(0, 3_000),
    dropIds: fc.constantFrom(0, 0, 1),
    idsAsNumbers: fc.boolean(),
    aboveTen: fc.constantFrom('first-ten', 'none'),
    ensEntry: fc.constantFrom('AliyunUid', 'AliyunId', 'bare'),
    errorBodies: fc.constantFrom('json', 'xml'),
  },
  { requiredKeys: [] },
);

/** Mostly real accounts; now and then one that does not exist, or the roster of another image. */
const start: fc.Arbitrary<Start> = fc
  .record({
    mode: fc.constantFrom<Mode>('share', 'share', 'revoke', 'revoke', 'match'),
    images: fc.uniqueArray(fc.constantFrom(0, 0, 0, 1, 1, 2), { minLength: 1, maxLength: 3 }),
    accounts: fc.oneof(
      { weight: 5, arbitrary: someOf(6, 1) },
      { weight: 1, arbitrary: someOf(accountNumbers, 1) },
    ),
    source: fc.constantFrom(undefined, undefined, undefined, undefined, 1, 2),
    replaces: fc.boolean(),
  })
  .map(({ source, replaces, ...plain }) => ({
    kind: 'start',
    ...plain,
    ...(source !== undefined && plain.mode !== 'revoke' && !plain.images.includes(source)
      ? { source, replaces }
      : {}),
  }));

const word: fc.Arbitrary<Word> = fc.record({
  kind: fc.constantFrom<Word['kind']>('cancel', 'cancel', 'pause', 'resume', 'retry', 'undo', 'undo'),
  job: fc.nat({ max: 4 }),
});

/** Up to the longest that a signature can live by a clock that runs ahead. */
const lateMs = fc.constantFrom(200, 2_000, 20_000, minute, 4 * minute, 9 * minute, 14 * minute, 29 * minute);
const spellMs = fc.constantFrom(300, 3_000, 20_000, minute, 10 * minute);

const fault: fc.Arbitrary<Act> = fc.record({
  kind: fc.constant('fault'),
  on: fc.constantFrom('write', 'write', 'read'),
  fault: fc.constantFrom<CallFault>(
    'lost-before',
    'lost-after',
    'lost-after',
    'server-error',
    'server-error-after',
    'truncated',
    'wrong-types',
    'throttled',
    'broken',
  ),
  times: fc.constantFrom(1, 1, 2, 7),
});

const trouble: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('kill'),
      downMs: fc.constantFrom(0, 0, 500, 20_000, 12 * minute),
      inFlight: fc.constantFrom<InFlight>('lost', 'arrives', 'late'),
      lateMs,
    }),
  },
  { weight: 5, arbitrary: fault },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('late'), ms: lateMs, isApplied: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('double') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('slow'), ms: fc.constantFrom(900, 8_000, 40_000) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('foreign'),
      action: fc.constantFrom<Action>('share', 'revoke'),
      image: fc.nat({ max: imageNumbers - 1 }),
      accounts: someOf(6, 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('jump'),
      ms: fc
        .constantFrom(-2_880, -180, -20, -4, -0.5, 0.5, 4, 20, 180, 2_880)
        .map((minutes) => minutes * minute),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('full'), writes: fc.constantFrom(1, 1, 3, 20) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('unreadable'), reads: fc.constantFrom(1, 1, 3, 20) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('offline', 'forbidden', 'locked'), ms: spellMs }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('quirk'), quirks }) },
);

const after: fc.Arbitrary<Beat['after']> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ steps: fc.nat({ max: 40 }) }) },
  { weight: 1, arbitrary: fc.record({ ms: fc.constantFrom(0, 100, 1_500, 10_000, minute, 6 * minute) }) },
);

const beat: fc.Arbitrary<Beat> = fc.record({
  after,
  act: fc.oneof(
    { weight: 3, arbitrary: start },
    { weight: 2, arbitrary: word },
    { weight: 5, arbitrary: trouble },
  ),
});

/** Random schedules; simpler ones are shorter, with smaller lists and plainer vendors. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  product: fc.constantFrom(...productIds),
  chance: fc.nat(),
  skewMs: fc.constantFrom(0, 0, 0, 0, 4 * minute, -4 * minute, 180 * minute, -180 * minute),
  quirks: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 3, arbitrary: quirks }),
  rosters: fc.array(fc.uniqueArray(fc.nat({ max: 5 }), { maxLength: 5 }), {
    minLength: imageNumbers,
    maxLength: imageNumbers,
  }),
  beats: fc
    .tuple(start, fc.array(beat, { minLength: 1, maxLength: 12 }))
    .map(([first, rest]) => [{ after: { ms: 0 }, act: first }, ...rest]),
});
