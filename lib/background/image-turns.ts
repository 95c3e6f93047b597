/** What waits for its turn on an image. */
interface Waiter {
  /** When a person last spoke to the job, milliseconds since the epoch. */
  lastWordAt: number;
  isRevoke: boolean;
  /** Whether an earlier job must come first on this image. */
  mustWait: () => boolean;
  /** Whether nobody wants the turn any more. */
  isGivenUp: () => boolean;
  end: (how: 'turn' | 'given-up') => void;
}

/** Revokes first, then the order in which people asked. */
const inOrder = (left: Waiter, right: Waiter): number =>
  Number(right.isRevoke) - Number(left.isRevoke) || left.lastWordAt - right.lastWordAt;

/** Lets one writer at a time work on an image, over all jobs. */
export const createImageTurns = () => {
  const held = new Set<string>();
  const waiting = new Map<string, Waiter[]>();

  const keep = (key: string, waiters: Waiter[]): void => {
    if (waiters.length > 0) waiting.set(key, waiters);
    else waiting.delete(key);
  };

  const next = (key: string): void => {
    const all = waiting.get(key) ?? [];
    const gone = all.filter(({ isGivenUp }) => isGivenUp());
    const waiters = all.filter((waiter) => !gone.includes(waiter));
    const first = held.has(key) ? undefined : waiters.toSorted(inOrder).find((waiter) => !waiter.mustWait());
    keep(
      key,
      waiters.filter((waiter) => waiter !== first),
    );
    for (const waiter of gone) waiter.end('given-up');
    if (!first) return;
    held.add(key);
    first.end('turn');
  };

  return {
    /**
     * Runs `work` when the image is free and no earlier job must come first.
     * @param key the image within its account
     * @returns what `work` gives; given-up, without having run it, when nobody wants the turn any more
     */
    take: async <Value>(
      key: string,
      place: Omit<Waiter, 'end'>,
      work: () => Promise<Value>,
    ): Promise<Value | 'given-up'> => {
      const how = await new Promise<'turn' | 'given-up'>((end) => {
        waiting.set(key, [...(waiting.get(key) ?? []), { ...place, end }]);
        next(key);
      });
      if (how === 'given-up') return how;
      try {
        return await work();
      } finally {
        held.delete(key);
        next(key);
      }
    },
    /** Looks again whether somebody may go, or waits no longer: an earlier job's rows were settled, or a job stopped. */
    wake: (): void => {
      for (const key of [...waiting.keys()]) next(key);
    },
  };
};

export type ImageTurns = ReturnType<typeof createImageTurns>;
