import { expect, test } from 'vitest';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import { openStage, saveKeys, writesOf } from './stage.ts';

test('the popup shows who has an image, revokes in one click and shares again, with no console page open', async () => {
  const stage = await openStage();
  const { world, driver } = stage;
  const keysPage = await saveKeys(stage);
  const popup = await driver.openPage('popup.html');
  await keysPage.close();
  const before = recipients(3);
  const [first = '', ...others] = before;

  await popup.click('button', new RegExp(`${knownImages.sharedFew}\\), 3 accounts`));
  for (const account of before) await popup.waitFor('button', `Revoke ${account}`);

  await popup.click('button', `Revoke ${first}`);
  await popup.waitFor('status', 'Status', ({ text }) => text.includes(`Revoked ${first}, confirmed`));
  expect(world.cloud.rosterOf(knownImages.sharedFew)).toEqual(others);
  await popup.waitFor('button', new RegExp(`${knownImages.sharedFew}\\), 2 accounts`));
  expect(await popup.all('button', `Revoke ${first}`)).toEqual([]);

  await popup.click('button', 'Undo');
  const again = `Shared with ${first} again, confirmed`;
  await popup.waitFor('status', 'Status', ({ text }) => text.includes(again));
  expect(world.cloud.rosterOf(knownImages.sharedFew).sort()).toEqual(before);
  await popup.waitFor('button', `Revoke ${first}`);

  expect(writesOf(stage).map(({ permission, accounts }) => [permission, ...accounts])).toEqual([
    ['CANCEL', first],
    ['SHARE', first],
  ]);
});
