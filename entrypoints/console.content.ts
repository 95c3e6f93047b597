import { defineContentScript } from 'wxt/utils/define-content-script';
import { startConsole } from '../lib/console/start';
import { createClient } from '../lib/messaging/client';
import { contentBrowser, createContentDoor } from '../lib/platform/content';
import { consolePatterns, consoles } from '../lib/providers/consoles';

export default defineContentScript({
  matches: consolePatterns,
  runAt: 'document_idle',
  allFrames: false,
  // The script's name would become a global that hides the browser's own `console` from it.
  globalName: false,
  main: () => {
    const door = createContentDoor(contentBrowser());
    startConsole({ view: window, readers: Object.values(consoles), door, client: createClient(door.carry) });
  },
});
