// The smallest view library: elements without markup strings, since a page under Trusted Types may not use them.

/** What the host told the page at its start. */
export const boot = JSON.parse(document.getElementById('boot')?.textContent ?? '{}');

/** Class names with the library's prefix: cls('btn', 'medium') is "next-btn next-medium". */
export const cls = (...names) => names.map((name) => `${boot.prefix}-${name}`).join(' ');

/** Makes an element; attributes that are functions are listeners, `false` and `null` are left out. */
export const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (typeof value === 'boolean') element.toggleAttribute(name, value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
};

/** Picks the page's language. */
export const say = (zh, en) => (boot.language === 'zh' ? zh : en);

/** A value of the address's query, where the variant being played stands. */
export const parameter = (name) => new URLSearchParams(location.search).get(name);
