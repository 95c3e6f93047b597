import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setAddress } from '../testing/console-page';
import type { ConsoleReader } from './reader';
import { watchPage } from './watch';

const read = vi.fn((url: URL, doc: Document) => ({
  product: 'tencent-cvm' as const,
  region: '',
  imageIds: [...doc.querySelectorAll('input')].filter((box) => box.checked).map((box) => box.name),
  consoleAccount: '',
  gaps: [url.pathname],
}));

const reader: ConsoleReader = {
  product: 'tencent-cvm',
  hosts: ['console.example'],
  imageId: /^img-\d$/,
  isImagePage: (url) => url.pathname.startsWith('/images'),
  read,
};

const go = (path: string) => setAddress(`https://console.example${path}`);
let end: AbortController;
let isAlive = true;

const start = () => {
  end = new AbortController();
  const watch = {
    onReading: vi.fn(),
    onChange: vi.fn(),
    onLeave: vi.fn(),
    isAlive: () => isAlive,
    onEnd: vi.fn(() => end.abort()),
  };
  watchPage(window, [reader], watch, end.signal);
  return watch;
};

beforeEach(() => {
  vi.useFakeTimers();
  read.mockClear();
  isAlive = true;
  document.body.innerHTML = '';
});

afterEach(() => {
  end.abort();
  vi.useRealTimers();
});

test('reads nothing before the address is an image page', async () => {
  go('/overview');
  const watch = start();
  document.body.innerHTML = '<input type="checkbox" name="a" checked>';
  await vi.advanceTimersByTimeAsync(5000);
  expect(read).not.toHaveBeenCalled();
  expect(watch.onReading).not.toHaveBeenCalled();
});

test('takes another port of a console for no console', async () => {
  setAddress('https://console.example:8443/images');
  const watch = start();
  await vi.advanceTimersByTimeAsync(5000);
  expect(watch.onReading).not.toHaveBeenCalled();
});

test('notices navigation without a load, there and back', async () => {
  go('/overview');
  const watch = start();
  go('/images');
  await vi.advanceTimersByTimeAsync(1000);
  expect(watch.onReading).toHaveBeenCalled();
  go('/overview');
  await vi.advanceTimersByTimeAsync(1000);
  expect(watch.onLeave).toHaveBeenCalledOnce();
});

test('notices navigation back at once by popstate', async () => {
  go('/overview');
  const watch = start();
  go('/images');
  window.dispatchEvent(new Event('popstate'));
  await vi.advanceTimersByTimeAsync(150);
  expect(watch.onReading).toHaveBeenCalledOnce();
});

test('reads once for many changes of the page', async () => {
  go('/images');
  const watch = start();
  await vi.advanceTimersByTimeAsync(150);
  watch.onReading.mockClear();
  for (let row = 0; row < 50; row += 1) document.body.append(document.createElement('tr'));
  await vi.advanceTimersByTimeAsync(150);
  expect(watch.onReading).toHaveBeenCalledOnce();
});

test('notices a selection, which changes no attribute', async () => {
  document.body.innerHTML = '<input type="checkbox" name="a"><input type="checkbox" name="b">';
  go('/images');
  const watch = start();
  await vi.advanceTimersByTimeAsync(150);
  const box = document.querySelector('input');
  if (box) box.checked = true;
  box?.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.advanceTimersByTimeAsync(150);
  expect(watch.onReading).toHaveBeenLastCalledWith(expect.objectContaining({ imageIds: ['a'] }), reader);
});

test('ends when the extension is gone, and then does nothing more', async () => {
  go('/images');
  const watch = start();
  await vi.advanceTimersByTimeAsync(150);
  isAlive = false;
  await vi.advanceTimersByTimeAsync(1000);
  expect(watch.onEnd).toHaveBeenCalledOnce();
  expect(watch.onLeave).toHaveBeenCalledOnce();
  watch.onReading.mockClear();
  document.body.append(document.createElement('p'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(watch.onReading).not.toHaveBeenCalled();
  expect(watch.onEnd).toHaveBeenCalledOnce();
});

test('rests a hundred times as long as a reading took, half a second at most', async () => {
  go('/images');
  let took = 3;
  read.mockImplementation((url, doc) => {
    // The fake clock stands still while a reading works.
    vi.advanceTimersByTime(took);
    return {
      product: 'tencent-cvm' as const,
      region: '',
      imageIds: [],
      consoleAccount: doc.URL,
      gaps: [url.href],
    };
  });
  start();
  expect(read).toHaveBeenCalledOnce();
  const changeFor = async (ms: number) => {
    for (let at = 0; at < ms; at += 10) {
      document.body.append('more');
      await vi.advanceTimersByTimeAsync(10);
    }
  };
  await changeFor(280);
  expect(read).toHaveBeenCalledOnce();
  took = 400;
  await changeFor(40);
  expect(read).toHaveBeenCalledTimes(2);
  took = 0;
  await changeFor(50);
  expect(read).toHaveBeenCalledTimes(2);
  await changeFor(80);
  expect(read).toHaveBeenCalledTimes(3);
});

test('tells at once what changed, before it is read', async () => {
  go('/images');
  const watch = start();
  watch.onReading.mockClear();
  document.body.append('more');
  await Promise.resolve();
  expect(watch.onChange).toHaveBeenCalledOnce();
  expect(watch.onReading).not.toHaveBeenCalled();
});
