import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import { createFinder } from './canary/finder.ts';
import { searchFolder } from './canary/search.ts';
import { tellHits } from './canary/watch.ts';
import { openDriver } from './drivers/open.ts';
import type { Driver, Surface } from './drivers/surface.ts';
import {
  applyPlan,
  browserName,
  canaryKeys,
  createVault,
  extensionFolder,
  openPanelTab,
  openStage,
  passphrase,
  reviewPlan,
  type Stage,
  saveKeys,
  seeDownload,
  typeKeys,
} from './stage.ts';

/** Ends the browser as a power cut does; its locks go, or it would not start again. */
const crash = async ({ driver, profile }: Stage) => {
  await driver.crash();
  for (const lock of ['SingletonLock', 'lock', '.parentlock']) rmSync(join(profile, lock), { force: true });
};

/** Shares an image with three accounts and exports what came of it. */
const playJob = async (stage: Stage) => {
  const panel = await openPanelTab(stage, [knownImages.plain]);
  await reviewPlan(panel, recipients(3));
  await applyPlan(stage, panel);
  await panel.waitFor('button', 'Undo this job');
  await panel.click('button', 'Export CSV');
  await seeDownload(stage);
};

/** The key of the open vault, as the browser's session store has it: 32 numbers. */
const vaultKeyOf = async (page: Surface): Promise<Buffer> => {
  const area = browserName === 'chromium' ? 'chrome' : 'browser';
  const held = await page.evaluate<string>(
    `${area}.storage.session.get(null).then((all) => JSON.stringify(all))`,
  );
  const [, numbers = ''] = /\[((?:\d{1,3},){31}\d{1,3})\]/.exec(held) ?? [];
  return Buffer.from(numbers.split(',').map(Number));
};

/** Looks for secrets at one moment. */
const seeNothing = async (stage: Stage, moment: string, driver?: Driver) => {
  const { files, unread, hits } = await stage.canaries.look(driver);
  expect([moment, tellHits(hits)]).toEqual([moment, []]);
  expect(files).toBeGreaterThan(30);
  expect(unread).toBe(0);
};

const restart = async ({ canaries, profile, server }: Stage): Promise<Driver> => {
  const given = { extension: extensionFolder, profile, port: server.port, isTraced: true };
  const driver = canaries.through(await openDriver(browserName, given));
  onTestFinished(() => driver.close());
  return driver;
};

test('a vault leaves no secret anywhere: open, locked, after a crash and closed', async () => {
  const stage = await openStage();
  const keysPage = await stage.driver.openPage('workspace.html#keys');
  await createVault(keysPage);
  await typeKeys(keysPage, canaryKeys.tencent);
  await keysPage.waitFor('button', /^Remove/);
  await playJob(stage);
  await seeNothing(stage, 'open', stage.driver);

  const key = await vaultKeyOf(keysPage);
  expect(key).toHaveLength(32);
  const forms = [key.toString('latin1'), key.toString('hex'), key.toString('base64'), key.join(',')];
  const raw = forms.map((form, at) => ({
    name: `key of the vault ${at}`,
    kind: 'secret' as const,
    form: 'as it is',
    bytes: Buffer.from(form, 'latin1'),
  }));
  const find = createFinder(raw);
  expect(raw.map(({ bytes }) => find(bytes).length)).toEqual([1, 1, 1, 1]);
  const seeNoKey = () => expect(tellHits(searchFolder(stage.profile, find).hits)).toEqual([]);
  seeNoKey();

  await keysPage.click('button', 'Lock now');
  await keysPage.waitFor('button', 'Unlock');
  await seeNothing(stage, 'locked', stage.driver);
  await keysPage.fill('textbox', 'Passphrase', passphrase);
  await keysPage.click('button', 'Unlock');
  await keysPage.waitFor('button', /^Remove/);

  await crash(stage);
  await seeNothing(stage, 'after a crash');
  seeNoKey();

  const again = await restart(stage);
  const later = await again.openPage('workspace.html#keys');
  // The vault is on the disk, or its absence in the search would say nothing.
  await later.waitFor('button', 'Unlock');
  await seeNothing(stage, 'started again', again);
  await again.close();
  await seeNothing(stage, 'closed');
  seeNoKey();
});

test('keys kept in memory leave no secret anywhere: open, after a crash and started again', async () => {
  const stage = await openStage();
  await saveKeys(stage);
  await playJob(stage);
  await seeNothing(stage, 'open', stage.driver);
  await crash(stage);
  await seeNothing(stage, 'after a crash');
  const again = await restart(stage);
  const keysPage = await again.openPage('workspace.html#keys');
  await keysPage.waitFor('button', 'Create vault');
  await seeNothing(stage, 'started again', again);
});
