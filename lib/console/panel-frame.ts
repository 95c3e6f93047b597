import { createIsland } from './island';
import { makeElement } from './make-element';
import css from './panel-frame.css?inline';

// Nothing that a page does to its root reaches the top layer: no mask, clip, fade, shift or scale (Chromium 156 does not
// count a masked root among what makes an element invisible). An island that the page takes down from there is not shown.
const topOnly = ':host{inset:0 auto auto 0!important}:host(:not(:popover-open)){display:none!important}';

/**
 * Hands the frame a port of its own, on which any message means "close me". A message to `parent` would show the
 * page the extension's origin and a handle on the frame's window.
 */
const handClosePort = (frame: HTMLIFrameElement, close: () => void, signal: AbortSignal): void => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = close;
  signal.addEventListener('abort', () => port1.close());
  // Whoever is in the frame may only close it.
  frame.contentWindow?.postMessage({ kind: 'close-port' }, '*', [port2]);
};

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
    const { host, root } = createIsland(doc, topOnly + css);
    const frame = makeElement(doc, 'iframe');
    let loads = 0;
    frame.title = title;
    // Without it Chromium refuses a dynamic address under a page's `Cross-Origin-Embedder-Policy: require-corp`
    // (seen in 156). It also cuts the framed panel off from the extension's database. Firefox does not know it.
    frame.setAttribute('credentialless', '');
    frame.src = address;
    // The panel never leaves its page: a second load means that somebody led the frame elsewhere.
    frame.addEventListener('load', () => {
      loads += 1;
      if (loads > 1) return close();
      handClosePort(frame, close, ended);
      frame.focus();
    });
    const closeByKey = (event: KeyboardEvent) => {
      if (event.isTrusted && event.key === 'Escape') close();
    };
    doc.addEventListener('keydown', closeByKey, { signal: ended, capture: true });
    // Attached again, the frame would load anew with a token that is spent.
    const observer = new MutationObserver(() => {
      if (!host.isConnected) close();
    });
    root.append(frame);
    doc.documentElement.append(host);
    host.popover = 'manual';
    host.showPopover();
    observer.observe(doc.documentElement, { childList: true });
    ended.addEventListener('abort', () => {
      observer.disconnect();
      host.remove();
    });
  };

  signal.addEventListener('abort', close);
  return { isOpen: () => ending !== undefined, open, close };
};
