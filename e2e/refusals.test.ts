import { expect, test } from 'vitest';
import { knownImages, owner, practiceKeys, recipients } from '../practice/tencent/world.ts';
import type { Surface } from './drivers/surface.ts';
import {
  applyPlan,
  browserName,
  canaryKeys,
  createVault,
  openPanelTab,
  openStage,
  passphrase,
  resultsOf,
  reviewPlan,
  type Stage,
  saveKeys,
  seeText,
  type TypedKey,
  typeKeys,
  writesOf,
} from './stage.ts';

const { main, temporary, disabled, fenced } = practiceKeys;
const hourMs = 3_600_000;

interface KeyCase {
  key: TypedKey;
  cloud?: string;
  says: string;
  next: string;
}

/** Keys that cannot work, with what a person reads and what they are told to do. */
const badKeys: KeyCase[] = [
  {
    key: { ...main, secretId: 'AKIDPRACTICEnobody0000000000000000000' },
    says: 'The cloud does not know this key ID.',
    next: 'Check that the key exists and is enabled',
  },
  { key: disabled, says: 'The cloud does not know this key ID.', next: 'Check that the key exists' },
  {
    key: { ...main, secretKey: `${main.secretKey}x` },
    says: 'the key secret does not fit the key ID',
    next: 'Enter the key ID and secret again',
  },
  {
    key: { ...temporary, token: 'PRACTICE-TOKEN-of-yesterday' },
    says: 'The session token has expired or does not belong to the key.',
    next: 'Enter a new temporary key with its token',
  },
  {
    key: fenced,
    says: 'may not be used from this network address',
    next: 'Connect through an allowed network',
  },
  {
    key: main,
    cloud: 'Tencent Cloud International',
    says: 'The cloud does not know this key ID.',
    next: "the profile's site is right",
  },
];

test('keys that do not work are refused with the reason and the next step, and not kept', async () => {
  const { driver } = await openStage();
  const firstPage = await driver.openPage('workspace.html#keys');
  await firstPage.click('button', 'Keep keys only until the browser closes');
  await firstPage.waitFor('button', 'Check and save');
  await firstPage.close();
  for (const { key, cloud, says, next } of badKeys) {
    const keysPage = await driver.openPage('workspace.html#keys');
    await keysPage.waitFor('button', 'Check and save');
    await typeKeys(keysPage, key, cloud);
    await seeText(keysPage, says);
    await seeText(keysPage, next);
    expect(await keysPage.all('button', /^Remove/)).toEqual([]);
    await keysPage.close();
  }
});

test('locked keys say so everywhere, and the panel goes on by itself once they are unlocked', async () => {
  const stage = await openStage();
  const keysPage = await stage.driver.openPage('workspace.html#keys');
  await createVault(keysPage);
  await typeKeys(keysPage, main);
  await keysPage.waitFor('button', /^Remove/);
  await keysPage.click('button', 'Lock now');
  await keysPage.waitFor('textbox', 'Passphrase');

  const panel = await openPanelTab(stage, [knownImages.plain]);
  await seeText(panel, 'Keys are locked');
  const popup = await stage.driver.openPage('popup.html');
  await popup.fill('textbox', 'Passphrase', 'not the passphrase');
  await popup.click('button', 'Unlock');
  await seeText(popup, 'This is not the passphrase.');
  await popup.fill('textbox', 'Passphrase', passphrase);
  await popup.click('button', 'Unlock');
  await panel.waitFor('textbox', 'Account IDs');
});

test('images that cannot be shared are named with the reason before anything is sent', async () => {
  const stage = await openStage();
  await saveKeys(stage);
  const { creating, byol, received, foreign } = knownImages;
  const panel = await openPanelTab(stage, [creating, byol, received, foreign, 'img-nowhere1']);
  await seeText(panel, 'The image is not ready');
  await seeText(panel, 'Wait until the console shows it as normal');
  await seeText(panel, 'brings its own licence (BYOL)');
  await seeText(panel, "Not among this account's custom images in South China (Guangzhou)");
  for (const image of [creating, byol, received, foreign, 'img-nowhere1']) {
    const box = await panel.waitFor('checkbox', new RegExp(image));
    expect(box).toMatchObject({ isEnabled: false, isChecked: false });
  }
  const elsewhere = await openPanelTab(stage, [knownImages.plain], 'ap-shanghai');
  await seeText(
    elsewhere,
    "Not among this account's custom images in East China (Shanghai). Check the region",
  );
  expect(writesOf(stage)).toEqual([]);
});

