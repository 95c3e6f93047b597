import { browser } from 'wxt/browser';
import { ownAddress } from './runtime';

// The types say that every browser has windows; Firefox for Android has tabs alone.
const openWindows = (): typeof browser.windows | undefined => browser.windows;

/** Size of the confirmation window, in CSS pixels: a plan's head and both buttons without scrolling. */
const confirmationSize = { width: 560, height: 640 };

/**
 * Opens one of our pages in a window of its own, which no console page can draw over; in a tab where there are no
 * windows.
 * @param path with its leading slash and its query, such as /workspace.html?confirm=…
 * @returns the window's id, to tell when it is closed; undefined for a tab
 */
export const openConfirmation = async (path: string): Promise<number | undefined> => {
  const windows = openWindows();
  if (!windows) {
    await browser.tabs.create({ url: ownAddress(path) });
    return undefined;
  }
  const window = await windows.create({
    type: 'popup',
    url: ownAddress(path),
    focused: true,
    ...confirmationSize,
  });
  return window?.id;
};

/** Calls `onClosed` with the id of each window that was closed. */
export const onWindowClosed = (onClosed: (windowId: number) => void, signal: AbortSignal): void => {
  const windows = openWindows();
  if (signal.aborted || !windows) return;
  const listener = (windowId: number) => onClosed(windowId);
  windows.onRemoved.addListener(listener);
  signal.addEventListener('abort', () => windows.onRemoved.removeListener(listener));
};
