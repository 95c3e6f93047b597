import { expect, test, vi } from 'vitest';
import { type ContentBrowser, createContentDoor } from '../platform/content';

const api = (): ContentBrowser => ({
  runtime: {
    id: 'dummy-id',
    sendMessage: vi.fn(async () => ({ ok: true, value: null })),
    onMessage: { addListener: vi.fn() },
    getURL: (path) => `chrome-extension://dummy/${path}`,
  },
  i18n: {
    getMessage: (key) => key,
  },
});

test('carries a call as it is and brings the answer', async () => {
  const browser = api();
  const message = { call: 'launcher.read', request: {} } as const;
  expect(await createContentDoor(browser).carry(message)).toEqual({ ok: true, value: null });
  expect(browser.runtime.sendMessage).toHaveBeenCalledWith(message);
});

test('rejects, never throws, when the extension was reloaded', async () => {
  const browser = api();
  browser.runtime.sendMessage = () => {
    throw new Error('Extension context invalidated.');
  };
  const carried = createContentDoor(browser).carry({ call: 'launcher.read', request: {} });
  await expect(carried).rejects.toThrow('invalidated');
});

test('knows that the extension is gone by its missing id, or by no API at all', () => {
  const browser = api();
  const door = createContentDoor(browser);
  expect(door.isAlive()).toBe(true);
  delete browser.runtime.id;
  expect(door.isAlive()).toBe(false);
  expect(createContentDoor({ i18n: browser.i18n } as ContentBrowser).isAlive()).toBe(false);
});

test('tells that something changed, whatever a message says', () => {
  const browser = api();
  const hear = vi.fn();
  createContentDoor(browser).onChange(hear);
  const [listener] = vi.mocked(browser.runtime.onMessage.addListener).mock.calls[0] ?? [];
  listener?.();
  expect(hear).toHaveBeenCalledExactlyOnceWith();
});

test('looks into closed shadow roots only where the browser offers it', () => {
  const door = createContentDoor(api());
  const element = document.createElement('div');
  const root = element.attachShadow({ mode: 'closed' });
  expect(door.shadowOf(element)).toBeNull();
  Object.defineProperty(element, 'openOrClosedShadowRoot', { value: root });
  expect(door.shadowOf(element)).toBe(root);
});
