import { browser } from 'wxt/browser';

/** White on this is 6.5 to 1, in every theme of a browser. */
const ground = '#0b57d0';

/** Writes on the toolbar button how many jobs run; nothing when none does. */
export const showRunning = async (jobs: number): Promise<void> => {
  await browser.action.setBadgeBackgroundColor({ color: ground });
  await browser.action.setBadgeTextColor({ color: '#ffffff' });
  await browser.action.setBadgeText({ text: jobs === 0 ? '' : String(jobs) });
};
