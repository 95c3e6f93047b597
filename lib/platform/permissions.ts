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

/**
 * Asks the person for every API host. To be called in the very press of a button: browsers refuse it anywhere else.
 * @returns whether all of them may be called now; false also when the browser would not ask
 */
export const requestApiHosts = (): Promise<boolean> =>
  browser.permissions
    .request({ origins: manifestHosts().apis.map((host) => `https://${host}/*`) })
    .catch(() => false);

/** Calls `onAdded` when the person has given a permission. To be called while the background's module runs. */
export const onPermissionAdded = (onAdded: () => void, signal: AbortSignal): void => {
  if (signal.aborted) return;
  browser.permissions.onAdded.addListener(onAdded);
  signal.addEventListener('abort', () => browser.permissions.onAdded.removeListener(onAdded));
};
