import { expect, test } from 'vitest';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import { type Surface, until } from './drivers/surface.ts';
import { openStage, saveKeys, writesOf } from './stage.ts';

/** Accessible name or text of what has the focus; empty where nothing has it. */
const focusOf = (popup: Surface) =>
  popup.evaluate<string>(
    'document.activeElement === document.body ? "" : (document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim())',
  );

const seeFocus = (popup: Surface, name: string) => {
  let seen = '';
  return until(
    () => `the focus on ${name}; saw it on ${seen}`,
    async () => {
      seen = await focusOf(popup);
      return seen.includes(name) || undefined;
    },
  );
};

/** Goes down until something has the focus. */
const goDownTo = async (popup: Surface, name: string) => {
  for (let step = 0; step < 12 && !(await focusOf(popup)).includes(name); step += 1)
    await popup.press('ArrowDown');
  await seeFocus(popup, name);
};

test('the popup is used by keys alone, from opening to a revoke, its undo, and the images of an account', async () => {
  const stage = await openStage();
  const { world, driver } = stage;
  const keysPage = await saveKeys(stage);
  const popup = await driver.openPage('popup.html');
  await keysPage.close();
  const before = recipients(3);
  const [first = '', ...others] = before;
  const rosterOf = () => world.cloud.rosterOf(knownImages.sharedFew);

  await popup.waitFor('button', new RegExp(`${knownImages.sharedFew}\\), 3 accounts`));
  await seeFocus(popup, 'Search images and accounts');
  await popup.typeHere(knownImages.sharedFew);
  await popup.waitFor('status', /^/, ({ text }) => text === '1 image');
  await popup.press('Enter');
  await popup.waitFor('button', `Revoke ${first}`);
  await seeFocus(popup, knownImages.sharedFew);

  await goDownTo(popup, `Revoke ${first}`);
  await popup.press('Delete');
  await popup.waitFor('status', 'Status', ({ text }) => text.includes(`Revoked ${first}, confirmed`));
  expect(rosterOf()).toEqual(others);

  await goDownTo(popup, 'Undo');
  await popup.press('Enter');
  const again = `Shared with ${first} again, confirmed`;
  await popup.waitFor('status', 'Status', ({ text }) => text.includes(again));
  expect(rosterOf().sort()).toEqual(before);

  await popup.typeHere('/');
  await seeFocus(popup, 'Search images and accounts');
  await popup.press('Escape');
  await seeFocus(popup, knownImages.sharedFew);
  await popup.press('Escape');
  await popup.waitFor('searchbox', 'Search images and accounts', ({ value }) => value === '');
  await popup.typeHere('/');
  await popup.press('Tab');
  await popup.press('ArrowRight');
  await popup.typeHere('/');
  await popup.typeHere(first);
  await popup.waitFor('status', /^/, ({ text }) => text === '1 account');
  await popup.press('Enter');
  const images = popup.within('list', `Images that ${first} has`);
  await images.waitFor('checkbox', new RegExp(knownImages.sharedFew));

  expect(writesOf(stage).map(({ permission, accounts }) => [permission, ...accounts])).toEqual([
    ['CANCEL', first],
    ['SHARE', first],
  ]);
});
