import { expect, test } from 'vitest';
import { knownImages, owner, recipients } from '../practice/tencent/world.ts';
import type { Surface } from './drivers/surface.ts';
import {
  applyPlan,
  canaryKeys,
  consoleAddress,
  createVault,
  openStage,
  resultsOf,
  reviewPlan,
  type Stage,
  seeText,
  typeKeys,
  writesOf,
} from './stage.ts';

/** The first of two steps in the tab that the install opened: keys that the cloud knows, in a vault. */
const keepKeys = async ({ driver }: Stage) => {
  const welcome = await driver.welcome();
  await welcome.waitFor('heading', /Make keys with the least rights/);
  await welcome.choose('Cloud', 'Tencent Cloud');
  const policy = await welcome.waitFor('textbox', 'CAM policy for Tencent Cloud CVM');
  expect(JSON.parse(policy.value).statement).toEqual([
    expect.objectContaining({ action: expect.arrayContaining(['cvm:ModifyImageSharePermission']) }),
  ]);
  await createVault(welcome);
  await typeKeys(welcome, canaryKeys.tencent);
  await seeText(welcome, `These keys belong to account ${owner.account}`);
  await welcome.waitFor('heading', /Save them Done$/);
  return welcome;
};

test('a newcomer is led from the install to a first share on the console', async () => {
  const stage = await openStage([], {}, { welcome: 'kept' });
  const { driver, world, server } = stage;
  const welcome = await keepKeys(stage);
  const [address] = await welcome.evaluate<string[]>(
    `[...document.querySelectorAll('.console-links a')].map(({ href }) => href)`,
  );
  expect(new URL(address ?? '').hostname).toBe(new URL(consoleAddress).hostname);

  const console = await driver.openConsole(address ?? '');
  await console.clickCss(`label[name="${knownImages.plain}"] input`);
  await console.launcherText((text) => text.includes('1'));
  await console.clickLauncher();
  const panel = await driver.panel();
  await panel.waitFor('region', 'Acting account', ({ text }) => text.includes(owner.account));
  const wish = recipients(1);
  await reviewPlan(panel, wish);
  expect(writesOf(stage)).toEqual([]);
  await applyPlan(stage, panel, true);
  await panel.waitFor('button', 'Undo this job');
  expect((await resultsOf(panel)).map(({ account, outcome }) => [account, outcome])).toEqual([
    [expect.stringContaining(wish[0] ?? ''), 'Confirmed'],
  ]);
  expect(world.cloud.rosterOf(knownImages.plain)).toEqual(wish);

  const ours = server.log.filter(({ origin }) => /-extension:/.test(origin));
  expect(ours.map(({ action }) => action)).toContain('GetCallerIdentity');
  const keysPage = await driver.openPage('workspace.html#keys');
  await keysPage.waitFor('button', 'Lock now');
  await keysPage.waitFor('button', /^Remove/);
});

/** Addresses of the tabs that show a page of the extension. */
const ownTabs = (page: Surface) =>
  page.evaluate<string[]>(
    `(globalThis.browser ?? chrome).runtime.getContexts({ contextTypes: ['TAB'] })
      .then((contexts) => contexts.map(({ documentUrl }) => documentUrl))`,
  );

/** A person takes a console's host away in the browser's settings, and comes back to the page. */
const loseHost = async (welcome: Surface) => {
  const origins = JSON.stringify([`${new URL(consoleAddress).origin}/*`]);
  expect(await welcome.evaluate(`browser.permissions.remove({ origins: ${origins} })`)).toBe(true);
  expect(await welcome.all('button', 'Allow access')).toEqual([]);
  await welcome.evaluate(`dispatchEvent(new Event('focus'))`);
  await seeText(welcome, 'Without the consoles the button does not appear on their image pages.');
  await welcome.waitFor('button', 'Allow access');
};

test('an update opens no tab, and the first steps stay in reach', async () => {
  const { driver } = await openStage();
  await driver.reloadExtension();
  const popup = await driver.openPage('popup.html');
  await popup.waitFor('button', 'Add keys');
  expect((await ownTabs(popup)).map((url) => new URL(url).pathname)).toEqual(['/popup.html']);
  await popup.click('button', 'Add keys');
  const welcome = await driver.welcome();
  await welcome.waitFor('heading', /Make keys with the least rights/);
  // Chromium takes no host back that the manifest demands.
  if (driver.browser === 'firefox') await loseHost(welcome);
});
