import { fakeBrowser } from 'wxt/testing/fake-browser';

/** Stands for `wxt/browser` in tests of the doors. */
export const browser = fakeBrowser;
