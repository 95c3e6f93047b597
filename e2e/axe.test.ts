import { expect, test } from 'vitest';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import { auditPage } from '../scripts/gallery/audit.ts';
import type { Surface } from './drivers/surface.ts';
import { openPanelTab, openStage, reviewPlan, saveKeys } from './stage.ts';

/** What axe-core finds on a page as it stands, one line for each rule. */
const findingsOf = async (name: string, surface: Surface): Promise<string[]> => {
  const violations = await auditPage((expression) => surface.evaluate(expression));
  return violations.map(({ rule, places }) => `${name}: ${rule}: ${places.join('; ')}`);
};

test('axe finds nothing on the main screens', async () => {
  const stage = await openStage();
  const { driver } = stage;
  const first = await driver.openPage('popup.html');
  await first.waitFor('button', 'Add keys');
  const found = await findingsOf('popup, first run', first);
  await first.close();

  const workspace = await saveKeys(stage);
  found.push(...(await findingsOf('Keys', workspace)));
  for (const name of ['Images', 'Accounts', 'Jobs', 'Address book', 'Settings']) {
    await workspace.click('link', name);
    await workspace.waitFor('heading', name);
    found.push(...(await findingsOf(name, workspace)));
  }

  const panel = await openPanelTab(stage, [knownImages.plain]);
  await panel.waitFor('checkbox', new RegExp(knownImages.plain));
  found.push(...(await findingsOf('share flow', panel)));
  await reviewPlan(panel, recipients(9));
  found.push(...(await findingsOf('plan', panel)));

  const popup = await driver.openPage('popup.html');
  await popup.click('button', new RegExp(`${knownImages.sharedFew}\\), 3 accounts`));
  await popup.waitFor('button', `Revoke ${recipients(1)[0]}`);
  found.push(...(await findingsOf('popup', popup)));
  expect(found).toEqual([]);
});
