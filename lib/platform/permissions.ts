import { browser } from 'wxt/browser';
import { manifestHosts } from './manifest-hosts';

/**
 * Tells which hosts may not be called. A person can take a host away at any time in Firefox, and calls then fail
 * like any broken network.
 * @param origins match patterns, such as https://*.example.com/*
 * @returns those of them that are not granted, in the same order
 */
export const missingHosts = async (origins: readonly string[]): Promise<string[]> => {
  const granted = await Promise.all(
    origins.map((origin) => browser.permissions.contains({ origins: [origin] })),
  );
  return origins.filter((_, index) => !granted[index]);
};

type HostUse = 'apis' | 'consoles';

const originsOf = (use: HostUse): string[] => manifestHosts()[use].map((host) => `https://${host}/*`);

/** @returns what hosts are needed for of which at least one is not granted */
const missingUses = async (): Promise<HostUse[]> => {
  const uses: HostUse[] = ['apis', 'consoles'];
  const missing = await Promise.all(uses.map((use) => missingHosts(originsOf(use))));
  return uses.filter((_, index) => (missing[index]?.length ?? 0) > 0);
};

/**
 * Asks the person for every host of these uses. To be called in the very press of a button: browsers refuse it
 * anywhere else.
 * @returns whether all of them may be reached now; false also when the browser would not ask
 */
const requestHosts = (uses: readonly HostUse[]): Promise<boolean> =>
  browser.permissions.request({ origins: uses.flatMap(originsOf) }).catch(() => false);

/** How a page sees and asks for hosts. */
export const hostAccess = { missing: missingUses, request: requestHosts };

/** Calls `onAdded` when the person has given a permission. To be called while the background's module runs. */
export const onPermissionAdded = (onAdded: () => void, signal: AbortSignal): void => {
  if (signal.aborted) return;
  browser.permissions.onAdded.addListener(onAdded);
  signal.addEventListener('abort', () => browser.permissions.onAdded.removeListener(onAdded));
};
