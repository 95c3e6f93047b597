import type { SessionDoor } from '../background/doors';

/** A session store in memory, copying as the browser does. */
export const createMemorySession = (): SessionDoor => {
  const kept = new Map<string, unknown>();
  return {
    read: async (key) => structuredClone(kept.get(key)),
    write: async (key, value) => {
      kept.set(key, structuredClone(value));
    },
    remove: async (key) => {
      kept.delete(key);
    },
    clear: async () => kept.clear(),
  };
};
