import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Client } from '../messaging/client';
import type { ContentDoor } from '../platform/content';
import { keepClosedRoots, setAddress, trusted } from '../testing/console-page';
import { createIsland } from './island';
import type { ConsoleReader } from './reader';
import { startConsole } from './start';

const reader: ConsoleReader = {
  product: 'tencent-cvm',
  hosts: ['console.example'],
  imageId: /^img-\d$/,
  isImagePage: (url) => url.pathname === '/images',
  read: (_url, doc) => ({
    product: 'tencent-cvm',
    region: 'ap-guangzhou',
    imageIds: [...doc.querySelectorAll<HTMLInputElement>('input:checked')].map((box) => box.name),
    consoleAccount: '100000000001',
    gaps: [],
  }),
};

const panelAddress = 'https://extension.example/panel.html';
let kept: ReturnType<typeof keepClosedRoots>;
let isAlive: boolean;
/** Says that the background's rosters changed. */
let change: () => void;
/** Elements that were shown in the top layer, which happy-dom has none of. */
let raised: HTMLElement[];

const door: ContentDoor = {
  carry: async () => undefined,
  isAlive: () => isAlive,
  panelAddress: () => panelAddress,
  text: (key) => key,
  onChange: (hear) => {
    change = hear;
  },
  shadowOf: (element) => kept.shadowOf(element),
};

/** Sizes of rosters as the background knows them, by image id. */
let known: Record<string, string>;

/** Answers the background's calls to the console script. */
const background = (top = 0.5) =>
  vi.fn(async (name: string) => {
    if (name === 'rosters.counts') return { ok: true, value: { ...known } };
    if (name === 'launcher.read') return { ok: true, value: { top, selected: 'Selected: $1' } };
    if (name === 'panel.open') return { ok: true, value: { token: 'dummy-token' } };
    return { ok: true, value: null };
  });

const start = async (client = background()) => {
  // The fake has the one signature of its three names; the contract's types are those of the real client.
  startConsole({ view: window, readers: [reader], door, client: client as unknown as Client });
  await vi.advanceTimersByTimeAsync(300);
  return client;
};

const inRoots = <Kind extends Element>(selector: string) =>
  kept.roots
    .filter((root) => root.host.isConnected)
    .map((root) => root.querySelector<Kind>(selector))
    .find((element) => element !== null);
const button = () => inRoots<HTMLButtonElement>('button');
const frame = () => inRoots<HTMLIFrameElement>('iframe');

/** Loads the frame, which loads nothing here, and gives the port that the panel would get. */
const loadPanel = (): MessagePort | undefined => {
  const ports: MessagePort[] = [];
  const panel = { postMessage: (_: unknown, __: string, handed: MessagePort[]) => ports.push(...handed) };
  Object.defineProperty(frame() ?? {}, 'contentWindow', { value: panel, configurable: true });
  frame()?.dispatchEvent(new Event('load'));
  return ports[0];
};
const press = async () => {
  button()?.dispatchEvent(trusted(new MouseEvent('click')));
  await vi.advanceTimersByTimeAsync(10);
};

beforeEach(() => {
  vi.useFakeTimers();
  kept = keepClosedRoots();
  isAlive = true;
  raised = [];
  known = {};
  HTMLElement.prototype.showPopover = function (this: HTMLElement) {
    if (this.popover === 'manual' && this.isConnected) raised.push(this);
  };
  document.body.innerHTML =
    '<input type="checkbox" name="img-1" checked><input type="checkbox" name="img-2">';
  setAddress('https://console.example/images');
});

afterEach(async () => {
  isAlive = false;
  await vi.advanceTimersByTimeAsync(500);
  kept.restore();
  vi.useRealTimers();
});

test('shows a named button with the number of selected images, in closed roots only', async () => {
  await start();
  expect(button()?.ariaLabel).toBe('Image Roster');
  expect(button()?.textContent).toBe('1');
  expect(button()?.ariaDescription).toBe('Selected: 1');
  for (const { host, mode } of kept.roots) {
    expect(mode).toBe('closed');
    expect(host.shadowRoot).toBeNull();
    expect([host.tagName, host.id, host.className]).toEqual(['DIV', '', '']);
  }
});

test('opens the panel with a fresh reading and the token in the fragment', async () => {
  const client = await start();
  document.body.innerHTML = '<input type="checkbox" name="img-9" checked>';
  await press();
  expect(client).toHaveBeenCalledWith('panel.open', {
    product: 'tencent-cvm',
    region: 'ap-guangzhou',
    imageIds: ['img-9'],
    consoleAccount: '100000000001',
  });
  expect(frame()?.getAttribute('src')).toBe(`${panelAddress}#dummy-token`);
  expect(frame()?.title).toBe('Image Roster');
});

