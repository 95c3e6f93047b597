import { browser } from 'wxt/browser';
import { type Glance, glanceKey } from '../domain/glance';

/** @returns what the popup showed last; undefined when nothing is kept, or it cannot be read */
export const readGlance = async (): Promise<Glance | undefined> => {
  try {
    // Only the popup writes it, and the browser drops it with every other version of this code.
    return (await browser.storage.session.get(glanceKey))[glanceKey] as Glance | undefined;
  } catch {
    return undefined;
  }
};

/** Keeps it until the browser closes; a failure costs the next opening some time, and nothing else. */
export const keepGlance = async (glance: Glance): Promise<void> => {
  await browser.storage.session.set({ [glanceKey]: glance }).catch(() => {});
};
