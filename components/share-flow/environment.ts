import { saveFile } from '../save-file';

/** What the flow needs of the page it runs in; an argument, so that tests can play every browser. */
export interface ShareEnvironment {
  /** Inside a console page, which may try to cover the panel. */
  isFramed: boolean;
  /** Whether the browser can tell that nothing covers an element (IntersectionObserver v2). */
  canProve: boolean;
  /** Whether a person made the event. */
  isTrusted: (event: Event) => boolean;
  close: () => void;
  saveFile: (name: string, text: string) => void;
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
  close: createCloser(page),
  saveFile: (name, text) => saveFile(page, name, text),
});
