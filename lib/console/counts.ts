import { makeElement } from './make-element';
import { mark } from './mark';
import type { ConsoleReader } from './reader';
import { textsIn } from './texts';

/**
 * Out of the flow where the id ends, so that nothing of the page moves. The id in the selector wins over the page's own
 * rules; colours suit any theme.
 */
const css =
  `[${mark}]:not(#_)::after{all:initial;content:attr(${mark});position:absolute;margin-left:5px;padding:0 5px;` +
  'border-radius:7px;background:#8883;color:inherit;font:600 10px/14px system-ui;pointer-events:none}';

/** Numbers beside the image ids of a console's list. */
export interface Counts {
  /** Puts the known numbers beside the ids that the page shows now, and asks for those of new ids. */
  show(reader: ConsoleReader): void;
  /** Takes the numbers from what has changed, so that none stands beside another id. */
  drop(records: readonly MutationRecord[]): void;
  /** Asks for every number again. */
  refresh(): void;
  hide(): void;
}

/**
 * Nothing of it is a node among the page's: a style sheet shows an attribute of the page's own elements.
 * @param ask gives the numbers that are known of these images
 */
export const createCounts = (
  doc: Document,
  ask: (reader: ConsoleReader, imageIds: string[]) => Promise<Record<string, string>>,
): Counts => {
  const style = makeElement(doc, 'style');
  const known = new Map<string, string | undefined>();
  let last: ConsoleReader | undefined;
  style.textContent = css;

  const place = (element: Element, count: string | undefined) => {
    if (!count) return element.removeAttribute(mark);
    if (element.getAttribute(mark) !== count) element.setAttribute(mark, count);
    if (!style.isConnected) doc.head.append(style);
  };

  const request = async (reader: ConsoleReader, imageIds: string[]) => {
    const counts = await ask(reader, imageIds);
    for (const imageId of imageIds) known.set(imageId, counts[imageId]);
    // It comes back with the first number, and stays away when there is none.
    style.remove();
    if (last) show(last);
  };

  const show = (reader: ConsoleReader) => {
    const fresh: string[] = [];
    last = reader;
    for (const body of doc.querySelectorAll('tbody')) {
      for (const [text, element] of textsIn(body)) {
        if (!reader.imageId.test(text)) continue;
        const count = known.get(text);
        place(element, count);
        if (!known.has(text)) fresh.push(text);
        known.set(text, count);
      }
    }
    if (fresh.length) request(reader, fresh);
  };

  return {
    show,
    drop: (records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        element?.removeAttribute(mark);
      }
    },
    refresh: () => {
      if (last) request(last, [...known.keys()]);
    },
    hide: () => {
      last = undefined;
      known.clear();
      style.remove();
      for (const element of doc.querySelectorAll(`[${mark}]`)) element.removeAttribute(mark);
    },
  };
};
