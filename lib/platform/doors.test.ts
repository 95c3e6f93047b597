import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Sender } from '../messaging/server';
import { createBrowserClient } from './client';
import { closeAreas } from './close-areas';
import { onOnline } from './online';
import { hostAccess, missingHosts, onPermissionAdded } from './permissions';
import { answerMessages, onBrowserStart, onInstall, ownAddress, ownOrigin } from './runtime';
import { createSessionDoor } from './session-storage';
import { openWorkspace } from './tabs';
import { clearAlarm, onAlarm, setAlarm, setAlarmAt } from './wake-alarm';
import { onWindowClosed, openConfirmation } from './windows';

const origin = 'chrome-extension://dummy-id';

beforeEach(() => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
  Object.assign(fakeBrowser.runtime, { getURL: (path: string) => `${origin}${path}` });
});

/** Puts an API in place that the fake browser lacks. */
const provide = (area: object, members: object) => Object.assign(area, members);

describe('the session door', () => {
  test('is emptied of everything', async () => {
    const door = createSessionDoor();
    await door.write('one', 1);
    await door.write('two', 2);
    await door.clear();
    expect([await door.read('one'), await door.read('two')]).toEqual([undefined, undefined]);
  });

  test('reads what was written until it is removed', async () => {
    const door = createSessionDoor();
    await door.write('key', { list: [1, 2] });
    expect(await door.read('key')).toEqual({ list: [1, 2] });
    await door.remove('key');
    expect(await door.read('key')).toBeUndefined();
  });

  test('leaves local and sync storage empty', async () => {
    await createSessionDoor().write('key', 'dummy-secret');
    expect(await fakeBrowser.storage.local.get()).toEqual({});
    expect(await fakeBrowser.storage.sync.get()).toEqual({});
  });
});

describe('messages', () => {
  type Listener = (message: unknown, sender: Sender, reply: (value: unknown) => void) => true;
  const listen = (answer: (message: unknown, sender: Sender) => Promise<unknown>, signal: AbortSignal) => {
    const listeners: Listener[] = [];
    vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener').mockImplementation((listener) => {
      // The browser's own type of a listener allows more kinds of reply than ours gives.
      listeners.push(listener as Listener);
    });
    vi.spyOn(fakeBrowser.runtime.onMessage, 'removeListener').mockImplementation((listener) => {
      listeners.splice(listeners.indexOf(listener as Listener), 1);
    });
    answerMessages(answer, signal);
    return listeners;
  };

  test('are answered, and only what the browser says of a sender is handed on', async () => {
    const seen: unknown[] = [];
    const [listener] = listen(async (message, sender) => {
      seen.push(message, sender);
      return { ok: true, value: 1 };
    }, new AbortController().signal);
    const sender = { id: 'dummy-id', url: `${origin}/popup.html`, frameId: 0, tab: { id: 7, title: 'x' } };
    const answer = await new Promise((reply) => {
      expect(listener?.({ call: 'a' }, sender, reply)).toBe(true);
    });
    expect(answer).toEqual({ ok: true, value: 1 });
    expect(seen).toEqual([
      { call: 'a' },
      { id: 'dummy-id', url: `${origin}/popup.html`, frameId: 0, tab: { id: 7 } },
    ]);
  });

  test('get an empty answer when answering breaks, so that nobody waits forever', async () => {
    const [listener] = listen(() => Promise.reject(new Error('broken')), new AbortController().signal);
    expect(await new Promise((reply) => listener?.({}, {}, reply))).toBeUndefined();
  });

  test('are no longer heard after the end', () => {
    const life = new AbortController();
    const listeners = listen(async () => null, life.signal);
    expect(listeners.length).toBe(1);
    life.abort();
    expect(listeners.length).toBe(0);
  });

  test('of a page carry the call and the request, nothing else', async () => {
    const send = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue({ ok: true, value: 'open' });
    expect(await createBrowserClient()('vault.state', {})).toEqual({ ok: true, value: 'open' });
    expect(send.mock.calls).toEqual([[{ call: 'vault.state', request: {} }]]);
  });

  test('tell a background that is gone as a failure', async () => {
    vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockRejectedValue(new Error('Receiving end does not exist'));
    const gone = { ok: false, failure: { kind: 'background-gone' } };
    expect(await createBrowserClient()('vault.state', {})).toEqual(gone);
    vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockResolvedValue(undefined);
    expect(await createBrowserClient()('vault.state', {})).toEqual(gone);
  });
});

