/** A piece of ours in a page that is not ours: a nameless element with a closed shadow root. */
export interface Island {
  root: ShadowRoot;
  /** False when it was never attached or the page removed it. */
  isAttached(): boolean;
  attach(): void;
  remove(): void;
}

/** Stands in the closed root, where the page cannot look; our next version knows its predecessor by it. */
const mark = 'data-image-roster';

// A rule of the shadow tree's host that is important wins over every rule of the page.
const reset =
  ':host{all:initial!important;display:block!important;position:fixed!important;z-index:2147483647!important;' +
  'visibility:visible!important;opacity:1!important;color-scheme:light dark!important}';

/**
 * @param css style sheet of the closed root
 * @returns an island beside the page's body, where re-rendering applications do not reach; not attached yet
 */
export const createIsland = (doc: Document, css: string): Island => {
  const host = doc.createElement('div');
  const root = host.attachShadow({ mode: 'closed', delegatesFocus: true });
  const style = doc.createElement('style');
  style.setAttribute(mark, '');
  style.textContent = reset + css;
  root.append(style);
  return {
    root,
    isAttached: () => host.isConnected,
    attach: () => doc.documentElement.append(host),
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
