/**
 * Makes an element by the document's own method: a page can name a form `createElement`, which then stands in its place,
 * for us too.
 */
export const makeElement = <Tag extends keyof HTMLElementTagNameMap>(
  doc: Document,
  tag: Tag,
): HTMLElementTagNameMap[Tag] =>
  // `call` forgets which element goes with which name.
  Document.prototype.createElement.call(doc, tag) as HTMLElementTagNameMap[Tag];