test('stands above all else of the page with its panel, and is not shown when the page takes it down', async () => {
  await start();
  await press();
  const root = frame()?.getRootNode() as ShadowRoot; // the closed root it stands in
  expect(raised).toEqual([root.host]);
  expect(root.querySelector('style')?.textContent).toContain(
    ':host(:not(:popover-open)){display:none!important}',
  );
});

test('ignores clicks and keys that a page makes', async () => {
  const client = await start();
  button()?.click();
  button()?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  button()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }));
  await vi.advanceTimersByTimeAsync(10);
  expect(client).not.toHaveBeenCalledWith('panel.open', expect.anything());
  expect(client).not.toHaveBeenCalledWith('launcher.move', expect.anything());
});

test('closes on a second press, on Escape, and when the panel asks for it', async () => {
  await start();
  const ways = [
    press,
    async () => document.dispatchEvent(trusted(new KeyboardEvent('keydown', { key: 'Escape' }))),
    async () => {
      loadPanel()?.postMessage('close');
      await vi.waitFor(() => expect(frame()).toBeUndefined());
    },
  ];
  for (const close of ways) {
    await press();
    expect(frame()).toBeDefined();
    await close();
    expect(frame()).toBeUndefined();
  }
});

test('keeps the panel when the page sends messages or keys of its own', async () => {
  await start();
  await press();
  loadPanel();
  window.dispatchEvent(new MessageEvent('message', { data: { kind: 'close-port' } }));
  window.dispatchEvent(new MessageEvent('message', { data: 'close' }));
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  expect(frame()).toBeDefined();
});

test('takes the panel away when its frame was led elsewhere', async () => {
  await start();
  await press();
  frame()?.dispatchEvent(new Event('load'));
  expect(frame()).toBeDefined();
  frame()?.dispatchEvent(new Event('load'));
  expect(frame()).toBeUndefined();
});

test('comes back when the page removes it, and goes when the page is another', async () => {
  await start();
  kept.roots[0]?.host.remove();
  document.body.append(document.createElement('p'));
  await vi.advanceTimersByTimeAsync(300);
  expect(button()).toBeDefined();
  setAddress('https://console.example/overview');
  await vi.advanceTimersByTimeAsync(1000);
  expect(button()).toBeUndefined();
});

test('stands where it was put, moves by drag and by key, and remembers', async () => {
  const client = await start(background(0.25));
  expect(button()?.style.top).toBe('25%');
  button()?.dispatchEvent(trusted(new KeyboardEvent('keydown', { key: 'ArrowDown' })));
  expect(client).toHaveBeenLastCalledWith('launcher.move', { top: 0.27 });
  const pointer = (type: string, clientY: number) =>
    button()?.dispatchEvent(trusted(new PointerEvent(type, { clientY, button: 0 })));
  pointer('pointerdown', 100);
  pointer('pointermove', window.innerHeight / 2);
  pointer('pointerup', window.innerHeight / 2);
  expect(client).toHaveBeenLastCalledWith('launcher.move', { top: 0.5 });
  await press();
  expect(client).not.toHaveBeenCalledWith('panel.open', expect.anything());
  await press();
  expect(client).toHaveBeenCalledWith('panel.open', expect.anything());
});

test('marks a failure to open, with its sentence', async () => {
  const client = background();
  client.mockImplementation(async () => ({ ok: false, failure: { kind: 'background-gone' } }) as never);
  await start(client);
  await press();
  expect(frame()).toBeUndefined();
  expect(button()?.title).toBe('failure_background_gone');
});

test('touches nothing of the extension on other pages', async () => {
  setAddress('https://console.example/overview');
  const asked = vi.spyOn(door, 'isAlive');
  const client = await start();
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).not.toHaveBeenCalled();
  expect(client).not.toHaveBeenCalled();
  asked.mockRestore();
  setAddress('https://console.example/images');
  await vi.advanceTimersByTimeAsync(500);
});

test('leaves nothing behind when the extension is gone', async () => {
  await start();
  await press();
  isAlive = false;
  await vi.advanceTimersByTimeAsync(1000);
  expect(button()).toBeUndefined();
  expect(frame()).toBeUndefined();
});

