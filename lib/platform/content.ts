import type { Carry } from '../messaging/client';

/** The few browser calls a content script may make. No polyfill here: it would double what every console page loads. */
export interface ContentBrowser {
  runtime: {
    /** Gone when the extension was reloaded, updated or removed under a page that is still open. */
    id?: string | undefined;
    sendMessage(message: unknown): Promise<unknown>;
    getURL(path: string): string;
  };
  i18n: { getMessage(key: string, values?: string[]): string; getUILanguage(): string };
}

/** What the console script needs of the browser. */
export interface ContentDoor {
  /** Brings a call of the contract to the background; rejects when the background or the extension is gone. */
  carry: Carry;
  /** False in a script whose extension was reloaded or removed. */
  isAlive(): boolean;
  /** Address of `panel.html` that this page may frame. */
  panelAddress(): string;
  /** The catalog's text in the browser's language, `$1`… filled; empty when absent. */
  text(key: string, ...values: string[]): string;
  /** Text of `key_one` or `key_other`, with the number written in the browser's language. */
  count(key: string, number: number): string;
  /** The shadow root of an element, closed ones too; always null in Chromium. */
  shadowOf(element: Element): ShadowRoot | null;
}

const pluralText = (api: ContentBrowser, key: string, number: number) => {
  const language = api.i18n.getUILanguage();
  const rule = new Intl.PluralRules(language).select(number) === 'one' ? 'one' : 'other';
  return api.i18n.getMessage(`${key}_${rule}`, [new Intl.NumberFormat(language).format(number)]);
};

/**
 * @param api the browser's own `browser` or `chrome` object, which returns promises in both under manifest version 3
 * @returns the door of a content script; nothing happens before one of its calls
 */
export const createContentDoor = (api: ContentBrowser): ContentDoor => ({
  carry: async (message) => api.runtime.sendMessage(message),
  isAlive: () => {
    try {
      return api.runtime?.id !== undefined;
    } catch {
      return false;
    }
  },
  panelAddress: () => api.runtime.getURL('panel.html'),
  text: (key, ...values) => api.i18n.getMessage(key, values),
  count: (key, number) => pluralText(api, key, number),
  // Firefox gives its content scripts this property (seen in 153); Chromium's leftovers take themselves away.
  shadowOf: (element) =>
    (element as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot ?? null,
});

/** @returns the extension API of this content script: `browser` in Firefox, `chrome` in Chromium */
export const contentBrowser = (): ContentBrowser => {
  // Both globals exist only where the browser runs an extension, and have no types of their own here.
  const scope = globalThis as unknown as { browser?: ContentBrowser; chrome: ContentBrowser };
  return scope.browser?.runtime ? scope.browser : scope.chrome;
};
