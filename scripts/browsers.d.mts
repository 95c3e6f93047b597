/** The two browsers the extension is made for. */
export type BrowserName = 'chromium' | 'firefox';

export const browsers: Record<BrowserName, { variable: string; names: string[] }>;

/** @returns path of the browser's binary; undefined when there is none */
export const findBrowser: (browser: BrowserName) => string | undefined;