describe('events', () => {
  test('reach their listener until the end', async () => {
    const life = new AbortController();
    const heard: unknown[] = [];
    onBrowserStart(() => heard.push('start'), life.signal);
    onAlarm('jobs', () => heard.push('alarm'), life.signal);
    onWindowClosed((id) => heard.push(id), life.signal);
    const fire = async () => {
      await fakeBrowser.runtime.onStartup.trigger();
      await fakeBrowser.alarms.onAlarm.trigger({ name: 'jobs', scheduledTime: 0 });
      await fakeBrowser.alarms.onAlarm.trigger({ name: 'other', scheduledTime: 0 });
      await fakeBrowser.windows.onRemoved.trigger(3);
    };
    await fire();
    expect(heard).toEqual(['start', 'alarm', 3]);
    life.abort();
    await fire();
    expect(heard.length).toBe(3);
  });

  test('tell of a permission that came back and of a network that came back, until the end', async () => {
    const listeners = new Set<() => void>();
    provide(fakeBrowser.permissions, {
      onAdded: {
        addListener: (listener: () => void) => listeners.add(listener),
        removeListener: (listener: () => void) => listeners.delete(listener),
      },
    });
    const life = new AbortController();
    const heard: string[] = [];
    onPermissionAdded(() => heard.push('permission'), life.signal);
    // Browsers dispatch it on the background's global object.
    const target = new EventTarget();
    vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
    onOnline(() => heard.push('online'), life.signal);
    vi.unstubAllGlobals();
    const fire = () => {
      for (const listener of listeners) listener();
      target.dispatchEvent(new Event('online'));
    };
    fire();
    expect(heard).toEqual(['permission', 'online']);
    life.abort();
    fire();
    expect(heard).toHaveLength(2);
  });

  test('are not listened to when the end came first', async () => {
    const heard: unknown[] = [];
    onBrowserStart(() => heard.push('start'), AbortSignal.abort());
    await fakeBrowser.runtime.onStartup.trigger();
    expect(heard).toEqual([]);
  });

  test('ring once at a moment, and are taken back', async () => {
    await setAlarmAt('lock', 4_000_000_000_000);
    expect(await fakeBrowser.alarms.getAll()).toMatchObject([
      { name: 'lock', scheduledTime: 4_000_000_000_000 },
    ]);
    expect((await fakeBrowser.alarms.getAll())[0]?.periodInMinutes).toBeUndefined();
    await clearAlarm('lock');
    expect(await fakeBrowser.alarms.getAll()).toEqual([]);
  });

  test('come back in the same period after the alarm was set again', async () => {
    await setAlarm('jobs', 1);
    await setAlarm('jobs', 0.5);
    expect(await fakeBrowser.alarms.getAll()).toMatchObject([{ name: 'jobs', periodInMinutes: 0.5 }]);
  });
});

describe('the workspace', () => {
  const contexts = (...urls: string[]) =>
    provide(fakeBrowser.runtime, {
      getContexts: async () =>
        urls.map((documentUrl, index) => ({ documentUrl, tabId: 10 + index, windowId: 20 + index })),
    });

  test('opens in a tab', async () => {
    contexts(`${origin}/popup.html`, `${origin}/workspace.html?confirm#confirm/plan-1`);
    const create = vi.spyOn(fakeBrowser.tabs, 'create');
    await openWorkspace('keys');
    expect(create).toHaveBeenCalledWith({ url: `${origin}/workspace.html#keys` });
  });

  test('is shown again where it is open already', async () => {
    contexts(`${origin}/popup.html`, `${origin}/workspace.html#jobs`);
    const create = vi.spyOn(fakeBrowser.tabs, 'create');
    const update = vi.fn(async () => undefined);
    const focus = vi.fn(async () => undefined);
    provide(fakeBrowser.tabs, { update });
    provide(fakeBrowser.windows, { update: focus });
    await openWorkspace('keys');
    expect(create).not.toHaveBeenCalled();
    expect(update).toHaveBeenCalledWith(11, { active: true, url: `${origin}/workspace.html#keys` });
    expect(focus).toHaveBeenCalledWith(21, { focused: true });
  });

  test('asks for a confirmation in a window of its own', async () => {
    const create = vi.spyOn(fakeBrowser.windows, 'create');
    expect(await openConfirmation('/workspace.html?confirm#confirm/plan-1')).toBeTypeOf('number');
    expect(create.mock.calls[0]?.[0]).toMatchObject({
      type: 'popup',
      url: `${origin}/workspace.html?confirm#confirm/plan-1`,
    });
  });
});

