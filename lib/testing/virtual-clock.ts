import type { Clock } from '../engine/ports';

/** A clock that stands still until something awaits it, then jumps to the next moment anybody waits for. */
export interface VirtualClock extends Clock {
  /** Runs `work` to its end, letting virtual time pass as it sleeps. */
  run<Value>(work: Promise<Value>): Promise<Value>;
  /** Keeps time still until `work` is done: for work outside the event loop, such as WebCrypto. */
  hold<Value>(work: Promise<Value>): Promise<Value>;
}

interface Sleeper {
  at: number;
  wake: () => void;
}

/** @param start milliseconds since the epoch */
export const createVirtualClock = (start = Date.UTC(2026, 10, 22)): VirtualClock => {
  let now = start;
  let sleepers: Sleeper[] = [];
  let holds = 0;

  const wakeNext = (): void => {
    const next = sleepers.reduce<Sleeper | undefined>(
      (first, each) => (first && first.at <= each.at ? first : each),
      undefined,
    );
    if (!next) return;
    sleepers = sleepers.filter((each) => each !== next);
    now = Math.max(now, next.at);
    next.wake();
  };

  return {
    now: () => now,
    sleep: (delayMs, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = { at: now + delayMs, wake: resolve };
        sleepers.push(sleeper);
        const forget = () => {
          sleepers = sleepers.filter((each) => each !== sleeper);
          resolve();
        };
        signal?.addEventListener('abort', forget, { once: true });
      }),
    run: async (work) => {
      let isDone = false;
      const mark = () => {
        isDone = true;
      };
      work.then(mark, mark);
      // A macrotask lets every pending promise step run before time moves.
      while (!isDone) {
        await new Promise((resolve) => setImmediate(resolve));
        if (!isDone && holds === 0) wakeNext();
      }
      return work;
    },
    hold: async (work) => {
      holds += 1;
      try {
        return await work;
      } finally {
        holds -= 1;
      }
    },
  };
};
