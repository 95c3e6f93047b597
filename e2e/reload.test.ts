import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import type { Surface } from './drivers/surface.ts';
import {
  applyPlan,
  canaryKeys,
  consoleAddress,
  createVault,
  extensionFolder,
  openStage,
  passphrase,
  type Stage,
  seeText,
  typeKeys,
  writesOf,
} from './stage.ts';

const wish = recipients(400);

/** A job that is under way in the panel of a console page, with its keys in a vault. */
const startJob = async (stage: Stage) => {
  const { driver } = stage;
  const keysPage = await driver.openPage('workspace.html#keys');
  expect(await versionOf(keysPage)).toBe('0.0.1');
  await createVault(keysPage);
  await typeKeys(keysPage, canaryKeys.tencent);
  await keysPage.waitFor('button', /^Remove/);
  const console = await driver.openConsole(consoleAddress);
  await console.clickCss(`label[name="${knownImages.plain}"] input`);
  await console.launcherText((text) => text.includes('1'));
  await console.clickLauncher();
  const panel = await driver.panel();
  await panel.fill('textbox', 'Account IDs', wish.join('\n'));
  await panel.click('button', 'Review plan');
  await panel.waitFor('region', 'Plan');
  await applyPlan(stage, panel, true);
  return console;
};

const manifest = JSON.parse(readFileSync(join(extensionFolder, 'manifest.json'), 'utf8'));

/** A copy of the build that says it is older, and what puts the present one in its place. */
const olderCopy = () => {
  const folder = mkdtempSync(join(tmpdir(), 'image-roster-older-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(extensionFolder, folder, { recursive: true });
  const say = (version: string) =>
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, version }));
  say('0.0.1');
  return { folder, renew: () => say(manifest.version) };
};

const versionOf = (page: Surface) =>
  page.evaluate<string>('(globalThis.browser ?? chrome).runtime.getManifest().version');

test('an extension that is updated amid a job goes on with it, and leaves one panel in the tab', async () => {
  const older = olderCopy();
  const stage = await openStage([], {}, { extension: older.folder });
  const { driver, world, server } = stage;
  const reloaded = new Promise<void>((resolve, reject) => {
    server.faults.afterEffect = async ({ action, closed }) => {
      if (action !== 'ModifyImageSharePermission' || writesOf(stage).length !== 2) return undefined;
      server.faults.afterEffect = undefined;
      older.renew();
      driver.reloadExtension().then(resolve, reject);
      await closed;
      return undefined;
    };
  });
  const console = await startJob(stage);
  await reloaded;
  const applied = world.cloud.rosterOf(knownImages.plain).length;
  expect(applied).toBeLessThan(wish.length);

  // The vault's key was kept in memory only.
  const jobs = await driver.openPage('workspace.html#jobs');
  expect(await versionOf(jobs)).toBe(manifest.version);
  await seeText(jobs, 'The keys are locked. Unlock them with your passphrase.');
  const keysPage = await driver.openPage('workspace.html#keys');
  await keysPage.fill('textbox', 'Passphrase', passphrase);
  await keysPage.click('button', 'Unlock');
  await seeText(jobs, 'Finished');
  await seeText(jobs, `${wish.length} confirmed`);
  expect(world.cloud.rosterOf(knownImages.plain).sort()).toEqual(wish);

  // Chromium puts no script of the new version into a page that is open; Firefox does, beside the old one.
  expect(await driver.framedPages()).toEqual([]);
  if (driver.browser === 'chromium') await console.evaluate('location.reload()');
  await console.launcherText();
  await console.clickLauncher();
  await (await driver.panel()).waitFor('textbox', 'Account IDs');
  expect(await driver.framedPages()).toHaveLength(1);
});
