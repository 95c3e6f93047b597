import type { Clock } from './ports';

/** Keeps calls under a published rate, for every job and window that shares the limiter. */
export interface Limiter {
  /**
   * Resolves when the next call of `bucket` may go out; callers are served in order.
   * @param perSecond published rate, calls per second
   */
  acquire(bucket: string, perSecond: number, signal?: AbortSignal): Promise<void>;
  /** Told when the cloud said "too fast": halves the pace, waits a window, and recovers after quiet. */
  slowDown(bucket: string): void;
  /** Present pace in calls per second, only while it is below the usual one. */
  paceOf(bucket: string): number | undefined;
}

/** The vendor counts per second of arrival; one second is the window on our side too. */
const windowMs = 1_000;
/** Headroom for the console's own traffic and for jitter between sending and arrival. */
const usableShare = 0.9;
const recoverAfterMs = 5_000;

interface Bucket {
  /** Departure times within the last window. */
  sent: number[];
  usual: number;
  pace: number;
  /** Nothing leaves before this moment. */
  heldUntil: number;
  /** Since when no slow-down was asked for, or the last recovery step. */
  quietSince: number;
  turn: Promise<void>;
}

/** @returns a limiter on `clock`; it holds no timers while nobody waits */
export const createLimiter = (clock: Clock): Limiter => {
  const buckets = new Map<string, Bucket>();

  const open = (name: string, perSecond: number): Bucket => {
    const known = buckets.get(name);
    if (known) return known;
    const usual = Math.max(1, Math.floor(perSecond * usableShare));
    const made: Bucket = {
      sent: [],
      usual,
      pace: usual,
      heldUntil: 0,
      quietSince: 0,
      turn: Promise.resolve(),
    };
    buckets.set(name, made);
    return made;
  };

  const recover = (bucket: Bucket): void => {
    if (bucket.pace >= bucket.usual) return;
    const steps = Math.floor((clock.now() - bucket.quietSince) / recoverAfterMs);
    if (steps <= 0) return;
    bucket.pace = Math.min(bucket.usual, bucket.pace + steps);
    bucket.quietSince += steps * recoverAfterMs;
  };

  const waitMs = (bucket: Bucket): number => {
    const now = clock.now();
    // A clock set back would hold the bucket for as long as it moved; such times are forgotten.
    bucket.sent = bucket.sent.filter((at) => at > now - windowMs && at <= now);
    const held = bucket.heldUntil - now > 60_000 ? 0 : Math.max(0, bucket.heldUntil - now);
    const first = bucket.sent[bucket.sent.length - bucket.pace];
    return Math.max(held, first === undefined ? 0 : first + windowMs - now);
  };

  const takeTurn = async (bucket: Bucket, signal?: AbortSignal): Promise<void> => {
    for (;;) {
      if (signal?.aborted) return;
      recover(bucket);
      const delayMs = waitMs(bucket);
      if (delayMs <= 0) break;
      await clock.sleep(delayMs, signal);
    }
    bucket.sent.push(clock.now());
  };

  return {
    acquire: (name, perSecond, signal) => {
      const bucket = open(name, perSecond);
      const mine = bucket.turn.then(() => takeTurn(bucket, signal));
      bucket.turn = mine;
      return mine;
    },
    slowDown: (name) => {
      const bucket = buckets.get(name);
      if (!bucket) return;
      bucket.pace = Math.max(1, Math.floor(bucket.pace / 2));
      bucket.heldUntil = clock.now() + windowMs;
      bucket.quietSince = clock.now();
    },
    paceOf: (name) => {
      const bucket = buckets.get(name);
      if (!bucket) return undefined;
      recover(bucket);
      return bucket.pace < bucket.usual ? bucket.pace : undefined;
    },
  };
};