describe('a browser without windows, as Firefox for Android is', () => {
  const { windows } = fakeBrowser;
  beforeEach(() => provide(fakeBrowser, { windows: undefined }));
  afterEach(() => provide(fakeBrowser, { windows }));

  test('starts, and is told of none that closes', () => {
    const life = new AbortController();
    onWindowClosed(() => {}, life.signal);
    life.abort();
  });

  test('asks for a confirmation in a tab', async () => {
    const create = vi.spyOn(fakeBrowser.tabs, 'create');
    expect(await openConfirmation('/workspace.html?confirm#confirm/plan-1')).toBeUndefined();
    expect(create).toHaveBeenCalledWith({ url: `${origin}/workspace.html?confirm#confirm/plan-1` });
  });

  test('shows a workspace that is open', async () => {
    const update = vi.fn(async () => undefined);
    provide(fakeBrowser.tabs, { update });
    provide(fakeBrowser.runtime, {
      getContexts: async () => [{ documentUrl: `${origin}/workspace.html#jobs`, tabId: 10, windowId: 0 }],
    });
    await openWorkspace('keys');
    expect(update).toHaveBeenCalledWith(10, { active: true, url: `${origin}/workspace.html#keys` });
  });
});

describe('the browser', () => {
  test('says which hosts are missing, in order', async () => {
    provide(fakeBrowser.permissions, {
      contains: async ({ origins }: { origins: string[] }) => origins[0] === 'https://b.example/*',
    });
    const asked = ['https://c.example/*', 'https://b.example/*', 'https://a.example/*'];
    expect(await missingHosts(asked)).toEqual(['https://c.example/*', 'https://a.example/*']);
  });

  const hosts = {
    getManifest: () => ({
      host_permissions: ['https://*.a.example/*', 'https://console.a.example/*'],
      content_scripts: [{ matches: ['https://console.a.example/*'] }],
    }),
  };

  test('is asked for the hosts of a use at once, and a browser that will not ask says no', async () => {
    const request = vi.fn(async () => true);
    provide(fakeBrowser.permissions, { request });
    provide(fakeBrowser.runtime, hosts);
    expect(await hostAccess.request(['apis'])).toBe(true);
    await hostAccess.request(['apis', 'consoles']);
    expect(request.mock.calls).toEqual([
      [{ origins: ['https://*.a.example/*'] }],
      [{ origins: ['https://*.a.example/*', 'https://console.a.example/*'] }],
    ]);
    request.mockRejectedValue(new Error('may only be called from a user input handler'));
    expect(await hostAccess.request(['apis'])).toBe(false);
  });

  test('says what it keeps hosts from', async () => {
    const granted = new Set(['https://*.a.example/*']);
    provide(fakeBrowser.permissions, {
      contains: async ({ origins }: { origins: string[] }) => origins.every((each) => granted.has(each)),
    });
    provide(fakeBrowser.runtime, hosts);
    expect(await hostAccess.missing()).toEqual(['consoles']);
    granted.add('https://console.a.example/*');
    expect(await hostAccess.missing()).toEqual([]);
  });

  test('tells of an install, and of no update', () => {
    const life = new AbortController();
    const listeners: ((details: { reason: string }) => void)[] = [];
    provide(fakeBrowser.runtime.onInstalled, {
      addListener: (listener: (details: { reason: string }) => void) => listeners.push(listener),
      removeListener: (listener: (details: { reason: string }) => void) =>
        listeners.splice(listeners.indexOf(listener), 1),
    });
    const onFirst = vi.fn();
    onInstall(onFirst, life.signal);
    for (const reason of ['update', 'chrome_update', 'browser_update', 'shared_module_update']) {
      for (const listener of listeners) listener({ reason });
    }
    expect(onFirst).not.toHaveBeenCalled();
    for (const listener of listeners) listener({ reason: 'install' });
    expect(onFirst).toHaveBeenCalledTimes(1);
    life.abort();
    expect(listeners).toEqual([]);
  });

  test('closes the areas that can be closed', async () => {
    const close = vi.fn(async () => {});
    provide(fakeBrowser.storage.local, { setAccessLevel: close });
    provide(fakeBrowser.storage.sync, { setAccessLevel: undefined });
    provide(fakeBrowser.storage.session, { setAccessLevel: close });
    await closeAreas();
    expect(close.mock.calls).toEqual([
      [{ accessLevel: 'TRUSTED_CONTEXTS' }],
      [{ accessLevel: 'TRUSTED_CONTEXTS' }],
    ]);
  });

  test('gives addresses without a stray slash', () => {
    expect(ownOrigin()).toBe(origin);
    expect(ownAddress('/panel.html')).toBe(`${origin}/panel.html`);
  });
});
