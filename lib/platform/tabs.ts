import { browser } from 'wxt/browser';
import { ownAddress } from './runtime';

const workspacePath = '/workspace.html';

/**
 * Shows the workspace: the tab that is open already, or a new one.
 * A confirmation has a query in its address, so it is never taken for the workspace.
 * Asking for contexts needs no permission, unlike reading the addresses of tabs.
 * Addresses stand at the call, so that a check of the build sees that they are ours.
 * @param section the part to show, as the workspace's address names it
 */
export const openWorkspace = async (section: string): Promise<void> => {
  const open = (await browser.runtime.getContexts({ contextTypes: ['TAB'] })).find(
    (context) => context.documentUrl?.split('#')[0] === ownAddress(workspacePath),
  );
  if (open === undefined || open.tabId < 0) {
    await browser.tabs.create({ url: `${ownAddress(workspacePath)}#${section}` });
    return;
  }
  await browser.tabs.update(open.tabId, {
    active: true,
    url: `${ownAddress(workspacePath)}#${section}`,
  });
  // Firefox for Android has no windows, whatever the types say.
  const windows: typeof browser.windows | undefined = browser.windows;
  if (open.windowId >= 0) await windows?.update(open.windowId, { focused: true });
};
