import { expect, test } from 'vitest';
import {
  knownEcsImages,
  knownEnsImages,
  nobody,
  owner,
  ramUsers,
  recipients,
} from '../practice/alibaba/world.ts';
import {
  applyPlan,
  canaryKeys,
  openStage,
  resultsOf,
  type Stage,
  saveKeys,
  seeText,
  undoFramed,
} from './stage.ts';

interface Case {
  product: string;
  address: string;
  /** One shared with nobody, and one shared with the first accounts of the paste. */
  images: readonly [string, string];
  /** How many of them have the second image already. */
  shared: number;
  accounts: number;
  /** What the popup says before all are revoked. */
  breaks: string;
  /** Most accounts that the product takes back in one call. */
  revokedPerCall: number;
}

const cases: Case[] = [
  {
    product: 'ECS',
    address: 'https://ecs.console.aliyun.com/image/region/cn-hangzhou/imageList?lang=en',
    images: [knownEcsImages.plain, knownEcsImages.sharedFew],
    shared: 3,
    accounts: 45,
    breaks: 're-initialise their system disk',
    revokedPerCall: 10,
  },
  {
    product: 'ENS',
    address: 'https://ens.console.aliyun.com/instance/list?lang=en#/image/custom',
    images: [knownEnsImages.plain, knownEnsImages.shared],
    shared: 23,
    accounts: 30,
    breaks: 'no longer see the image',
    revokedPerCall: 1,
  },
];

const { keyId, secret, token } = canaryKeys.alibaba;
const saveAlibabaKeys = (stage: Stage) =>
  saveKeys(stage, { secretId: keyId, secretKey: secret, token }, 'Alibaba Cloud');
const writesOf = ({ world }: Stage) =>
  world.alibaba.calls.filter(({ action }) => action === 'ModifyImageSharePermission');

test.each(cases)(
  'a paste from the $product console reaches the cloud as planned, and is taken back',
  async ({ address, images, shared, accounts, revokedPerCall }) => {
    const stage = await openStage();
    const { world, driver } = stage;
    const [plain, other] = images;
    const good = recipients(accounts);
    const before = images.map((image) => world.alibaba.rosterOf(image).sort());
    await saveAlibabaKeys(stage);

    const page = await driver.openConsole(address);
    for (const image of images) await page.clickCss(`tr:has(a[href*="/${image}"]) input`);
    await page.launcherText((text) => text.includes('2'));
    await page.clickLauncher();

    const panel = await driver.panel();
    const paste = [...good, nobody, ramUsers[0], owner.account, 'nonsense', good[3]];
    await panel.fill('textbox', 'Account IDs', paste.join('\n'));
    const isCounted = ({ text }: { text: string }) => text.includes(`${accounts + 2} accounts`);
    await panel.waitFor('status', 'Paste summary', isCounted);
    await panel.click('button', 'Review plan');
    await panel.waitFor('region', 'Plan');
    await applyPlan(stage, panel, true);
    await panel.waitFor('button', 'Undo this job');

    for (const image of images) expect(world.alibaba.rosterOf(image).sort()).toEqual([...good].sort());
    const rows = await resultsOf(panel);
    const outcomeOf = (account: string, image: string) =>
      rows.find((row) => row.account === account && row.image === world.alibaba.image(image)?.name)?.outcome;
    expect(good.map((account) => outcomeOf(account, plain))).toEqual(good.map(() => 'Confirmed'));
    expect(good.map((account) => outcomeOf(account, other))).toEqual(
      good.map((_, index) => (index < shared ? 'No change' : 'Confirmed')),
    );
    expect(images.map((image) => outcomeOf(nobody, image))).toEqual(['Refused', 'Refused']);

    await seeText(await undoFramed(stage, panel), 'Undone');
    expect(images.map((image) => world.alibaba.rosterOf(image).sort())).toEqual(before);
    for (const { added, removed, parameters } of writesOf(stage)) {
      expect(added.length).toBeLessThanOrEqual(10);
      expect(removed.length).toBeLessThanOrEqual(revokedPerCall);
      expect(Object.keys(parameters)).not.toContain('IsPublic');
      expect(Object.keys(parameters)).not.toContain('LaunchPermission');
    }
  },
);

test.each(cases)(
  'the popup says what revoking breaks on $product, revokes in one click and shares again',
  async ({ images, shared, breaks }) => {
    const stage = await openStage();
    const { world, driver } = stage;
    const keysPage = await saveAlibabaKeys(stage);
    const popup = await driver.openPage('popup.html');
    await keysPage.close();
    const [, image] = images;
    const before = recipients(shared);
    const [first = '', ...others] = before;

    await popup.click('button', new RegExp(`${image}\\), ${shared} accounts`));
    await popup.click('button', 'Revoke all');
    await seeText(popup, breaks);
    await popup.click('button', 'Cancel');
    await popup.click('button', `Revoke ${first}`);
    await popup.waitFor('status', 'Status', ({ text }) => text.includes(`Revoked ${first}, confirmed`));
    expect(world.alibaba.rosterOf(image)).toEqual(others);

    await popup.click('button', 'Undo');
    const again = `Shared with ${first} again, confirmed`;
    await popup.waitFor('status', 'Status', ({ text }) => text.includes(again));
    expect(world.alibaba.rosterOf(image).sort()).toEqual(before);
    expect(writesOf(stage).map(({ added, removed }) => ({ added, removed }))).toEqual([
      { added: [], removed: [first] },
      { added: [first], removed: [] },
    ]);
  },
);
