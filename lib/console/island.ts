import { makeElement } from './make-element';
import { mark } from './mark';

/** A piece of ours in a page that is not ours: a nameless element with a closed shadow root. */
export interface Island {
  host: HTMLElement;
  root: ShadowRoot;
}

// A rule of the shadow tree's host that is important wins over every rule of the page; `all` is every property of it.
const reset =
  ':host{all:initial!important;position:fixed!important;z-index:2147483647!important;' +
  'color-scheme:light dark!important}@media print{:host{display:none!important}}';

/**
 * @param css style sheet of the closed root
 * @returns an island that is not in the page yet
 */
export const createIsland = (doc: Document, css: string): Island => {
  const host = makeElement(doc, 'div');
  const root = host.attachShadow({ mode: 'closed' });
  const style = makeElement(doc, 'style');
  style.setAttribute(mark, '');
  style.textContent = reset + css;
  root.append(style);
  return { host, root };
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
