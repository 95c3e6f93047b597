import { browser } from 'wxt/browser';
import { type Client, createClient } from '../messaging/client';

/**
 * Calls the background over the browser's messages. A message is `{ call, request }` and carries nothing that says
 * who sent it: the background asks the browser for that.
 */
export const createBrowserClient = (): Client =>
  createClient((message) => browser.runtime.sendMessage(message));
