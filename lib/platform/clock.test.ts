import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from './clock';
import { newId, newToken, randomBytes } from './random';

beforeEach(() => {
  vi.useFakeTimers({ now: 5_000 });
});

afterEach(() => {
  vi.useRealTimers();
});

test('the clock tells the time and sleeps as long as asked', async () => {
  const start = systemClock.now();
  const sleeping = systemClock.sleep(1_000);
  await vi.advanceTimersByTimeAsync(1_000);
  await sleeping;
  expect(systemClock.now()).toBe(start + 1_000);
});

test('a sleep ends at once when its signal aborts, and leaves no timer behind', async () => {
  const life = new AbortController();
  const sleeping = systemClock.sleep(60_000, life.signal);
  expect(vi.getTimerCount()).toBe(1);
  life.abort();
  await sleeping;
  expect(vi.getTimerCount()).toBe(0);
  await systemClock.sleep(60_000, AbortSignal.abort());
  expect(vi.getTimerCount()).toBe(0);
});

test('ids, tokens and bytes have their length and do not repeat', () => {
  expect(newId()).toMatch(/^[0-9a-f-]{36}$/);
  expect(newToken()).toMatch(/^[0-9a-f]{64}$/);
  expect(randomBytes(12).length).toBe(12);
  expect(new Set([newToken(), newToken(), newToken()]).size).toBe(3);
});
