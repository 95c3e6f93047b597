/** A piece of ours in a page that is not ours: a nameless element with a closed shadow root. */
export interface Island {
  root: ShadowRoot;
  /** False when it was never attached or the page removed it. */
  isAttached(): boolean;
  attach(): void;
  remove(): void;
}

/** Where an island stands: among the page's own things, or above all of them in the browser's top layer. */
type Layer = 'page' | 'top';

/** Stands in the closed root, where the page cannot look; our next version knows its predecessor by it. */
const mark = 'data-image-roster';

// A rule of the shadow tree's host that is important wins over every rule of the page.
const reset =
  ':host{all:initial!important;display:block!important;position:fixed!important;z-index:2147483647!important;' +
  'visibility:visible!important;opacity:1!important;color-scheme:light dark!important}';

// Nothing that a page does to its root reaches the top layer: no mask, clip, fade, shift or scale. An island that the
// page takes down from there is not shown at all.
const topOnly =
  ':host{inset:0 auto auto 0!important;overflow:visible!important}:host(:not(:popover-open)){display:none!important}';

/** Chromium 156 does not count a masked root among what makes an element invisible, so the top layer it is. */
const raise = (host: HTMLElement): void => {
  host.popover = 'manual';
  host.showPopover();
};

/**
 * @param css style sheet of the closed root
 * @param layer `top` for what a page must not be able to fade, cut, move or mask
 * @returns an island beside the page's body, where re-rendering applications do not reach; not attached yet
 */
export const createIsland = (doc: Document, css: string, layer: Layer = 'page'): Island => {
  const host = doc.createElement('div');
  const root = host.attachShadow({ mode: 'closed', delegatesFocus: true });
  const style = doc.createElement('style');
  style.setAttribute(mark, '');
  style.textContent = reset + (layer === 'top' ? topOnly : '') + css;
  root.append(style);
  return {
    root,
    isAttached: () => host.isConnected,
    attach: () => {
      doc.documentElement.append(host);
      if (layer === 'top') raise(host);
    },
    remove: () => host.remove(),
  };
};

/**
 * Removes what a former version left: Firefox ends an updated extension's scripts and leaves their elements.
 * @param shadowOf the browser's door into closed shadow roots
 */
export const removeLeftovers = (doc: Document, shadowOf: (element: Element) => ShadowRoot | null): void => {
  for (const element of [...doc.documentElement.children]) {
    if (shadowOf(element)?.querySelector(`style[${mark}]`)) element.remove();
  }
};