test('removes what a former version left in the page, and nothing else', async () => {
  const { host: old } = createIsland(document, '');
  document.documentElement.append(old);
  const foreign = document.createElement('div');
  foreign.attachShadow({ mode: 'closed' });
  document.documentElement.append(foreign);
  await start();
  expect(old.isConnected).toBe(false);
  expect(foreign.isConnected).toBe(true);
  foreign.remove();
});

describe('the numbers beside image ids', () => {
  const list = (...ids: string[]) => {
    document.body.innerHTML = `<table><tbody>${ids.map((id) => `<tr><td><a>${id}</a><p>about ${id}</p></td></tr>`).join('')}</tbody></table>`;
  };
  /** What the style sheet shows: the numbers by the text they stand beside. */
  const shown = () =>
    [...document.querySelectorAll('[data-image-roster]')].map((each) => [
      each.textContent,
      each.getAttribute('data-image-roster'),
    ]);
  const asked = (client: ReturnType<typeof background>) =>
    client.mock.calls.flatMap(([name, request]: unknown[]) => (name === 'rosters.counts' ? [request] : []));

  test('stand beside ids that are known, and ids alone', async () => {
    list('img-1', 'img-2', 'other');
    known = { 'img-1': '12' };
    const client = await start();
    expect(asked(client)).toEqual([{ product: 'tencent-cvm', imageIds: ['img-1', 'img-2'] }]);
    expect(shown()).toEqual([['img-1', '12']]);
    const style = document.querySelector('head > style')?.textContent;
    expect(style).toContain('position:absolute');
  });

  test('put nothing in a page whose images are not known', async () => {
    list('img-1', 'img-2');
    const before = document.documentElement.cloneNode(true);
    await start();
    for (const root of kept.roots) root.host.remove();
    expect(document.documentElement.isEqualNode(before)).toBe(true);
  });

  test('stand there again at once when the console makes its rows anew, without another question', async () => {
    list('img-1');
    known = { 'img-1': '12' };
    const client = await start();
    list('img-2', 'img-1');
    await Promise.resolve();
    expect(shown()).toEqual([['img-1', '12']]);
    await vi.advanceTimersByTimeAsync(300);
    expect(asked(client).at(-1)).toEqual({ product: 'tencent-cvm', imageIds: ['img-2'] });
  });

  test('never stand beside another id that took the place', async () => {
    list('img-1');
    known = { 'img-1': '12' };
    await start();
    const text = document.querySelector('a')?.firstChild;
    // Reading rests here, since it has just read.
    document.body.append('something');
    await Promise.resolve();
    if (text) text.nodeValue = 'img-7';
    await Promise.resolve();
    expect(shown()).toEqual([]);
  });

  test('follow the background when it says that something changed', async () => {
    list('img-1');
    known = { 'img-1': '12' };
    await start();
    known = { 'img-1': '13' };
    change();
    await vi.advanceTimersByTimeAsync(10);
    expect(shown()).toEqual([['img-1', '13']]);
    known = {};
    change();
    await vi.advanceTimersByTimeAsync(10);
    expect(shown()).toEqual([]);
  });

  test('go with the page, and with the extension', async () => {
    list('img-1');
    known = { 'img-1': '12' };
    await start();
    setAddress('https://console.example/overview');
    await vi.advanceTimersByTimeAsync(1000);
    expect([shown(), document.querySelector('head > style')]).toEqual([[], null]);
    setAddress('https://console.example/images');
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown()).toEqual([['img-1', '12']]);
    isAlive = false;
    await vi.advanceTimersByTimeAsync(1000);
    expect([shown(), document.querySelector('head > style')]).toEqual([[], null]);
  });
});

describe('a page that bends its document', () => {
  /** As a form of that name does. */
  const bend = (name: string) => Object.defineProperty(document, name, { value: {}, configurable: true });

  afterEach(() => {
    for (const name of ['createElement', 'createTreeWalker', 'documentElement'])
      Reflect.deleteProperty(document, name);
  });

  test('cannot keep launcher and panel from being made', async () => {
    bend('createElement');
    await start();
    await press();
    expect(frame()?.getAttribute('src')).toBe(`${panelAddress}#dummy-token`);
  });

  test('that breaks the opening is told of it, and the next press works', async () => {
    await start();
    bend('documentElement');
    await press();
    expect(frame()).toBeUndefined();
    expect(button()?.title).toBe('failure_internal');
    Reflect.deleteProperty(document, 'documentElement');
    await press();
    expect(frame()).toBeDefined();
    expect(button()?.title).toBe('');
  });
});
