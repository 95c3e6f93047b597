import type { ConsoleReader, ConsoleReading } from './reader';

/** How often the address is compared, in milliseconds: a content script cannot hook the page's `pushState`. */
const addressEveryMs = 400;
/** Least time between two readings, in milliseconds. */
const restMs = 120;
/** The same as a multiple of what a reading took: however much a page changes, 1 % of the time goes into reading it. */
const timePerWork = 100;
/** Most time between a change and its reading, in milliseconds, also where the machine is busy with other things. */
const mostRestMs = 500;

export interface PageWatch {
  /** Called at first sight of an image page and after each change of it. */
  onReading(reading: ConsoleReading, reader: ConsoleReader): void;
  /** Called at once with what changed on an image page, before it is drawn. */
  onChange(records: readonly MutationRecord[]): void;
  /** Called when the address is no image page any more. */
  onLeave(): void;
  /** Asked at every look at the address of an image page; false ends the watch by `onEnd`. */
  isAlive(): boolean;
  onEnd(): void;
}

/** @returns the reader whose image page `url` is */
export const findReader = (readers: readonly ConsoleReader[], url: URL): ConsoleReader | undefined =>
  // With its port: match patterns take every port of a host, the background only the usual one.
  readers.find((reader) => reader.hosts.includes(url.host) && reader.isImagePage(url));

/** @returns what the page shows now with its reader, or nothing when it is no image page */
export const readPage = (
  readers: readonly ConsoleReader[],
  view: Window,
): [ConsoleReading, ConsoleReader] | undefined => {
  const url = new URL(view.location.href);
  const reader = findReader(readers, url);
  return reader && [reader.read(url, view.document, String(view.document.cookie)), reader];
};

const now = () => performance.now();

/** Runs `work` at the first of many calls, before the page is drawn again, and once more after a rest for the others. */
const throttle = (view: Window, work: () => void) => {
  let timer = 0;
  let freeAt = 0;
  const run = () => {
    timer = 0;
    const begunAt = now();
    freeAt = begunAt + restMs;
    work();
    freeAt = Math.max(freeAt, begunAt + Math.min(mostRestMs, (now() - begunAt) * timePerWork));
  };
  const cancel = () => {
    view.clearTimeout(timer);
    timer = 0;
  };
  const call = () => {
    if (timer) return;
    const wait = freeAt - now();
    if (wait > 0) timer = view.setTimeout(run, wait);
    else run();
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
  const read = throttle(view, () => {
    const seen = readPage(readers, view);
    if (seen) watch.onReading(...seen);
  });
  const observer = new MutationObserver((records) => {
    watch.onChange(records);
    read.call();
  });

  const start = () => {
    if (!isWatching) {
      observer.observe(view.document, {
        subtree: true,
        childList: true,
        characterData: true,
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
    if (isWatching && !watch.isAlive()) return watch.onEnd();
    if (address === view.location.href) return;
    address = view.location.href;
    if (findReader(readers, new URL(address))) start();
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
