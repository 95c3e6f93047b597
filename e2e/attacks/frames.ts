import type { Script } from './attack.ts';

const rights = 'a panel of the page’s own with the rights of the real one';

/** Frames an address of the extension; the test looks into every frame afterwards. */
const frame = (path: string, more = '') => `async ({ origin, address, token }) => {
  const frame = document.createElement('iframe');
  frame.className = 'trap';
  frame.style.cssText = 'position:fixed;left:0;top:0;width:300px;height:300px';
  ${more}
  frame.src = ${path};
  const loaded = new Promise((next) => { frame.onload = next; setTimeout(next, 700); });
  document.body.append(frame);
  await loaded;
  return [];
}`;

const inside = (make: string) => `async ({ address, token }) => {
  const frame = document.createElement('iframe');
  frame.className = 'trap';
  const inner = '<iframe src="' + address + '#' + token + '"></iframe>';
  ${make}
  document.body.append(frame);
  await new Promise((next) => setTimeout(next, 400));
  return [];
}`;

/** `address` is what the real panel was framed by, `token` the one it has used up. */
export const everyFrame: readonly Script[] = [
  ['the panel by its fixed id', frame("origin + '/panel.html'")],
  ['the panel by its fixed id with the used token', frame("origin + '/panel.html#' + token")],
  ['the panel by the address of the real one', frame('address')],
  ['the panel with the used token', frame("address + '#' + token")],
  ['the panel with a guessed token', frame("address + '#' + '0'.repeat(64)")],
  [
    'the panel with a query as in a tab',
    frame("address + '?product=tencent-cvm&region=ap-guangzhou&images=img-plain001'"),
  ],
  ['the panel at a job', frame("address + '?job=1'")],
  ['the panel in a sandbox', frame("address + '#' + token", "frame.sandbox = 'allow-scripts';")],
  [
    'the panel in a sandbox with its origin',
    frame("address + '#' + token", "frame.sandbox = 'allow-scripts allow-same-origin';"),
  ],
  [
    'the panel without credentials',
    frame("address + '#' + token", "frame.setAttribute('credentialless', '');"),
  ],
  ['the workspace', frame("origin + '/workspace.html#keys'")],
  ['a confirmation', frame("origin + '/workspace.html?confirm#confirm/1'")],
  ['the popup', frame("origin + '/popup.html'")],
  ['the popup beside the panel', frame("address.replace('panel.html', 'popup.html')")],
  ['the workspace beside the panel', frame("address.replace('panel.html', 'workspace.html')")],
  ['the panel in a frame of the page’s own text', inside('frame.srcdoc = inner;')],
  [
    'the panel in a frame of a blob',
    inside("frame.src = URL.createObjectURL(new Blob([inner], { type: 'text/html' }));"),
  ],
  ['the panel in a frame of data', inside("frame.src = 'data:text/html,' + encodeURIComponent(inner);")],
  [
    'the panel as an object',
    `async ({ address, token }) => {
      const part = Object.assign(document.createElement('object'), { className: 'trap', type: 'text/html', data: address + '#' + token });
      document.body.append(part);
      await new Promise((next) => setTimeout(next, 400));
      return [];
    }`,
  ],
  [
    'the panel embedded',
    `async ({ address, token }) => {
      const part = Object.assign(document.createElement('embed'), { className: 'trap', type: 'text/html', src: address + '#' + token });
      document.body.append(part);
      await new Promise((next) => setTimeout(next, 400));
      return [];
    }`,
  ],
].map(([name = '', play = '']) => ({ name, threat: rights, play }));

/** What a page does to the panel's own place; each one ends the panel or leaves it as it was. */
export const everyRemoval: readonly Script[] = [
  ['removed', 'async () => { watcher.island().remove(); return []; }'],
  [
    'removed and put back',
    'async () => { const island = watcher.island(); island.remove(); document.documentElement.append(island); return []; }',
  ],
  ['put into the page', 'async () => { document.body.append(watcher.island()); return []; }'],
  [
    'put into another shadow root',
    `async () => {
    const host = Object.assign(document.createElement('div'), { className: 'trap' });
    document.body.append(host);
    host.attachShadow({ mode: 'open' }).append(watcher.island());
    return [];
  }`,
  ],
  [
    'put into another document',
    'async () => { document.implementation.createHTMLDocument().body.append(watcher.island()); return []; }',
  ],
  [
    'adopted by a frame',
    `async () => {
    const frame = Object.assign(document.createElement('iframe'), { className: 'trap' });
    document.body.append(frame);
    frame.contentDocument.body.append(watcher.island());
    return [];
  }`,
  ],
  ['taken from the top layer', 'async () => { watcher.island().hidePopover(); return []; }'],
  ['no popover any more', "async () => { watcher.island().removeAttribute('popover'); return []; }"],
  ['moved before the page', 'async () => { document.documentElement.prepend(watcher.island()); return []; }'],
  [
    'with all of the page',
    'async () => { document.documentElement.replaceChildren(document.head, document.body); return []; }',
  ],
].map(([name = '', play = '']) => ({ name, threat: 'a panel that goes on where it is not seen', play }));
