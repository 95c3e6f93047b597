import { browser } from 'wxt/browser';
import type { Sender } from '../messaging/server';

/** Answers one message; never rejects. */
export type Answer = (message: unknown, sender: Sender) => Promise<unknown>;

// WXT narrows the path to pages known at build time.
const addressOf = (path: string): string =>
  (browser.runtime as unknown as { getURL(path: string): string }).getURL(path);

/** @returns the extension's own id, as senders carry it */
export const ownId = (): string => browser.runtime.id;

/** @param path with its leading slash, such as /workspace.html */
export const ownAddress = (path: string): string => addressOf(path);

/** @returns the origin of the extension's pages: chrome-extension://… or moz-extension://… */
export const ownOrigin = (): string => addressOf('/').replace(/\/$/, '');

/** A call that crosses to the browser's own process, which counts as activity of the background in both browsers. */
export const poke = async (): Promise<void> => {
  await browser.runtime.getPlatformInfo();
};

/**
 * Calls `onFirst` when the extension was installed: not after an update of it or of the browser. To be called while
 * the background's module runs, or the event that started it is lost.
 */
export const onInstall = (onFirst: () => void, signal: AbortSignal): void => {
  if (signal.aborted) return;
  const listener = ({ reason }: { reason: string }) => {
    if (reason === 'install') onFirst();
  };
  browser.runtime.onInstalled.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onInstalled.removeListener(listener));
};

/**
 * Calls `onStart` when the browser starts. Firefox starts the background after a restart only where this is
 * listened to, so it must be called while the background's module runs.
 */
export const onBrowserStart = (onStart: () => void, signal: AbortSignal): void => {
  if (signal.aborted) return;
  browser.runtime.onStartup.addListener(onStart);
  signal.addEventListener('abort', () => browser.runtime.onStartup.removeListener(onStart));
};

/** Copies what the browser says about a sender, and nothing else of it. */
const senderOf = (sender: Sender): Sender => ({
  id: sender.id,
  url: sender.url,
  origin: sender.origin,
  frameId: sender.frameId,
  documentId: sender.documentId,
  tab: sender.tab === undefined ? undefined : { id: sender.tab.id, url: sender.tab.url },
});

/**
 * Answers the messages of the extension's own pages and content scripts. There is no listener for messages from
 * elsewhere. To be called while the background's module runs, or the message that started it is lost.
 */
export const answerMessages = (answer: Answer, signal: AbortSignal): void => {
  if (signal.aborted) return;
  const listener = (message: unknown, sender: Sender, reply: (value: unknown) => void): true => {
    answer(message, senderOf(sender)).then(reply, () => reply(undefined));
    // Keeps the channel open until the reply; a returned promise does that in Firefox only.
    return true;
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener));
};
