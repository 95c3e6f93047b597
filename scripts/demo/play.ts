import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Driver, Surface } from '../../e2e/drivers/surface.ts';
import { until } from '../../e2e/drivers/surface.ts';
import type { Demo } from './demos.ts';
import type { Language, Texts } from './texts.ts';

/** A demonstration under way. */
export interface Stage {
  driver: Driver;
  demo: Demo;
  language: Language;
  texts: Texts;
  /** Where pictures go. */
  folder: string;
  /** Size of the console page, in CSS pixels; the browser's unless told. */
  size?: { width: number; height: number };
}

/** Longest a picture waits for what moves, milliseconds. */
const stillMs = 5000;

/** Resolves when no animation of the page is under way; spinners, which never end, are left out. */
const restExpression = `Promise.all(document.getAnimations()
  .filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime))
  .map((each) => each.finished.catch(() => undefined))).then(() => true)`;

const moment = async ({ folder }: Stage, surface: Surface, name: string) => {
  await surface.evaluate(restExpression);
  const file = join(folder, `${name}.png`);
  await surface.screenshot(file);
  return readFileSync(file);
};

/** Takes a picture once two in a row are the same; a page that never rests is taken as it is. */
export const picture = async (stage: Stage, surface: Surface, name: string) => {
  let last = await moment(stage, surface, name);
  const takeAgain = async () => {
    const next = await moment(stage, surface, name);
    const isStill = next.equals(last);
    last = next;
    return isStill || undefined;
  };
  await until('a still page', takeAgain, stillMs).catch(() => undefined);
};

/** Adds the practice keys on the keys page, kept in memory only. */
export const saveKeys = async ({ driver, demo, texts }: Stage) => {
  const page = await driver.openPage('workspace.html#keys');
  await page.click('button', texts('keys_useMemory'));
  await page.waitFor('button', texts('keys_checkAndSave'));
  await page.choose(texts('keys_cloud'), texts(demo.siteKey));
  await page.fill('textbox', texts('keys_label'), 'Practice');
  await page.fill('textbox', texts('keys_keyId'), demo.keys.keyId);
  await page.fill('textbox', texts('keys_secret'), demo.keys.secret);
  await page.click('button', texts('keys_checkAndSave'));
  await page.waitFor('button', texts.pattern('keys_remove'));
  await page.close();
};

/** Selects the images on the console page and pastes the accounts into the panel. */
const paste = async (stage: Stage): Promise<Surface> => {
  const { driver, demo, texts, language } = stage;
  const page = await driver.openConsole(demo.consoleUrl(language));
  if (stage.size) await page.resize(stage.size.width, stage.size.height);
  for (const imageId of demo.imageIds) await page.clickCss(demo.imageBox(imageId));
  await page.launcherText((text) => text.includes(String(demo.imageIds.length)));
  await page.evaluate('scrollTo(0, 0)');
  await picture(stage, page, '01-console');
  await page.clickLauncher();
  const panel = await driver.panel();
  await panel.fill('textbox', texts('share_accountIds'), demo.pasted.join('\n'));
  await panel.waitFor('status', texts('share_pasteSummary'), ({ text }) => /\d/.test(text));
  await picture(stage, panel, '02-paste');
  return panel;
};

/** Firefox cannot prove that nothing covers the panel, so it asks in a window of the extension's own. */
const confirmWhereAsked = async ({ driver, texts }: Stage) => {
  if (driver.browser !== 'firefox') return;
  const asked = await driver.confirmation();
  await asked.click('button', texts('confirm_confirm'));
};

/**
 * Plays the share job, from the console page to the results.
 * @param onPlanned is called when the plan stands and nothing has been sent
 */
export const playJob = async (stage: Stage, onPlanned: () => void) => {
  const { demo, texts } = stage;
  const panel = await paste(stage);
  onPlanned();
  await panel.click('button', texts('share_review'));
  const apply = texts.pattern('share_applyShareImages_other');
  await panel.waitFor('button', apply, ({ isEnabled }) => isEnabled);
  await picture(stage, panel, '03-plan');
  await panel.click('button', apply);
  await confirmWhereAsked(stage);
  const isUnderWay = ({ value }: { value: string }) => Number(value) >= demo.wanted.length * 0.4;
  await panel.waitFor('progressbar', texts('share_progress'), isUnderWay);
  await moment(stage, panel, '04-progress');
  await panel.waitFor('button', texts('share_undo'), ({ isEnabled }) => isEnabled);
  await picture(stage, panel, '05-result');
};

/**
 * Revokes one account of one image from the popup.
 * @param roster how many accounts the image is shared with now
 */
export const playPopup = async (stage: Stage, imageId: string, account: string, roster: number) => {
  const { driver, texts } = stage;
  const popup = await driver.openPage('popup.html');
  await popup.resize(380, 560);
  const accounts = texts('roster_accountsOf_other', String(roster));
  const image = new RegExp(`\\(${imageId}\\).*${accounts}`);
  await popup.click('button', image);
  const revoke = texts('roster_revokeAccount', account);
  await popup.waitFor('button', revoke);
  await picture(stage, popup, '06-popup');
  await popup.click('button', revoke);
  const done = texts('roster_doneRevoke', account);
  await popup.waitFor('status', texts('roster_status'), ({ text }) => text.includes(done));
  await picture(stage, popup, '07-popup-revoked');
};
