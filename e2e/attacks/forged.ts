import type { Script } from './attack.ts';

const press = 'a press that nobody made';
const spy = 'what is typed or shown in the panel';
const power = 'the rights of the extension';

/** Fires made-up events at everything of ours that the page can name. */
const fire = (make: string) => `async ({ at }) => {
  const hit = document.elementFromPoint(at.x, at.y);
  for (const target of [watcher.island(), hit, document.documentElement, document, window])
    for (const event of [${make}].flat()) target.dispatchEvent(event);
  return [];
}`;

const around = 'bubbles: true, composed: true, cancelable: true, clientX: at.x, clientY: at.y, detail: 1';

const presses: Script[] = [
  [
    'click() on what stands there',
    `async ({ at }) => { document.elementFromPoint(at.x, at.y).click(); watcher.island().click(); return []; }`,
  ],
  ['made-up clicks', fire(`new MouseEvent('click', { ${around} })`)],
  [
    'made-up presses of the mouse',
    fire(`['mousedown', 'mouseup', 'click', 'dblclick'].map((type) => new MouseEvent(type, { ${around} }))`),
  ],
  [
    'made-up pointers',
    fire(
      `['pointerdown', 'pointerup', 'click'].map((type) => new PointerEvent(type, { ${around}, isPrimary: true }))`,
    ),
  ],
  ['made-up touches', fire(`['touchstart', 'touchend'].map((type) => new Event(type, { ${around} }))`)],
  [
    'made-up Enter',
    fire(
      `['keydown', 'keypress', 'keyup'].map((type) => new KeyboardEvent(type, { ${around}, key: 'Enter', code: 'Enter', keyCode: 13 }))`,
    ),
  ],
  [
    'made-up Space',
    fire(
      `['keydown', 'keyup'].map((type) => new KeyboardEvent(type, { ${around}, key: ' ', code: 'Space' }))`,
    ),
  ],
  ['made-up Escape does not close it', fire(`new KeyboardEvent('keydown', { ${around}, key: 'Escape' })`)],
  [
    'made-up input',
    fire(
      `['beforeinput', 'input'].map((type) => new InputEvent(type, { ${around}, data: '100000100999', inputType: 'insertText' }))`,
    ),
  ],
  ['made-up paste', fire(`new ClipboardEvent('paste', { ${around}, clipboardData: new DataTransfer() })`)],
  ['made-up submit', fire(`new Event('submit', { ${around} })`)],
  [
    'a made-up event that says it is trusted',
    fire(
      `new Proxy(new MouseEvent('click', { ${around} }), { get: (event, key) => key === 'isTrusted' ? true : event[key] })`,
    ).replace('target.dispatchEvent(event)', 'try { target.dispatchEvent(event); } catch {}'),
  ],
  [
    'a real event of the page, fired again',
    `async () => {
    const kept = watcher.lastReal();
    if (!kept) return ['no real event was kept'];
    for (const target of [watcher.island(), document, window]) target.dispatchEvent(kept);
    return [];
  }`,
  ],
  [
    'focus on the island, then made-up keys',
    `async ({ at }) => {
    watcher.island().focus();
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { ${around}, key: 'Enter' }));
    document.execCommand('insertText', false, '100000100999');
    return [];
  }`,
  ],
].map(([name = '', play = '']) => ({ name, threat: press, play }));

const messages: Script[] = [
  [
    'a flood of messages',
    `async () => {
    for (let sent = 0; sent < 20000; sent += 1) postMessage({ call: 'job.start', request: { planId: 'p', isProven: true } }, '*');
    return [];
  }`,
  ],
  [
    'the name of the closing port',
    `async () => {
    const { port1, port2 } = new MessageChannel();
    const heard = [];
    port1.onmessage = ({ data }) => heard.push('the port told ' + data);
    postMessage({ kind: 'close-port' }, '*', [port2]);
    port1.postMessage('close');
    await new Promise((next) => setTimeout(next, 100));
    return heard;
  }`,
  ],
  [
    'channels by name',
    `async () => {
    const heard = [];
    for (const name of ['close-port', 'panel', 'image-roster', 'jobs']) {
      const channel = new BroadcastChannel(name);
      channel.onmessage = () => heard.push(name);
      channel.postMessage({ call: 'job.list', request: {} });
    }
    await new Promise((next) => setTimeout(next, 100));
    return heard;
  }`,
  ],
  [
    'the runtime of the extension',
    `async ({ id }) => {
    const found = [];
    for (const runtime of [globalThis.chrome?.runtime, globalThis.browser?.runtime]) {
      if (runtime?.sendMessage) found.push('a runtime');
      try { if (await runtime?.sendMessage?.(id, { call: 'job.list', request: {} })) found.push('an answer'); } catch {}
    }
    return found;
  }`,
  ],
  [
    'a port to the extension',
    `async ({ id }) => {
    try { return globalThis.chrome?.runtime?.connect?.(id) ? ['a port'] : []; } catch { return []; }
  }`,
  ],
  [
    'a message as an event of the document',
    fire(
      `new CustomEvent('image-roster', { detail: { call: 'job.list' } }), new MessageEvent('message', { data: 'close' })`,
    ),
  ],
].map(([name = '', play = '']) => ({ name, threat: power, play }));

