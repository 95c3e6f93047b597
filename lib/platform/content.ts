import type { Carry } from '../messaging/client';

/** The few browser calls a content script may make. No polyfill here: it would double what every console page loads. */
export interface ContentBrowser {
  runtime: {
    /** Gone when the extension was reloaded, updated or removed under a page that is still open. */
    id?: string | undefined;
    sendMessage(message: unknown): Promise<unknown>;
    onMessage: { addListener(hear: () => void): void };
    getURL(path: string): string;
  };
  i18n: { getMessage(key: string): string };
}

/** What the console script needs of the browser. */
export interface ContentDoor {
  /** Brings a call of the contract to the background; rejects when the background or the extension is gone. */
  carry: Carry;
  /** False in a script whose extension was reloaded or removed. */
  isAlive(): boolean;
  /** Calls `hear` when the background says that rosters changed; nothing is said with it. */
  onChange(hear: () => void): void;
  /** Address of `panel.html` that this page may frame. */
  panelAddress(): string;
  /** The catalog's text in the browser's language; empty when absent. The first one makes the page wait for the catalog. */
  text(key: string): string;
  /** The shadow root of an element, closed ones too; always null in Chromium. */
  shadowOf(element: Element): ShadowRoot | null;
}

/**
 * @param api the browser's own object, which returns promises in both under manifest version 3
 * @returns the door of a content script; nothing happens before one of its calls
 */
export const createContentDoor = (api: ContentBrowser): ContentDoor => ({
  carry: async (message) => api.runtime.sendMessage(message),
  isAlive: () => api.runtime?.id !== undefined,
  onChange: (hear) => api.runtime.onMessage.addListener(() => hear()),
  panelAddress: () => api.runtime.getURL('panel.html'),
  text: (key) => api.i18n.getMessage(key),
  // Firefox gives its content scripts this property (seen in 153); Chromium's leftovers take themselves away.
  shadowOf: (element) =>
    (element as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot ?? null,
});

/** @returns the extension API of this content script; under manifest version 3 Firefox has it by this name too */
export const contentBrowser = (): ContentBrowser =>
  // The global exists only where the browser runs an extension, and has no type of its own here.
  (globalThis as unknown as { chrome: ContentBrowser }).chrome;
