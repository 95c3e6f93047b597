/**
 * A page's adversary, as source for a script element: it stands before everything else on the page, hears every event,
 * looks for the panel by every way a page has, and clicks what it finds. It reports through `watcher`.
 */
export const watcherScript = `(() => {
  document.currentScript.remove();
  const events = [];
  const finds = new Set();
  let attempts = 0;
  const heard = ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'paste', 'copy', 'compositionend', 'click',
    'pointerdown', 'mousedown', 'focusin', 'message', 'submit', 'change'];
  const say = (node) => (node.nodeName ?? 'window') + ' ' + (node.value ?? '');
  const hear = (event) =>
    events.push([event.type, event.key, event.data && JSON.stringify(event.data), event.composedPath().map(say)].join(' '));
  for (const type of heard) window.addEventListener(type, hear, true);
  let lastReal;
  window.addEventListener('click', (event) => { if (event.isTrusted) lastReal = event; }, true);
  const complaints = [];
  window.addEventListener('securitypolicyviolation', ({ blockedURI, sourceFile }) => complaints.push(blockedURI + ' ' + sourceFile), true);
  new (window.ReportingObserver ?? Object)((reports) => complaints.push(JSON.stringify(reports)), { buffered: true }).observe?.();
  const observed = [];
  new PerformanceObserver((list) => observed.push(...list.getEntries().map(({ name }) => name)))
    .observe({ entryTypes: PerformanceObserver.supportedEntryTypes });

  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    finds.add('attachShadow');
    return attachShadow.call(this, { ...options, mode: 'open' });
  };
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    if (this instanceof HTMLIFrameElement) finds.add('a listener on a frame');
    return listen.call(this, type, listener, options);
  };

  // Whatever passes through the page's own functions is looked at; nothing of ours should.
  const seenByPatches = [];
  const tell = (where, values) => {
    for (const value of values) {
      const text = typeof value === 'string' ? value : value instanceof Object && 'src' in value ? String(value.src) : '';
      if (/-extension:|panel\\.html|panel\\.open|[0-9a-f]{64}/.test(text)) seenByPatches.push(where + ' ' + text);
    }
  };
  const patch = (owner, name, where) => {
    const own = owner?.[name];
    if (typeof own !== 'function') return;
    owner[name] = function (...values) {
      tell(where, [this, ...values]);
      return Reflect.apply(own, this, values);
    };
  };
  for (const name of ['append', 'prepend', 'replaceChildren', 'setAttribute', 'focus', 'showPopover']) patch(Element.prototype, name, name);
  for (const name of ['appendChild', 'insertBefore', 'cloneNode']) patch(Node.prototype, name, name);
  for (const name of ['showPopover', 'focus', 'click']) patch(HTMLElement.prototype, name, name);
  for (const name of ['postMessage', 'fetch']) patch(window, name, name);
  const setSource = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'src');
  Object.defineProperty(HTMLIFrameElement.prototype, 'src', { ...setSource, set(value) {
    if (!/trap/.test(this.className)) seenByPatches.push('src ' + value);
    setSource.set.call(this, value);
  } });
  Object.defineProperty(Object.prototype, 'token', { configurable: true, set(value) {
    seenByPatches.push('token ' + value);
    Object.defineProperty(this, 'token', { value, writable: true, configurable: true, enumerable: true });
  } });

  const isOurs = (text) => /-extension:|panel\\.html/.test(text);
  const islandsOf = () => [...document.documentElement.children].filter((each) => !/^(HEAD|BODY)$/.test(each.tagName));
  const look = () => {
    if (window.length > 0 || window.frames[0]) finds.add('a frame of the window');
    if (document.querySelector('iframe, object, embed')) finds.add('a frame in the document');
    if (islandsOf().some((each) => each.shadowRoot || each.childNodes.length)) finds.add('inside of an island');
    if (performance.getEntries().some((entry) => isOurs(entry.name))) finds.add('an address among resources');
    if (isOurs(document.documentElement.outerHTML)) finds.add('an address in the document');
    if (document.activeElement?.contentWindow) finds.add('a window of the focused element');
  };
  setInterval(look, 20);

  const forged = (target) => {
    const middle = { bubbles: true, composed: true, cancelable: true, clientX: innerWidth - 200, clientY: innerHeight - 30 };
    return [
      () => target.click?.(),
      () => target.focus?.(),
      () => target.dispatchEvent(new MouseEvent('click', middle)),
      () => target.dispatchEvent(new MouseEvent('mousedown', middle)),
      () => target.dispatchEvent(new PointerEvent('pointerdown', middle)),
      () => target.dispatchEvent(new PointerEvent('pointerup', middle)),
      () => target.dispatchEvent(new KeyboardEvent('keydown', { ...middle, key: 'Enter' })),
      () => target.dispatchEvent(new KeyboardEvent('keydown', { ...middle, key: ' ' })),
      () => target.dispatchEvent(new KeyboardEvent('keydown', { ...middle, key: 'Escape' })),
      () => target.dispatchEvent(new InputEvent('input', { ...middle, data: '100000100999' })),
      () => target.dispatchEvent(new Event('submit', middle)),
    ];
  };
  const messages = ['close-panel', 'apply', 'job.start', { kind: 'close-panel' }, { call: 'job.start', request: {} }];
  const points = [[30, 2], [200, 30], [200, 2], [60, 30]];
  const attack = () => {
    const heardBefore = events.length;
    const hit = points.map(([x, y]) => document.elementFromPoint(innerWidth - x, innerHeight / 2 + y));
    const targets = new Set([...islandsOf(), ...hit.filter((each) => each && !document.body.contains(each))]);
    for (const target of targets) {
      for (const forge of forged(target)) {
        attempts += 1;
        try { forge(); } catch {}
      }
      const copy = target.cloneNode(true);
      if (copy.shadowRoot || copy.childNodes.length) finds.add('inside of a copied island');
    }
    for (const message of messages) {
      attempts += 1;
      window.postMessage(message, '*');
    }
    look();
    // What the attack itself fired is no finding.
    events.length = heardBefore;
  };

  // One trap at a time: what it adds has the class, its listeners the signal.
  let transition;
  const start = document.startViewTransition;
  if (start) document.startViewTransition = (change) => (transition = start.call(document, change));
  const clear = async () => {
    watcher.trap.abort();
    watcher.trap = new AbortController();
    for (const part of document.querySelectorAll('.trap')) part.remove();
    document.documentElement.removeAttribute('style');
    transition?.skipTransition();
    if (document.fullscreenElement) await document.exitFullscreen();
  };
  window.watcher = {
    attack,
    trap: new AbortController(),
    complaints,
    observed,
    seenByPatches,
    lastReal: () => lastReal,
    rule: (text) => {
      const style = document.createElement('style');
      style.className = 'trap';
      style.textContent = text;
      document.head.append(style);
    },
    island: () => islandsOf().filter((each) => !each.matches('.trap')).at(-1),
    // A trap that a person is to fall into stands for a while.
    lay: async (lay, at) => {
      const bait = (await lay(at, watcher.island())) ?? at;
      await new Promise((next) => setTimeout(next, 300));
      return bait;
    },
    clear,
    forget: () => { events.length = 0; },
    islands: () => islandsOf().length,
    report: () => ({ events, finds: [...finds], attempts }),
  };
})()`;
