import type { Clock } from '../engine/ports';
import { createSleepers } from './sleepers';

/** A clock that stands still until something awaits it, then jumps to the next moment anybody waits for. */
export interface VirtualClock extends Clock {
  /** Runs `work` to its end, letting virtual time pass as it sleeps. */
  run<Value>(work: Promise<Value>): Promise<Value>;
  /** Keeps time still until `work` is done: for work outside the event loop, such as WebCrypto. */
  hold<Value>(work: Promise<Value>): Promise<Value>;
  /** Runs every pending promise step, then goes on to the next moment. @returns false when nobody waits for one */
  step(): Promise<boolean>;
}

/** @param start milliseconds since the epoch */
export const createVirtualClock = (start = Date.UTC(2026, 10, 22)): VirtualClock => {
  let now = start;
  let holds = 0;
  const sleepers = createSleepers();

  const wakeNext = (): boolean => {
    const next = sleepers.takeFirst();
    if (!next) return false;
    now = Math.max(now, next.at);
    next.wake();
    return true;
  };

  const step = async (): Promise<boolean> => {
    // A macrotask lets every pending promise step run before time moves.
    await new Promise((resolve) => setImmediate(resolve));
    return holds > 0 || wakeNext();
  };

  return {
    now: () => now,
    sleep: (delayMs, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = { at: now + delayMs, wake: resolve, isGone: false };
        sleepers.add(sleeper);
        const forget = () => {
          sleeper.isGone = true;
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
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (isDone) return work;
        if (holds === 0) wakeNext();
      }
    },
    hold: async (work) => {
      holds += 1;
      try {
        return await work;
      } finally {
        holds -= 1;
      }
    },
    step,
  };
};
