import type { Page } from 'playwright-core';
import { until } from '../../e2e/drivers/surface.ts';
import { knownImages } from '../../practice/tencent/world.ts';
import { confirmation } from './confirm-screen.ts';
import { firstPanel, lockedPanel, panelScreens } from './panel-screens.ts';
import { firstPopup, lockedPopup, popupScreen } from './popup-screens.ts';
import { ask, type Chapter, find, openPage, type Screen, type Stage, wide } from './stage.ts';
import { firstWorkspace, lockedWorkspace, workspaceScreens } from './workspace-screens.ts';
import { bookEntries, keys } from './world.ts';

const passphrase = 'a dummy passphrase for pictures';

/** The launcher stands in a closed root, which only the debugger sees. */
const seeLauncher = async (page: Page) => {
  const cdp = await page.context().newCDPSession(page);
  await until('the launcher', async () => {
    const tree = JSON.stringify(await cdp.send('DOM.getDocument', { depth: -1, pierce: true }));
    return tree.includes('"shadowRootType":"closed"') || undefined;
  });
  await cdp.detach();
};

const launcher: Screen = {
  name: 'console',
  ...wide,
  open: async ({ language }) =>
    `https://console.cloud.tencent.com/cvm/image/index?rid=1&tab=PRIVATE_IMAGE&lang=${language.slice(0, 2)}`,
  states: [
    {
      name: 'launcher',
      show: (page) => seeLauncher(page),
    },
    {
      name: 'launcher-with-images',
      show: (page) => page.locator(`label[name="${knownImages.plain}"] input`).first().click(),
    },
  ],
};

const saveKeys = async (stage: Stage) => {
  const { texts } = stage;
  const page = await openPage(stage, 'workspace.html#keys');
  await find(page, 'textbox', texts('keys_newPassphrase')).fill(passphrase);
  await find(page, 'textbox', texts('keys_repeatPassphrase')).fill(passphrase);
  await find(page, 'button', texts('keys_createVault')).click();
  await find(page, 'textbox', texts('keys_label')).fill('Practice');
  await find(page, 'textbox', texts('keys_keyId')).fill(keys.secretId);
  await find(page, 'textbox', texts('keys_secret')).fill(keys.secretKey);
  await find(page, 'button', texts('keys_checkAndSave')).click();
  await page
    .getByRole('button', { name: texts.pattern('keys_remove') })
    .first()
    .waitFor();
  await ask(page, 'book.save', { entries: bookEntries });
  await page.close();
};

const lock = async (stage: Stage) => {
  const page = await openPage(stage, 'workspace.html#settings');
  await ask(page, 'vault.lock', {});
  await page.close();
};

/** The whole walk: before there are keys, with all that a person has, and while the keys are locked. */
export const chapters: readonly Chapter[] = [
  { prepare: async () => {}, screens: [firstPopup, firstPanel, ...firstWorkspace] },
  { prepare: saveKeys, screens: [...panelScreens, popupScreen, ...workspaceScreens, confirmation, launcher] },
  { prepare: lock, screens: [lockedPopup, lockedPanel, ...lockedWorkspace] },
];
