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

const download = (page: Window, name: string, text: string) => {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = page.document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own handle once the click was dispatched; a minute is ample.
  page.setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

/** @returns the environment of a real page */
export const pageEnvironment = (page: Window & typeof globalThis): ShareEnvironment => ({
  isFramed: page !== page.top,
  canProve: 'IntersectionObserverEntry' in page && 'isVisible' in page.IntersectionObserverEntry.prototype,
  isTrusted: (event) => event.isTrusted,
  // The frame's parent is a console page of unknown origin; the message says nothing but "close me".
  close: () => page.parent.postMessage({ kind: 'close-panel' }, '*'),
  saveFile: (name, text) => download(page, name, text),
});
