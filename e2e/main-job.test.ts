import { expect, test } from 'vitest';
import { appIdLookalike, knownImages, owner, recipients, subAccounts } from '../practice/tencent/world.ts';
import {
  applyPlan,
  consoleAddress,
  openStage,
  resultsOf,
  saveKeys,
  seeText,
  undoFramed,
  writesOf,
} from './stage.ts';

const unknownAccount = '100000999999';
const images = [knownImages.plain, knownImages.sharedFew] as const;

/** 300 accounts, the first three of which have the second image already, and all that a paste should not hold. */
const good = recipients(300);
const paste = [
  ...good,
  unknownAccount,
  subAccounts[0],
  owner.account,
  appIdLookalike,
  'nonsense99',
  good[3],
  good[4],
];

test('a paste from the console page reaches the cloud as planned, and is taken back with one button', async () => {
  const stage = await openStage();
  const { world, driver } = stage;
  const before = images.map((image) => world.cloud.rosterOf(image).sort());
  await saveKeys(stage);

  const page = await driver.openConsole(consoleAddress);
  for (const image of images) await page.clickCss(`label[name="${image}"] input`);
  await page.launcherText((text) => text.includes('2'));
  await page.clickLauncher();

  const panel = await driver.panel();
  await panel.fill('textbox', 'Account IDs', paste.join('\n'));
  const summary = await panel.waitFor('status', 'Paste summary', ({ text }) => text.includes('303'));
  for (const part of ['2 duplicates', '1 doubtful', '1 not an account']) {
    expect(summary.text).toContain(part);
  }
  await panel.click('button', 'Review plan');
  await panel.waitFor('region', 'Plan');
  await applyPlan(stage, panel, true);
  await panel.waitFor('button', 'Undo this job');

  // The cloud holds what was asked for, and nothing else.
  for (const image of images) expect(world.cloud.rosterOf(image).sort()).toEqual([...good].sort());
  const sent = writesOf(stage).flatMap(({ accounts }) => accounts);
  expect(sent).not.toContain(owner.account);
  expect(sent).not.toContain(appIdLookalike);
  const rows = await resultsOf(panel);
  const outcomeOf = (account: string, image: string) =>
    rows.find((row) => row.account === account && row.image === world.cloud.image(image)?.name)?.outcome;
  for (const account of good) expect(outcomeOf(account, knownImages.plain)).toBe('Confirmed');
  for (const account of good) {
    const hadIt = recipients(3).includes(account);
    expect(outcomeOf(account, knownImages.sharedFew)).toBe(hadIt ? 'No change' : 'Confirmed');
  }
  for (const image of images) {
    expect(outcomeOf(unknownAccount, image)).toBe('Refused');
    expect(outcomeOf(subAccounts[0], image)).toBe('Refused');
  }
  await panel.waitFor('button', 'Confirmed 597');

  await seeText(await undoFramed(stage, panel), 'Undone');
  expect(images.map((image) => world.cloud.rosterOf(image).sort())).toEqual(before);
});
