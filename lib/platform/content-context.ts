/**
 * Takes the place of WXT's content script context (see the alias in `wxt.config.ts`). WXT's own announces the
 * extension's id to the page by a window message and a document event at every load, lets the page end the script
 * with the same event, and brings the whole webextension-polyfill (wxt 0.21 `content-script-context.mjs`).
 * The console script ends by its own signal and needs none of it.
 */
export class ContentScriptContext {}
