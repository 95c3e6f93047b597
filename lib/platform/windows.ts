import { browser } from 'wxt/browser';
import { ownAddress } from './runtime';

/** Size of the confirmation window, in CSS pixels: a plan's head and both buttons without scrolling. */
const confirmationSize = { width: 560, height: 640 };

/**
 * Opens one of our pages in a window of its own, which no console page can draw over.
 * @param path with its leading slash and its query, such as /workspace.html?confirm=…
 * @returns the window's id, to tell when it is closed
 */
export const openConfirmation = async (path: string): Promise<number | undefined> => {
  const window = await browser.windows.create({
    type: 'popup',
    url: ownAddress(path),
    focused: true,
    ...confirmationSize,
  });
  return window?.id;
};

/** Calls `onClosed` with the id of each window that was closed. */
export const onWindowClosed = (onClosed: (windowId: number) => void, signal: AbortSignal): void => {
  if (signal.aborted) return;
  const listener = (windowId: number) => onClosed(windowId);
  browser.windows.onRemoved.addListener(listener);
  signal.addEventListener('abort', () => browser.windows.onRemoved.removeListener(listener));
};
