import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium } from 'playwright-core';
import { launchArguments, openChromium } from '../e2e/drivers/chromium.ts';
import type { Surface } from '../e2e/drivers/surface.ts';
import { practiceKeys } from '../practice/tencent/world.ts';
import { findBrowser } from '../scripts/browsers.mjs';

/** What may stand between a console and its reader. */
export type Variant = 'none' | 'empty' | 'ours';

export const variants: readonly Variant[] = ['none', 'empty', 'ours'];

/** One Chromium for each variant, all open at once, so that they can be measured in turn. */
export interface Browsers {
  of: Record<Variant, BrowserContext>;
  close(): Promise<void>;
}

const built = fileURLToPath(new URL('../.output/chrome-mv3', import.meta.url));

/** Writes an extension that does nothing, on console pages if it is told so. */
const writeBlank = (folder: string, hasScript: boolean): string => {
  const script = { matches: ['https://*.cloud.tencent.com/*'], run_at: 'document_end', js: ['empty.js'] };
  const manifest = {
    manifest_version: 3,
    name: 'Blank',
    version: '1',
    ...(hasScript ? { content_scripts: [script] } : {}),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'empty.js'), '');
  return folder;
};

const launchBlank = (folder: string, hasScript: boolean, port: number): Promise<BrowserContext> => {
  const executablePath = findBrowser('chromium');
  if (!executablePath) throw new Error('no Chromium found: set CHROMIUM_BIN');
  const profile = join(folder, 'profile');
  return chromium.launchPersistentContext(profile, {
    executablePath,
    ignoreDefaultArgs: ['--headless'],
    viewport: { width: 1360, height: 860 },
    args: launchArguments({ extension: writeBlank(join(folder, 'extension'), hasScript), profile, port }),
  });
};

const saveKeys = async (keys: Surface): Promise<void> => {
  const { secretId, secretKey } = practiceKeys.main;
  await keys.click('button', 'Keep keys only until the browser closes');
  await keys.waitFor('button', 'Check and save');
  await keys.fill('textbox', 'Label', 'Practice');
  await keys.fill('textbox', 'Key ID', secretId);
  await keys.fill('textbox', 'Key secret', secretKey);
  await keys.click('button', 'Check and save');
  await keys.waitFor('button', /^Remove/);
  await keys.close();
};

/**
 * Starts a browser without a content script, one with an empty one, and one with the built extension, which has read
 * every roster, so that its numbers stand in the consoles' lists.
 * @param port of the practice server
 */
export const openBrowsers = async (port: number): Promise<Browsers> => {
  const folder = mkdtempSync(join(tmpdir(), 'image-roster-bench-'));
  const driver = await openChromium({ extension: built, profile: join(folder, 'ours'), port });
  await saveKeys(await driver.openPage('workspace.html#keys'));
  const popup = await driver.openPage('popup.html');
  await popup.waitFor('button', /, 498 accounts/);
  await popup.close();
  const none = await launchBlank(join(folder, 'none'), false, port);
  const empty = await launchBlank(join(folder, 'empty'), true, port);
  return {
    of: { none, empty, ours: driver.context },
    close: async () => {
      await Promise.all([none.close(), empty.close(), driver.close()]);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
