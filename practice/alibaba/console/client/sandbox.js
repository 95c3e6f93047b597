import { boot } from './dom.js';

/** An image that stands in the frame alone; nobody may take it for the selection. */
const decoy = { ecs: 'm-bp1decoydecoydecoy00', ens: 'm-5decoydecoydecoydecoydeco' };

const fill = (frame) => {
  const inner = frame.contentDocument;
  const make = (tag, ...children) => {
    const element = inner.createElement(tag);
    element.append(...children);
    return element;
  };
  const box = make('input');
  box.type = 'checkbox';
  box.setAttribute('aria-checked', 'true');
  const cell = make('td', decoy[boot.product]);
  inner.body.replaceChildren(make('table', make('tbody', make('tr', make('td', box), cell))));
  frame.contentWindow.history.replaceState(null, '', location.href);
};

/** The vendor's micro-apps run in a hidden frame of the same origin, which has the page's address of its own. */
export const placeSandbox = () => {
  const frame = document.createElement('iframe');
  frame.src = '/api.json';
  frame.className = 'sandbox';
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.addEventListener('load', () => {
    try {
      if (frame.contentWindow.location.pathname === '/api.json') fill(frame);
    } catch {
      // A strict policy lets no frame load.
    }
  });
  document.body.append(frame);
};
