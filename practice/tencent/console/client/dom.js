// The smallest view library: elements without markup strings, since a page under Trusted Types may not use them.

/** What the host told the page at its start. */
export const boot = JSON.parse(document.getElementById('boot')?.textContent ?? '{}');

/** Class names with the product's prefix: cls('btn', 'btn--weak') is "tea-btn tea-btn--weak". */
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

const variants = ['prefix', 'record', 'csp', 'tt', 'coep', 'poll', 'lang', 'switch', 'cookie'];

/** An address inside the console that keeps the variant being played. */
export const address = (path, parameters = {}) => {
  const query = new URLSearchParams();
  const now = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value);
  for (const name of variants) if (now.has(name)) query.set(name, now.get(name));
  return query.size ? `${path}?${query}` : path;
};

/** A value of the address's query. */
export const parameter = (name) => new URLSearchParams(location.search).get(name);

/** Goes to another page of the application without loading it. */
export const go = (to) => {
  history.pushState(null, '', to);
  window.dispatchEvent(new Event('practice:navigate'));
};

/** A link inside the application. */
export const link = (to, className, ...children) =>
  h(
    'a',
    {
      href: to,
      class: className,
      onclick: (event) => {
        if (event.metaKey || event.ctrlKey || event.button !== 0) return;
        event.preventDefault();
        go(to);
      },
    },
    ...children,
  );
