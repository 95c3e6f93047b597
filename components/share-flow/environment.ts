import { saveFile } from '../save-file';
import { type Presence, watchPresence } from './presence';

/** A press sooner after the page's start than this was meant for what stood there before it. */
const armedAfterMs = 1_000;

/** What the flow needs of the page it runs in; an argument, so that tests can play every browser. */
export interface ShareEnvironment {
  /** Inside a console page, which may try to cover the panel. */
  isFramed: boolean;
  /** Whether the browser can tell that nothing covers an element (IntersectionObserver v2). */
  canProve: boolean;
  /** Whether a person made the event. */
  isTrusted: (event: Event) => boolean;
  /** Milliseconds until a page in a window of its own takes presses; 0 from then on. */
  armsInMs: () => number;
  /** Whether whoever pressed has been at the panel for a while, and the panel stood still meanwhile. */
  isPresent: Presence;
  close: () => void;
  /** @param type media type; CSV unless told */
  saveFile: (name: string, text: string, type?: string) => void;
  /** To be called in the very press of a button. @returns whether the text is on the clipboard; a frame may not put it there */
  copyText: (text: string) => Promise<boolean>;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Takes the port that our content script hands in, on which anything said closes the frame. */
const createCloser = (page: Window): (() => void) => {
  let port: MessagePort | undefined;
  page.addEventListener('message', ({ source, data, ports }: MessageEvent<{ kind?: unknown } | null>) => {
    if (source === page.parent && data?.kind === 'close-port') port ??= ports[0];
  });
  return () => port?.postMessage('close');
};

/** @returns the environment of a real page; called before the page has loaded, so that no port is missed */
export const pageEnvironment = (page: Window & typeof globalThis): ShareEnvironment => ({
  isFramed: page !== page.top,
  canProve: 'IntersectionObserverEntry' in page && 'isVisible' in page.IntersectionObserverEntry.prototype,
  isTrusted: (event) => event.isTrusted,
  armsInMs: () => Math.max(0, armedAfterMs - page.performance.now()),
  isPresent: watchPresence(page, () => page.performance.now()),
  close: createCloser(page),
  saveFile: (name, text, type) => saveFile(page, name, text, type),
  copyText: async (text) => {
    try {
      await page.navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  },
  now: () => Date.now(),
});
