import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after';

const now = Date.UTC(2026, 10, 22);
const read = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), now);

test('reads seconds, a date and the milliseconds of Alibaba Cloud', () => {
  expect(read({ 'retry-after': '7' })).toBe(7_000);
  expect(read({ 'retry-after': new Date(now + 90_000).toUTCString() })).toBe(90_000);
  expect(read({ 'x-acs-retry-after': '2500' })).toBe(2_500);
  expect(read({ 'retry-after': '7', 'x-acs-retry-after': '2500' })).toBe(2_500);
});

test('asks for nothing where nothing readable stands, and never for more than ten minutes or less than none', () => {
  for (const text of ['', 'soon', '-5', '1.5', '9'.repeat(20)]) {
    expect(read({ 'retry-after': text }), text).toBeUndefined();
  }
  expect(read({})).toBeUndefined();
  expect(read({ 'retry-after': '86400' })).toBe(600_000);
  expect(read({ 'retry-after': new Date(now - 90_000).toUTCString() })).toBe(0);
});
