import { browser } from 'wxt/browser';
import type { SessionDoor } from '../background/doors';

/**
 * Values kept in memory by the browser until it closes: nothing of them reaches the disk, and they outlive the
 * background. Closed to content scripts by the browser's own default.
 * Writes reject when the area is full (10 MiB in Chromium).
 */
export const createSessionDoor = (): SessionDoor => ({
  read: async (key) => (await browser.storage.session.get(key))[key],
  write: (key, value) => browser.storage.session.set({ [key]: value }),
  remove: (key) => browser.storage.session.remove(key),
  clear: () => browser.storage.session.clear(),
});
