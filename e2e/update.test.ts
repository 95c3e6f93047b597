import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { extensionFolder, openStage, type Stage, seeText } from './stage.ts';
import { demand } from './sweep/talk.ts';
import { restoreDatabase, type StoredVersion, storedVersions } from './versions/stored.ts';

/** Puts clouds and disk where they were when the version was ended by the update, and starts the present one. */
const updateFrom = async (version: StoredVersion): Promise<Stage> => {
  const stage = await openStage();
  const { driver, world } = stage;
  world.cloud.setRoster(version.running.image, version.running.applied);
  world.cloud.setRoster(version.known.image, version.known.accounts);
  const page = await driver.openPage('workspace.html#settings');
  // The page has asked all it asks, so that nobody opens the database again before the update.
  await page.waitFor('combobox', 'Language of Image Roster');
  await restoreDatabase(page, version.database);
  await driver.reloadExtension();
  return stage;
};

/** What was kept beside the job is there, and nothing was set aside. */
const expectKept = async ({ driver }: Stage, version: StoredVersion) => {
  const page = await driver.openPage('workspace.html#settings');
  expect(await demand(page, 'storage.read', {})).toMatchObject({ damaged: [], newer: [] });
  const { heads } = await demand(page, 'rosters.known', {});
  expect(
    heads.map(({ image, roster }) => [image.imageId, roster?.size]),
    'the known rosters',
  ).toContainEqual([version.known.image, version.known.accounts.length]);
  const counts = (await demand(page, 'job.list', {})).map(({ images, counts: { confirmed, refused } }) => [
    images.map(({ imageId }) => imageId),
    confirmed,
    refused,
  ]);
  const { ended } = version;
  expect(counts).toContainEqual([[ended.image], ended.confirmed, ended.refused]);
  if (version.lockAfter !== undefined) {
    expect(await demand(page, 'settings.read', {})).toMatchObject({ lockAfter: version.lockAfter });
  }
  if (version.label !== undefined) {
    const { entries } = await demand(page, 'book.list', {});
    expect(entries.map(({ label }) => label)).toEqual([version.label]);
  }
};

const versions = storedVersions();
const present = JSON.parse(readFileSync(join(extensionFolder, 'manifest.json'), 'utf8'));

test('the version that is built now is among the kept ones', () => {
  expect(versions.map(({ version }) => version)).toContain(present.version);
});

test.each(versions)('an update from $version amid a job loses nothing', async (version) => {
  const stage = await updateFrom(version);
  const { driver, world } = stage;
  const { image, accounts, applied } = version.running;
  expect(applied.length).toBeLessThan(accounts.length);
  expect(world.cloud.rosterOf(image)).toEqual(applied);

  const keysPage = await driver.openPage('workspace.html#keys');
  await keysPage.fill('textbox', 'Passphrase', version.passphrase);
  await keysPage.click('button', 'Unlock');
  await keysPage.waitFor('button', /^Remove/);
  await seeText(keysPage, version.profile);

  const jobs = await driver.openPage('workspace.html#jobs');
  await seeText(jobs, `${accounts.length} confirmed`);
  expect(world.cloud.rosterOf(image).sort()).toEqual(accounts);
  await expectKept(stage, version);
});
