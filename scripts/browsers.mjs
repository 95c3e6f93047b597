// Where the browsers are. Plain JavaScript, since set-up runs before anything is installed.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Variable that names the binary, and names to look for on the path, in order. */
export const browsers = {
  chromium: { variable: 'CHROMIUM_BIN', names: ['chromium', 'chromium-browser'] },
  firefox: { variable: 'FIREFOX_BIN', names: ['firefox-esr', 'firefox'] },
};

const isRunnable = (/** @type {string} */ file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * @param {'chromium' | 'firefox'} browser
 * @returns {string | undefined} path of the browser's binary; undefined when there is none
 */
export const findBrowser = (browser) => {
  const { variable, names } = browsers[browser];
  const given = process.env[variable];
  if (given && isRunnable(given)) return given;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isRunnable);
};
