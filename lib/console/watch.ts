import type { ConsoleReader, ConsoleReading } from './reader';

/** How often the address is compared, in milliseconds: a content script cannot hook the page's `pushState`. */
const addressEveryMs = 400;
/** Changes of the page within this time are read once, in milliseconds. */
const coalesceMs = 120;

export interface PageWatch {
  /** Called at first sight of an image page and after each change of it. */
  onReading(reading: ConsoleReading): void;
  /** Called when the address is no image page any more. */
  onLeave(): void;
  /** Asked at every look at the address; false ends the watch by `onEnd`. */
  isAlive(): boolean;
  onEnd(): void;
}

/** @returns the reader whose image page `address` is */
const findReader = (readers: readonly ConsoleReader[], address: string): ConsoleReader | undefined => {
  const url = new URL(address);
  // With its port: match patterns take every port of a host, the background only the usual one.
  return readers.find((reader) => reader.hosts.includes(url.host) && reader.isImagePage(url));
};

/** @returns what the page shows now, or nothing when it is no image page */
export const readPage = (readers: readonly ConsoleReader[], view: Window): ConsoleReading | undefined => {
  const address = view.location.href;
  return findReader(readers, address)?.read(new URL(address), view.document, String(view.document.cookie));
};

/** Runs `work` once, `coalesceMs` after the first of many calls. */
const coalesce = (view: Window, work: () => void) => {
  let timer = 0;
  const cancel = () => {
    view.clearTimeout(timer);
    timer = 0;
  };
  const call = () => {
    timer ||= view.setTimeout(() => {
      timer = 0;
      work();
    }, coalesceMs);
  };
  return { call, cancel };
};

/**
 * Follows a single-page console: its address, and on image pages its re-rendering and its selection. On other pages
 * nothing runs but the comparison of two strings.
 * @param signal ends every listener and timer
 */
export const watchPage = (
  view: Window,
  readers: readonly ConsoleReader[],
  watch: PageWatch,
  signal: AbortSignal,
): void => {
  let address = '';
  let isWatching = false;
  const read = coalesce(view, () => {
    const reading = readPage(readers, view);
    if (reading) watch.onReading(reading);
  });
  const observer = new MutationObserver(read.call);

  const start = () => {
    if (!isWatching) {
      observer.observe(view.document, {
        subtree: true,
        childList: true,
        attributes: true,
        attributeFilter: ['class', 'checked', 'aria-checked', 'name'],
      });
    }
    isWatching = true;
    read.call();
  };
  const stop = () => {
    observer.disconnect();
    read.cancel();
    if (isWatching) watch.onLeave();
    isWatching = false;
  };
  const look = () => {
    if (!watch.isAlive()) return watch.onEnd();
    if (address === view.location.href) return;
    address = view.location.href;
    if (findReader(readers, address)) start();
    else stop();
  };

  const timer = view.setInterval(look, addressEveryMs);
  view.addEventListener('popstate', look, { signal });
  view.document.addEventListener('change', () => isWatching && read.call(), { signal, capture: true });
  signal.addEventListener('abort', () => {
    view.clearInterval(timer);
    stop();
  });
  look();
};
