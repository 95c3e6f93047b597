/** How long the last calls took there and back over connections that were open; what is known of the way to a cloud. */
export interface RoundTrips {
  /** @param at when a call left, milliseconds since the epoch. @param doneAt when its answer came */
  note(at: number, doneAt: number): void;
  /** @returns milliseconds that an older call's way back and a newer one's way there take together at least; 0 while unknown */
  leastMs(): number;
  /** What was known did not hold. */
  forget(): void;
}

/** A network may get a little faster than its quickest round trip so far. */
const certainShare = 0.95;
/** Of all round trips so many are quicker than what counts as slow; the rest are hitches. */
const slowShare = 0.9;

/** @param perSecond calls per second: half as many tell something, four times as many are kept */
export const createRoundTrips = (perSecond: number): RoundTrips => {
  let trips: number[] = [];
  // When the first answer came: what leaves from then on opens no connection.
  let openSince = Number.POSITIVE_INFINITY;
  return {
    note: (at, doneAt) => {
      // A clock set back says nothing of the way.
      if (at >= openSince && doneAt >= at) trips = [...trips, doneAt - at].slice(-4 * perSecond);
      openSince = Math.min(openSince, doneAt);
    },
    /**
     * Each of the two ways may be quicker than in the quickest round trip, by as much as round trips differ: what the slow
     * ones took longer is taken off.
     */
    leastMs: () => {
      if (trips.length < perSecond / 2) return 0;
      const ordered = [...trips].sort((one, other) => one - other);
      const [quickest = 0] = ordered;
      const slow = ordered[Math.floor(slowShare * (ordered.length - 1))] ?? quickest;
      return Math.max(0, certainShare * (2 * quickest - slow));
    },
    forget: () => {
      trips = [];
    },
  };
};
