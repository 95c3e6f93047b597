import { browser } from 'wxt/browser';

/**
 * Asks the console script of this page's own tab to take the panel away. The message goes through the browser: a
 * window message would hand the console page the extension's id and a handle of the frame.
 */
export const closeFramedPanel = async (): Promise<void> => {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id !== undefined) await browser.tabs.sendMessage(tab.id, { kind: 'close-panel' }, { frameId: 0 });
};
