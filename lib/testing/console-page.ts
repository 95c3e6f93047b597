/** Keeps every shadow root that is made, closed ones too, so that a test can look where a page cannot. */
export const keepClosedRoots = () => {
  const roots: ShadowRoot[] = [];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit) {
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  };
  return {
    roots,
    shadowOf: (element: Element) => roots.find((root) => root.host === element) ?? null,
    restore: () => {
      Element.prototype.attachShadow = attach;
    },
  };
};

/** An event as the browser makes it for a person's own action. */
export const trusted = <Made extends Event>(event: Made): Made => {
  Object.defineProperty(event, 'isTrusted', { value: true });
  return event;
};

// happy-dom's own controls, which its globals do not declare.
const controls = () => (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM;

/** Changes the address as `pushState` in the page's own world does: without a load and without an event. */
export const setAddress = (address: string): void => controls().setURL(address);
