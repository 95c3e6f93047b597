import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createConsoleTeller } from './console-tabs';

const patterns = ['https://console.example/*'];
const query = vi.fn();
const sendMessage = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  query.mockReset().mockResolvedValue([{ id: 3 }, { id: 4 }]);
  sendMessage.mockReset().mockResolvedValue(undefined);
  Object.assign(fakeBrowser.tabs, { query, sendMessage });
});

afterEach(() => {
  vi.useRealTimers();
});

test('tells the top frame of each console tab once for many changes, and says nothing with it', async () => {
  const tell = createConsoleTeller(patterns);
  for (let at = 0; at < 50; at += 1) tell();
  expect(query).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  expect(query).toHaveBeenCalledExactlyOnceWith({ url: patterns });
  expect(sendMessage.mock.calls).toEqual([
    [3, null, { frameId: 0 }],
    [4, null, { frameId: 0 }],
  ]);
  tell();
  await vi.advanceTimersByTimeAsync(1000);
  expect(query).toHaveBeenCalledTimes(2);
});

test('does without tabs that do not answer, and without the permission for any', async () => {
  const tell = createConsoleTeller(patterns);
  sendMessage.mockRejectedValueOnce(new Error('Could not establish connection.'));
  tell();
  await vi.advanceTimersByTimeAsync(1000);
  expect(sendMessage).toHaveBeenCalledTimes(2);
  query.mockRejectedValueOnce(new Error('Missing host permission'));
  tell();
  await vi.advanceTimersByTimeAsync(1000);
  tell();
  await vi.advanceTimersByTimeAsync(1000);
  expect(query).toHaveBeenCalledTimes(3);
});
