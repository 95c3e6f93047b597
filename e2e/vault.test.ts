import { expect, test } from 'vitest';
import type { Surface } from './drivers/surface.ts';
import { canaryKeys, createVault, openStage, passphrase, seeText, typeKeys } from './stage.ts';

const next = 'another dummy passphrase';

/** How many records stand in the database of the extension, by store. */
const countRecords = `(async () => {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('image-roster');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const stores = [...database.objectStoreNames];
  const counts = await Promise.all(stores.map((store) => new Promise((resolve) => {
    const counting = database.transaction(store).objectStore(store).count();
    counting.onsuccess = () => resolve(counting.result);
  })));
  database.close();
  return Object.fromEntries(stores.map((store, at) => [store, counts[at]]));
})()`;

const unlock = async (page: Surface, typed: string) => {
  await page.fill('textbox', 'Passphrase', typed);
  await page.click('button', 'Unlock');
};

test('a changed passphrase is the only one, wrong ones wait, and nothing is left when all is forgotten', async () => {
  const { driver } = await openStage();
  const page = await driver.openPage('workspace.html#keys');
  await createVault(page);
  await typeKeys(page, canaryKeys.tencent);
  await page.waitFor('button', /^Remove/);

  await page.click('link', 'Settings');
  await page.choose('Lock keys when unused for', '5 minutes');
  await page.fill('textbox', 'Present passphrase', passphrase);
  await page.fill('textbox', 'New passphrase', next);
  await page.fill('textbox', 'Repeat passphrase', next);
  await page.click('button', 'Change passphrase');
  await seeText(page, 'The old one no longer works.');
  await page.click('button', 'Lock now');
  await seeText(page, 'The keys are locked.');

  await page.click('link', 'Keys');
  for (let tries = 0; tries < 2; tries += 1) {
    await unlock(page, passphrase);
    await seeText(page, 'This is not the passphrase.');
  }
  await seeText(page, 'Try again in');
  // Neither a new background nor a new page counts anew: the third wait is four seconds, a first one would be one.
  await driver.killBackground();
  const popup = await driver.openPage('popup.html');
  await unlock(popup, passphrase);
  await seeText(popup, 'This is not the passphrase.');
  await popup.waitFor('timer', /^/, ({ text }) => Number(/\d+/.exec(text)?.[0]) > 1);
  await popup.close();

  // A form that opens knows of the wait, and the button of it is free when that is over.
  const again = await driver.openPage('workspace.html#keys');
  await unlock(again, next);
  await again.waitFor('button', /^Remove/);

  await again.click('link', 'Settings');
  const field = await again.waitFor('combobox', 'Lock keys when unused for');
  expect(field.value).toBe('5');
  await again.click('button', 'Forget everything');
  await again.fill('textbox', /^Type/, 'forget');
  await again.click('button', 'Forget everything now');
  await seeText(again, 'Everything is forgotten.');
  const counts = Object.entries(await again.evaluate<Record<string, number>>(countRecords));
  expect(counts.length).toBeGreaterThan(5);
  expect(counts.filter(([, count]) => count > 0)).toEqual([]);
  await again.click('link', 'Keys');
  await again.waitFor('button', 'Create vault');
});
