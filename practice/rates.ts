const windowMs = 1000;

export interface Rates {
  /**
   * Counts a call on arrival.
   * @param bucket API, endpoint and calling user
   * @param perSecond the published rate
   * @param at milliseconds since the epoch
   * @returns whether it is within the rate; a rejected call does not count
   */
  admit(bucket: string, perSecond: number, at: number): boolean;
}

/** Sliding one-second windows, one per bucket. */
export function createRates(): Rates {
  const windows = new Map<string, number[]>();
  return {
    admit(bucket, perSecond, at) {
      const recent = (windows.get(bucket) ?? []).filter(
        (arrival) => arrival > at - windowMs && arrival <= at,
      );
      const isWithin = recent.length < perSecond;
      if (isWithin) recent.push(at);
      windows.set(bucket, recent);
      return isWithin;
    },
  };
}
