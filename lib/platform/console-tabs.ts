import { browser } from 'wxt/browser';

/** @returns what is said of selected images in the browser's language, with `$1` for their number */
export const selectedText = (): string =>
  // WXT narrows the key to those of its own generated types.
  (browser.i18n as unknown as { getMessage(key: string, value: string): string }).getMessage(
    'launcher_selected',
    '$1',
  );

/** Least time between two messages to one tab, in milliseconds: while rosters are read, hundreds change in a row. */
const restMs = 1000;

const tellNow = async (patterns: string[]): Promise<void> => {
  const tabs = await browser.tabs.query({ url: patterns });
  const told = tabs.map(({ id = -1 }) => browser.tabs.sendMessage(id, null, { frameId: 0 }));
  await Promise.allSettled(told);
};

/**
 * Lets the scripts of console pages know that rosters changed; nothing is said with it, they ask.
 * @param patterns match patterns of the consoles; asking for their tabs needs no permission beside those for the hosts
 * @returns tells soon, once for many calls; a console that is not open, or not allowed any more, is not told
 */
export const createConsoleTeller = (patterns: string[]): (() => void) => {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      tellNow(patterns).catch(() => {});
    }, restMs);
  };
};
