/** What waits for its turn on an image. */
interface Waiter {
  startedAt: number;
  isRevoke: boolean;
  /** Whether an earlier job must come first on this image. */
  mustWait: () => boolean;
  go: () => void;
}

/** Revokes first, then the order in which people started the jobs. */
const inOrder = (left: Waiter, right: Waiter): number =>
  Number(right.isRevoke) - Number(left.isRevoke) || left.startedAt - right.startedAt;

/** Lets one writer at a time work on an image, over all jobs. */
export const createImageTurns = () => {
  const held = new Set<string>();
  const waiting = new Map<string, Waiter[]>();

  const next = (key: string): void => {
    if (held.has(key)) return;
    const waiters = waiting.get(key) ?? [];
    const first = waiters.toSorted(inOrder).find((waiter) => !waiter.mustWait());
    if (!first) return;
    const rest = waiters.filter((waiter) => waiter !== first);
    if (rest.length > 0) waiting.set(key, rest);
    else waiting.delete(key);
    held.add(key);
    first.go();
  };

  return {
    /**
     * Runs `work` when the image is free and no earlier job must come first.
     * @param key the image within its account
     */
    take: async <Value>(
      key: string,
      place: { startedAt: number; isRevoke: boolean; mustWait: () => boolean },
      work: () => Promise<Value>,
    ): Promise<Value> => {
      await new Promise<void>((go) => {
        waiting.set(key, [...(waiting.get(key) ?? []), { ...place, go }]);
        next(key);
      });
      try {
        return await work();
      } finally {
        held.delete(key);
        next(key);
      }
    },
    /** Looks again whether somebody may go: an earlier job has ended or stopped. */
    wake: (): void => {
      for (const key of [...waiting.keys()]) next(key);
    },
  };
};

export type ImageTurns = ReturnType<typeof createImageTurns>;
