import { expect, test } from 'vitest';
import { owner } from '../practice/tencent/world.ts';
import { canaryKeys, createVault, openPanelTab, openStage, seeText, typeKeys } from './stage.ts';

test('a first run makes a vault, checks the keys with the cloud and shows whose they are', async () => {
  const stage = await openStage();
  const keysPage = await stage.driver.openPage('workspace.html#keys');
  await createVault(keysPage);
  await typeKeys(keysPage, canaryKeys.tencent);
  await keysPage.waitFor('button', /^Remove/);
  await seeText(keysPage, `These keys belong to account ${owner.account}`);

  const ours = stage.server.log.filter(({ origin }) => /-extension:/.test(origin));
  expect(ours.map(({ action }) => action)).toContain('GetCallerIdentity');

  await keysPage.evaluate('location.reload()');
  await keysPage.waitFor('button', 'Lock now');
  await keysPage.waitFor('button', /^Remove/);

  const panel = await openPanelTab(stage, []);
  const acting = await panel.waitFor('region', 'Acting account', ({ text }) => text.includes(owner.account));
  expect(acting.text).toContain('Tencent Cloud');
});
