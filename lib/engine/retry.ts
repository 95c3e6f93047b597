import { classOf, type Failure } from '../domain/failure';
import type { Result } from '../domain/result';
import type { Clock } from './ports';

export interface RetryDeps {
  clock: Clock;
  /** From 0 up to 1. */
  random: () => number;
  signal?: AbortSignal | undefined;
}

const mostTries = 5;

/**
 * Repeats a read while its failure is of a passing kind. Never for writes: those are settled by reading.
 * @returns the first success, the first lasting failure, or the last passing one
 */
export const withRetry = async <Value>(
  deps: RetryDeps,
  attempt: () => Promise<Result<Value>>,
): Promise<Result<Value>> => {
  for (let tries = 1; ; tries += 1) {
    const result = await attempt();
    if (result.ok || !isPassing(result.failure) || tries >= mostTries || deps.signal?.aborted) return result;
    await deps.clock.sleep(pauseMs(result.failure, tries, deps.random), deps.signal);
  }
};

/** @returns milliseconds until the next try: the back-off, or longer where the cloud asked for it */
export const pauseMs = (failure: Failure, tries: number, random: () => number): number =>
  Math.max(failure.retryAfterMs ?? 0, backOffMs(tries, random));

/** @returns whether the same call may pass a little later */
const isPassing = (failure: Failure): boolean => {
  const kind = classOf(failure);
  return kind === 'retry' || kind === 'lost';
};

/**
 * Exponential back-off with full jitter.
 * @param tries calls made so far, from 1
 * @returns milliseconds: between 100 and 600, 1 100, 2 100 … at most 8 100
 */
const backOffMs = (tries: number, random: () => number): number =>
  100 + random() * Math.min(8_000, 500 * 2 ** (tries - 1));
