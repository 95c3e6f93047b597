import type { Clock } from './ports';
import { createRoundTrips, type RoundTrips } from './round-trips';

/** Who waits for a call: somebody who looks on, or nobody in particular. */
export type Lane = 'person' | 'background';

/** Keeps calls under a published rate, for every job and window that shares the limiter. */
export interface Limiter {
  /**
   * Resolves when the next call of `bucket` may go out; a person's calls are served first, each lane in order.
   * @param perSecond published rate, calls per second
   * @returns to be called when the answer has come or was given up: until then the call may still arrive
   */
  acquire(bucket: string, perSecond: number, lane?: Lane): Promise<() => void>;
  /**
   * Told when the cloud said "too fast": halves the pace, waits a window, and recovers after quiet.
   * @param leastMs how long the cloud asks to stay away; a minute of it is kept for every caller of the bucket
   */
  slowDown(bucket: string, leastMs?: number): void;
  /** Present pace in calls per second, only while it is below the usual one. */
  paceOf(bucket: string): number | undefined;
}

/** The vendor counts arrivals per second; a hundredth more covers the grain of both clocks. */
const windowMs = 1_010;
/** Calls of a window that background reading leaves to people. */
const keptForPeople = 3;
const recoverAfterMs = 5_000;
/** A call that was never told to be done is forgotten after this; the door's own deadline is shorter. */
const longestCallMs = 60_000;

interface Departure {
  at: number;
  /** Absent while the call may still arrive. */
  doneAt?: number;
}

interface Waiter {
  lane: Lane;
  go: (done: () => void) => void;
}

interface Bucket {
  departures: Departure[];
  roundTrips: RoundTrips;
  waiters: Waiter[];
  usual: number;
  pace: number;
  /** Nothing leaves before this moment. */
  heldUntil: number;
  /** Since when no slow-down was asked for, or the last recovery step. */
  quietSince: number;
  isServing: boolean;
  /** Ends the present pause early. */
  wake: () => void;
}

/** @returns a limiter on `clock`; it holds no timers while nobody waits */
export const createLimiter = (clock: Clock): Limiter => {
  const buckets = new Map<string, Bucket>();

  const open = (name: string, perSecond: number): Bucket => {
    const known = buckets.get(name);
    if (known) return known;
    const made = createBucket(Math.max(1, Math.floor(perSecond)));
    buckets.set(name, made);
    return made;
  };

  const depart = (bucket: Bucket, waiter: Waiter): void => {
    const departure: Departure = { at: clock.now() };
    bucket.departures.push(departure);
    bucket.waiters.splice(bucket.waiters.indexOf(waiter), 1);
    waiter.go(() => {
      if (departure.doneAt === undefined) {
        departure.doneAt = clock.now();
        bucket.roundTrips.note(departure.at, departure.doneAt);
      }
      bucket.wake();
    });
  };

  const serve = async (bucket: Bucket): Promise<void> => {
    if (bucket.isServing) return;
    bucket.isServing = true;
    for (let next = nextWaiter(bucket); next; next = nextWaiter(bucket)) {
      recover(bucket, clock.now());
      const delayMs = waitMs(bucket, next.lane, clock.now());
      if (delayMs <= 0) depart(bucket, next);
      else await pause(bucket, delayMs);
    }
    bucket.isServing = false;
  };

  const pause = async (bucket: Bucket, delayMs: number): Promise<void> => {
    const interruption = new AbortController();
    bucket.wake = () => interruption.abort();
    await clock.sleep(delayMs, interruption.signal);
  };

  return {
    acquire: (name, perSecond, lane = 'person') =>
      new Promise((go) => {
        const bucket = open(name, perSecond);
        bucket.waiters.push({ lane, go });
        bucket.wake();
        void serve(bucket);
      }),
    slowDown: (name, leastMs = 0) => {
      const bucket = buckets.get(name);
      if (!bucket) return;
      const now = clock.now();
      const until = now + Math.min(longestCallMs, Math.max(windowMs, leastMs));
      // The answers of one burst are one complaint; a hold longer than any is a clock set back.
      if (now < bucket.heldUntil && bucket.heldUntil - now <= longestCallMs) {
        if (leastMs > 0) bucket.heldUntil = Math.max(bucket.heldUntil, until);
        return;
      }
      bucket.pace = Math.max(1, Math.floor(bucket.pace / 2));
      bucket.heldUntil = until;
      bucket.quietSince = now;
      bucket.roundTrips.forget();
    },
    paceOf: (name) => {
      const bucket = buckets.get(name);
      if (!bucket) return undefined;
      recover(bucket, clock.now());
      return bucket.pace < bucket.usual ? bucket.pace : undefined;
    },
  };
};

const createBucket = (usual: number): Bucket => ({
  departures: [],
  roundTrips: createRoundTrips(usual),
  waiters: [],
  usual,
  pace: usual,
  heldUntil: 0,
  quietSince: 0,
  isServing: false,
  wake: () => {},
});

const nextWaiter = (bucket: Bucket): Waiter | undefined =>
  bucket.waiters.find(({ lane }) => lane === 'person') ?? bucket.waiters[0];

const recover = (bucket: Bucket, now: number): void => {
  if (bucket.pace >= bucket.usual) return;
  bucket.quietSince = Math.min(bucket.quietSince, now);
  const steps = Math.floor((now - bucket.quietSince) / recoverAfterMs);
  if (steps <= 0) return;
  bucket.pace = Math.min(bucket.usual, bucket.pace + steps);
  bucket.quietSince += steps * recoverAfterMs;
};

/**
 * A call arrives somewhere between its departure and its answer. The way back of an older call and the way there of a
 * newer one keep the two further apart than the older one's answer and the newer one's departure.
 * @returns milliseconds after its answer for which a call counts
 */
const countedMs = ({ roundTrips }: Bucket): number => Math.max(0, windowMs - roundTrips.leastMs());

/** @returns milliseconds until the lane's next call may leave */
const waitMs = (bucket: Bucket, lane: Lane, now: number): number => {
  const counted = countedMs(bucket);
  // A clock set back would hold the bucket for as long as it moved; such times are forgotten.
  bucket.departures = bucket.departures.filter(
    ({ at, doneAt }) =>
      at <= now && now - at < longestCallMs && (doneAt === undefined || doneAt > now - counted),
  );
  const held = bucket.heldUntil - now > longestCallMs ? 0 : Math.max(0, bucket.heldUntil - now);
  const room = lane === 'person' ? bucket.pace : Math.max(1, bucket.pace - keptForPeople);
  const excess = bucket.departures.length - room;
  if (excess < 0) return held;
  const leaving = bucket.departures.map(({ doneAt }) => (doneAt ?? now) + counted).sort((a, b) => a - b);
  return Math.max(held, (leaving[excess] ?? now) - now);
};
