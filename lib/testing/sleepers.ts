/** Somebody who waits for a moment of a virtual clock. */
interface Sleeper {
  /** Milliseconds since the epoch. */
  at: number;
  wake: () => void;
  /** Left before its moment came; it is passed over. */
  isGone: boolean;
}

/** Keeps sleepers so that the first one is found without looking at all of them; equal moments in order of coming. */
export const createSleepers = () => {
  const heap: { sleeper: Sleeper; order: number }[] = [];
  let orders = 0;

  const isBefore = (left: number, right: number): boolean => {
    const one = heap[left];
    const other = heap[right];
    if (!one || !other) return false;
    return (
      one.sleeper.at < other.sleeper.at || (one.sleeper.at === other.sleeper.at && one.order < other.order)
    );
  };

  const swap = (left: number, right: number): void => {
    const one = heap[left];
    const other = heap[right];
    if (!one || !other) return;
    heap[left] = other;
    heap[right] = one;
  };

  const rise = (from: number): void => {
    for (let at = from; at > 0; ) {
      const above = (at - 1) >> 1;
      if (!isBefore(at, above)) return;
      swap(at, above);
      at = above;
    }
  };

  const sink = (): void => {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const least = isBefore(left + 1, left) ? left + 1 : left;
      if (!isBefore(least, at)) return;
      swap(least, at);
      at = least;
    }
  };

  const takeAny = (): Sleeper | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last) return undefined;
    if (first !== last) {
      heap[0] = last;
      sink();
    }
    return first.sleeper;
  };

  return {
    add: (sleeper: Sleeper): void => {
      orders += 1;
      heap.push({ sleeper, order: orders });
      rise(heap.length - 1);
    },
    /** Takes out the one whose moment comes first; undefined when nobody waits. */
    takeFirst: (): Sleeper | undefined => {
      for (let next = takeAny(); next; next = takeAny()) if (!next.isGone) return next;
      return undefined;
    },
  };
};
