import { createClient } from '../messaging/client';
import { contentBrowser, createContentDoor } from '../platform/content';
import type { ConsoleReader } from './reader';
import { startConsole } from './start';

/** Starts a content script in the page it runs in. A cloud has a script of its own, so that no console loads another's readers. */
export const runConsole = (readers: readonly ConsoleReader[]): void => {
  const door = createContentDoor(contentBrowser());
  startConsole({ view: window, readers, door, client: createClient(door.carry) });
};