test('an image that the cloud alone can judge is refused with the reason, and the others go on', async () => {
  const stage = await openStage();
  await saveKeys(stage);
  const panel = await openPanelTab(stage, [knownImages.encrypted, knownImages.plain]);
  await reviewPlan(panel, recipients(3));
  await applyPlan(stage, panel);
  await panel.waitFor('button', 'Undo this job');
  const rows = await resultsOf(panel);
  const name = stage.world.cloud.image(knownImages.encrypted)?.name ?? '';
  const refused = rows.filter(({ outcome }) => outcome === 'Refused');
  expect(refused.map(({ image }) => image)).toEqual([name, name, name]);
  for (const { detail } of refused) expect(detail).toContain('This image is encrypted.');
  expect(stage.world.cloud.rosterOf(knownImages.plain)).toEqual(recipients(3));
  expect(stage.world.cloud.rosterOf(knownImages.encrypted)).toEqual([]);
});

test('a cloud that cannot be reached is said so, and the same button works once it can', async () => {
  const stage = await openStage();
  await saveKeys(stage);
  const panel = await openPanelTab(stage, [knownImages.plain]);
  // The list of images must have been read, or its failure would be taken for the plan's.
  const name = stage.world.cloud.image(knownImages.plain)?.name ?? '';
  await panel.waitFor('checkbox', new RegExp(name));
  await panel.fill('textbox', 'Account IDs', recipients(3).join('\n'));
  await panel.waitFor('button', 'Review plan', ({ isEnabled }) => isEnabled);
  await stage.server.refuse();
  await panel.click('button', 'Review plan');
  await seeText(panel, 'The cloud could not be reached.', 60_000);
  await seeText(panel, 'Check the network connection');
  await stage.server.accept();
  await panel.waitFor('button', 'Review plan', ({ isEnabled }) => isEnabled);
  await panel.click('button', 'Review plan');
  await panel.waitFor('button', /^Apply/);
});

test('a clock that is an hour off is corrected by the cloud without a word', async () => {
  const stage = await openStage();
  stage.world.cloud.moveClock(hourMs);
  const keysPage = await saveKeys(stage);
  await seeText(keysPage, owner.account);
  stage.world.cloud.moveClock(-2 * hourMs);
  const panel = await openPanelTab(stage, [knownImages.plain]);
  await reviewPlan(panel, recipients(60));
  await applyPlan(stage, panel);
  await panel.waitFor('button', 'Undo this job');
  expect(stage.world.cloud.rosterOf(knownImages.plain)).toEqual(recipients(60));
});

/** Starts a job whose keys the cloud then refuses; sees why it waits, repairs the keys, and lets it go on. */
const playRepair = async (stage: Stage, panel: Surface, says: string, broken: object) => {
  const { cloud } = stage.world;
  cloud.putKey({ ...canaryKeys.tencent, ...broken });
  await applyPlan(stage, panel);
  await seeText(panel, says);
  expect(cloud.rosterOf(knownImages.plain)).toEqual([]);
  cloud.putKey(canaryKeys.tencent);
  await panel.click('button', 'Resume');
  await panel.waitFor('button', 'Undo this job');
};

test.each([
  [
    'a policy that forbids writes',
    'The keys are not allowed to do this.',
    { deniedActions: ['ModifyImageSharePermission'] },
  ],
  ['a second factor', 'The cloud demands multi-factor authentication for this.', { demandsMfa: true }],
])('a job stopped by %s waits, says why, and goes on after the repair', async (_, says, broken) => {
  const stage = await openStage();
  await saveKeys(stage);
  const panel = await openPanelTab(stage, [knownImages.plain]);
  await reviewPlan(panel, recipients(3));
  await playRepair(stage, panel, says, broken);
  expect(stage.world.cloud.rosterOf(knownImages.plain)).toEqual(recipients(3));
});

// Chromium gives an extension's listed hosts away in its own settings alone, out of reach of any page.
if (browserName === 'firefox') {
  test('a withdrawn permission is told apart from a broken network', async () => {
    const stage = await openStage();
    const keysPage = await saveKeys(stage);
    const panel = await openPanelTab(stage, [knownImages.plain]);
    await panel.fill('textbox', 'Account IDs', recipients(3).join('\n'));
    await panel.waitFor('button', 'Review plan', ({ isEnabled }) => isEnabled);
    await keysPage.evaluate(
      "browser.permissions.remove({ origins: ['https://*.tencentcloudapi.com/*'] }).then(() => true)",
    );
    await panel.click('button', 'Review plan');
    await seeText(panel, 'The browser does not let the extension reach the cloud.');
  });
}
