import { expect, test } from 'vitest';
import { consoleAddress, openStage, saveKeys } from './stage.ts';

test('every page speaks the language that is set, also the panel in a console page, and the browser’s again', async () => {
  const stage = await openStage();
  const { driver } = stage;
  const workspace = await saveKeys(stage);
  await workspace.click('link', 'Settings');
  await workspace.choose('Language of Image Roster', '中文');
  await workspace.waitFor('heading', '设置');
  expect(await workspace.evaluate('document.documentElement.lang')).toBe('zh-CN');

  const page = await driver.openConsole(consoleAddress);
  await page.clickLauncher();
  const panel = await driver.panel();
  await panel.waitFor('button', '查看计划');
  await page.close();
  const popup = await driver.openPage('popup.html');
  await popup.waitFor('searchbox', '搜索镜像和账号');
  await popup.close();

  await workspace.choose('Image Roster 的语言', '跟随浏览器');
  await workspace.waitFor('heading', 'Settings');
});
