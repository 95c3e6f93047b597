/** @returns the pieces of text under `root`, trimmed, in page order, each with the element it stands in */
export const textsIn = (root: Element): [text: string, element: Element][] => {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: [string, Element][] = [];
  while (walker.nextNode()) {
    const { nodeValue, parentElement } = walker.currentNode;
    if (nodeValue && parentElement) texts.push([nodeValue.trim(), parentElement]);
  }
  return texts;
};
