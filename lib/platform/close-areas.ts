import { browser } from 'wxt/browser';

interface Closable {
  setAccessLevel?: (options: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
}

/**
 * Closes the storage areas to content scripts. Firefox has no such setting; nothing is kept in these areas, so
 * this only takes away a place where somebody else could leave something.
 * Resolves when every area that can be closed is closed; rejects when the browser refuses.
 */
export const closeAreas = async (): Promise<void> => {
  // The types say that every browser has it; Firefox 153 does not.
  const areas: Closable[] = [browser.storage.local, browser.storage.sync, browser.storage.session];
  await Promise.all(areas.map((area) => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })));
};
