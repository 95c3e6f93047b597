import type { BrowserName } from '../../scripts/browsers.mjs';
import { openChromium } from './chromium.ts';
import { openFirefox } from './firefox.ts';
import type { Driver, DriverOptions } from './surface.ts';

/** Starts one of the two browsers with the built extension in it. */
export const openDriver = (browser: BrowserName, options: DriverOptions): Promise<Driver> =>
  browser === 'chromium' ? openChromium(options) : openFirefox(options);
