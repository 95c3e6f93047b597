import { browser } from 'wxt/browser';

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
