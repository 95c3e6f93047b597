/** Calls `onOnline` when the machine has a network again; a broken network behind it is not heard of. */
export const onOnline = (onOnline: () => void, signal: AbortSignal): void =>
  globalThis.addEventListener('online', onOnline, { signal });