const spies: Script[] = [
  // First of all: later attacks use what is watched here.
  ['changed prototypes', 'async () => watcher.seenByPatches'],
  ['the shadow root', `async () => (watcher.island().shadowRoot ? ['the root'] : [])`],
  [
    'a second shadow root',
    `async () => { try { watcher.island().attachShadow({ mode: 'open' }); return ['a root']; } catch { return []; } }`,
  ],
  [
    'internals of the island',
    `async () => { try { return watcher.island().attachInternals().shadowRoot ? ['the root'] : []; } catch { return []; } }`,
  ],
  [
    'a copy of the island',
    `async () => {
    const copies = [watcher.island().cloneNode(true), document.importNode(watcher.island(), true)];
    return copies.some((copy) => copy.shadowRoot || copy.childNodes.length) ? ['its inside'] : [];
  }`,
  ],
  [
    'the island as text',
    `async () => {
    const island = watcher.island();
    const texts = [island.outerHTML, island.innerText, new XMLSerializer().serializeToString(island),
      island.getHTML?.({ serializableShadowRoots: true }) ?? ''];
    return texts.filter((text) => /panel|iframe|style|extension/.test(text));
  }`,
  ],
  [
    'what stands under the mouse',
    `async ({ at }) => document.elementsFromPoint(at.x, at.y).filter((each) => each.tagName === 'IFRAME').map(() => 'the frame')`,
  ],
  [
    'the caret and the selection',
    `async ({ at }) => {
    document.execCommand('selectAll');
    const caret = document.caretPositionFromPoint?.(at.x, at.y)?.offsetNode;
    const text = String(getSelection()) + (caret?.ownerDocument === document ? '' : caret ? 'a caret inside' : '');
    getSelection().removeAllRanges();
    return /Review plan|a caret inside/.test(text) ? [text] : [];
  }`,
  ],
  [
    'frames by number and by name',
    `async () => [...Array(window.length).keys()].map((index) => 'frame ' + index)`,
  ],
  ['the focused window', `async () => (document.activeElement?.contentWindow ? ['a window'] : [])`],
  [
    'what was loaded',
    `async () => performance.getEntries().map(({ name }) => name).filter((name) => /extension:|panel/.test(name))`,
  ],
  [
    'what was loaded, as it happens',
    `async () => watcher.observed.filter((name) => /extension:|panel\\.html/.test(name))`,
  ],
  ['complaints about policies', `async () => watcher.complaints.filter((text) => /extension/.test(text))`],
  [
    'the way here',
    `async ({ token }) => [document.referrer, name, location.href, JSON.stringify(history.state), document.cookie]
      .filter((text) => /extension/.test(text ?? '') || (text ?? '').includes(token))`,
  ],
  [
    'what the page keeps',
    `async ({ token }) => {
    const kept = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, (await indexedDB.databases?.()) ?? []]);
    return kept.includes(token) || /image-roster|extension/.test(kept) ? [kept] : [];
  }`,
  ],
  [
    'files of the extension by its fixed id',
    `async ({ origin }) => {
    const got = await Promise.all(['/manifest.json', '/background.js', '/popup.html', '/workspace.html', '/icon/48.png']
      .map((path) => fetch(origin + path).then(() => path, () => '')));
    return got.filter(Boolean);
  }`,
  ],
  [
    'scripts and pictures of the extension',
    `async ({ origin }) => {
    const load = (tag, path) => new Promise((next) => {
      const part = Object.assign(document.createElement(tag), { className: 'trap', onload: () => next(path), onerror: () => next(''), src: origin + path });
      document.head.append(part);
      setTimeout(() => next(''), 500);
    });
    return (await Promise.all([load('script', '/background.js'), load('img', '/icon/48.png'), load('script', '/content-scripts/console.js')])).filter(Boolean);
  }`,
  ],
  [
    'a module of the extension',
    `async ({ origin }) => import(origin + '/background.js').then(() => ['a module'], () => [])`,
  ],
].map(([name = '', play = '']) => ({ name, threat: spy, play }));

/** What the page's own script tries while a plan only waits for Apply. */
export const everyScript: readonly Script[] = [...spies, ...presses, ...messages];
