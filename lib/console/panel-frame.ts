import { createIsland } from './island';
import css from './panel-frame.css?inline';

const isCloseMessage = (message: unknown): boolean =>
  (message as { kind?: unknown } | null)?.kind === 'close-panel';

/** The panel in the page: an extension page in a frame that the page cannot reach. */
export interface PanelFrame {
  isOpen(): boolean;
  /** @param address address of the panel page with its token in the fragment */
  open(address: string): void;
  close(): void;
}

/**
 * @param title accessible name of the frame
 * @param onClose called after every end of an open panel, whoever ended it
 * @param signal closes the panel
 */
export const createPanelFrame = (
  doc: Document,
  title: string,
  onClose: () => void,
  signal: AbortSignal,
): PanelFrame => {
  let ending: AbortController | undefined;

  const close = () => {
    if (!ending) return;
    ending.abort();
    ending = undefined;
    onClose();
  };

  const open = (address: string) => {
    close();
    ending = new AbortController();
    const { signal: ended } = ending;
    const { protocol } = new URL(address);
    const island = createIsland(doc, css);
    const frame = doc.createElement('iframe');
    let loads = 0;
    frame.title = title;
    // Without it Chromium refuses a dynamic address under a page's `Cross-Origin-Embedder-Policy: require-corp`
    // (seen in 156). It also cuts the framed panel off from the extension's database. Firefox does not know it.
    frame.setAttribute('credentialless', '');
    frame.src = address;
    // The panel never leaves its page: a second load means that somebody led the frame elsewhere.
    frame.addEventListener('load', () => {
      loads += 1;
      if (loads > 1) close();
      else frame.focus();
    });
    const closeByKey = (event: KeyboardEvent) => {
      if (event.isTrusted && event.key === 'Escape') close();
    };
    doc.addEventListener('keydown', closeByKey, { signal: ended, capture: true });
    // Attached again, the frame would load anew with a token that is spent.
    const closeByFrame = (event: MessageEvent) => {
      const isFrame = event.source !== null && event.source === frame.contentWindow;
      const isOurs = event.isTrusted && isFrame && event.origin.startsWith(protocol);
      if (isOurs && isCloseMessage(event.data)) close();
    };
    doc.defaultView?.addEventListener('message', closeByFrame, { signal: ended });
    const observer = new MutationObserver(() => {
      if (!island.isAttached()) close();
    });
    island.root.append(frame);
    island.attach();
    observer.observe(doc.documentElement, { childList: true });
    ended.addEventListener('abort', () => {
      observer.disconnect();
      island.remove();
    });
  };

  signal.addEventListener('abort', close);
  return { isOpen: () => ending !== undefined, open, close };
};
