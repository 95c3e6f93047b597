import type { Clock } from '../engine/ports';

/** Chromium and Firefox stop an idle background after 30 s; a fetch does not count as activity, this does. */
const pokeEveryMs = 20_000;

/**
 * Keeps the background alive while works run. Comfort only: everything survives without it.
 * @param deps.poke a call into the browser, such as runtime.getPlatformInfo (seen to work in both browsers)
 */
export const createAwake = (deps: { clock: Clock; poke: () => Promise<unknown> }) => {
  let running = 0;
  let rest = new AbortController();

  const keepPoking = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      await deps.poke().catch(() => {});
      await deps.clock.sleep(pokeEveryMs, signal);
    }
  };

  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    running += 1;
    if (running === 1) {
      rest = new AbortController();
      void keepPoking(rest.signal);
    }
    try {
      return await work();
    } finally {
      running -= 1;
      if (running === 0) rest.abort();
    }
  };
};

/** Runs a work while the background is kept alive. */
export type Awake = ReturnType<typeof createAwake>;
