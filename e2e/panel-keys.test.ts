import { expect, test } from 'vitest';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import { type Surface, until } from './drivers/surface.ts';
import { consoleAddress, openStage, type Stage, saveKeys, seeText, writesOf } from './stage.ts';

const readFocus = `(() => {
  const { activeElement: focused, body } = document;
  if (focused === null || focused === body) return '';
  const label = focused.getAttribute('aria-label') ?? focused.labels?.[0]?.textContent ?? focused.textContent;
  return label.replace(/\\s+/g, ' ').trim();
})()`;

/** Presses Tab until something has the focus; fails when it does not come after so many presses. */
const tabTo = async (surface: Surface, name: string, most = 12): Promise<void> => {
  const passed: string[] = [];
  for (let step = 0; step <= most; step += 1) {
    const focused = await surface.evaluate<string>(readFocus);
    if (focused.startsWith(name)) return;
    passed.push(focused);
    await surface.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}; it went by: ${passed.join(' | ')}`);
};

/** The launcher's root is closed: the page sees its host have the focus, which stands beside the body. */
const isAtLauncher = `(() => {
  const { activeElement: focused, body, documentElement } = document;
  return focused !== null && focused !== documentElement && !body.contains(focused);
})()`;

/** The launcher comes right after the last control of the page, which is drawn anew at any time and then loses the focus. */
const openByKeys = async (page: Surface): Promise<void> => {
  await until('the focus on the launcher', async () => {
    await page.evaluate(`[...document.body.querySelectorAll('a[href], button, input')].at(-1).focus()`);
    await page.press('Tab');
    return (await page.evaluate<boolean>(isAtLauncher)) || undefined;
  });
  await page.press('Enter');
};

/** A person's hands are slower; a press so soon after the focus came may be meant for something else. */
const pause = (surface: Surface) => surface.evaluate('new Promise((next) => setTimeout(next, 600))');

/** Enter, where the browser cannot prove that the panel is uncovered once more in the extension's own window. */
const applyByKeys = async ({ driver }: Stage, panel: Surface) => {
  await tabTo(panel, 'Apply');
  await pause(panel);
  await panel.press('Enter');
  if (driver.browser === 'chromium') return;
  const confirmation = await driver.confirmation();
  await confirmation.waitFor('button', 'Confirm', ({ isEnabled }) => isEnabled);
  await tabTo(confirmation, 'Confirm');
  await confirmation.press('Enter');
};

test('the main job is done by keys alone, from the console page to a confirmed result and back', async () => {
  const stage = await openStage();
  const { world, driver } = stage;
  await saveKeys(stage);
  const accounts = recipients(12);
  const page = await driver.openConsole(consoleAddress);
  await page.launcherText();
  const row = `document.querySelector('label[name="${knownImages.plain}"] input')`;
  await until('the row of the image', () => page.evaluate<true | undefined>(`${row} ? true : undefined`));
  await page.evaluate(`${row}.focus()`);
  await page.press('Space');
  await page.launcherText((text) => text.includes('1'));
  await openByKeys(page);

  const panel = await driver.panel();
  await panel.waitFor('textbox', 'Account IDs');
  await tabTo(panel, 'Account IDs');
  await panel.typeHere(accounts.join(' '));
  await panel.waitFor('status', 'Paste summary', ({ text }) => text.includes('12 accounts'));
  await tabTo(panel, 'Review plan');
  await panel.press('Enter');
  await panel.waitFor('button', /^Apply/, ({ isEnabled }) => isEnabled);
  await applyByKeys(stage, panel);
  await panel.waitFor('button', 'Undo this job', ({ isEnabled }) => isEnabled);
  expect(world.cloud.rosterOf(knownImages.plain).sort()).toEqual([...accounts].sort());

  await tabTo(panel, 'Undo this job');
  await pause(panel);
  await panel.press('Enter');
  const jobWindow = driver.browser === 'chromium' ? panel : await driver.jobWindow();
  if (jobWindow !== panel) {
    await jobWindow.waitFor('button', 'Undo this job', ({ isEnabled }) => isEnabled);
    await tabTo(jobWindow, 'Undo this job');
    await jobWindow.press('Enter');
  }
  await seeText(jobWindow, 'Undone');
  // The panel follows what was asked for in the other window.
  await seeText(panel, 'Undone');
  expect(world.cloud.rosterOf(knownImages.plain)).toEqual([]);
  expect(writesOf(stage).map(({ permission }) => permission)).toEqual(['SHARE', 'CANCEL']);
});
