import { expect, test } from 'vitest';
import type { PracticeHost } from '../practice/host.ts';
import { createTencentConsole } from '../practice/tencent/console/console.ts';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import { createPracticeWorld } from '../practice/world.ts';
import type { ConsoleSurface } from './drivers/surface.ts';
import { watcherScript } from './hostile-script.ts';
import { consoleAddress, openStage, resultsOf, type Stage, saveKeys, seeText, writesOf } from './stage.ts';

/** Typed key by key in the panel; the page must never hold it, in one piece or as keys. */
const canary = '100000100777';

/** The practice console with a script of an adversary as the first thing on the page. */
const createHostileConsole = (): PracticeHost => {
  const inner = createTencentConsole(createPracticeWorld().consoleSource());
  return {
    answersTo: inner.answersTo,
    answer: async (request) => {
      const answer = await inner.answer(request);
      return { ...answer, body: answer.body.replace('<head>', `<head><script>${watcherScript}</script>`) };
    },
  };
};

const openHostilePage = async (): Promise<{ stage: Stage; page: ConsoleSurface }> => {
  const stage = await openStage([createHostileConsole()]);
  await saveKeys(stage);
  const page = await stage.driver.openConsole(consoleAddress);
  await page.clickCss(`label[name="${knownImages.plain}"] input`);
  await page.launcherText((text) => text.includes('1'));
  return { stage, page };
};

interface Findings {
  events: string[];
  finds: string[];
  attempts: number;
}

const findings = (page: ConsoleSurface) => page.evaluate<Findings>('watcher.report()');

test('a hostile page sees no key, frame, content or address of the panel, and its clicks do nothing', async () => {
  const { stage, page } = await openHostilePage();
  // The recorder works: it hears a real click on the page.
  expect((await findings(page)).events.join()).toContain('click');
  await page.evaluate('watcher.forget()');

  const islands = await page.evaluate<number>('watcher.islands()');
  await page.evaluate('watcher.attack()');
  expect(await page.evaluate<number>('watcher.islands()')).toBe(islands);

  await page.clickLauncher();
  const panel = await stage.driver.panel();
  await panel.type('textbox', 'Account IDs', canary);
  await panel.waitFor('status', 'Paste summary', ({ text }) => text.includes('1 account'));
  await page.evaluate('watcher.attack()');
  await panel.click('button', 'Review plan');
  await panel.waitFor('button', /^Apply/, ({ isEnabled }) => isEnabled);
  await page.evaluate('watcher.attack()');

  const seen = await findings(page);
  expect(seen.attempts).toBeGreaterThan(60);
  expect(seen.finds).toEqual([]);
  expect(seen.events.filter((event) => /key|input|paste|change/.test(event))).toEqual([]);
  expect(JSON.stringify(seen)).not.toContain(canary);
  expect(await page.evaluate<string>('document.documentElement.outerHTML')).not.toContain(canary);
  expect(writesOf(stage)).toEqual([]);

  // None of it kept the person from the work.
  await panel.click('button', /^Apply/);
  if (stage.driver.browser === 'firefox')
    await (await stage.driver.confirmation()).click('button', 'Confirm');
  await panel.waitFor('button', 'Undo this job');
  expect((await resultsOf(panel)).map(({ outcome }) => outcome)).toEqual(['Confirmed']);
  expect(stage.world.cloud.rosterOf(knownImages.plain)).toEqual([canary]);
});

test('nothing is sent from a panel that the page may have covered', async () => {
  const { stage, page } = await openHostilePage();
  await page.clickLauncher();
  const panel = await stage.driver.panel();
  await page.evaluate('watcher.cover()');
  await panel.fill('textbox', 'Account IDs', recipients(3).join('\n'));
  await panel.click('button', 'Review plan');
  await panel.waitFor('region', 'Plan');
  if (stage.driver.browser === 'chromium') {
    await panel.waitFor('button', /^Apply/, ({ isEnabled }) => !isEnabled);
    await page.evaluate('watcher.uncover()');
    await panel.waitFor('button', /^Apply/, ({ isEnabled }) => isEnabled);
  } else {
    await panel.click('button', /^Apply/);
    const confirmation = await stage.driver.confirmation();
    await confirmation.waitFor('heading', 'Confirm');
    expect(writesOf(stage)).toEqual([]);
    await confirmation.click('button', 'Cancel');
    await seeText(panel, 'Nothing was changed');
  }
  expect(writesOf(stage)).toEqual([]);
});

test('the panel opens under the strictest policies a page can set', async () => {
  const stage = await openStage();
  await saveKeys(stage);
  const page = await stage.driver.openConsole(`${consoleAddress}&csp=strict&tt=1&coep=1`);
  await page.clickLauncher();
  const panel = await stage.driver.panel();
  await panel.waitFor('textbox', 'Account IDs');
  expect(await page.evaluate<number>('window.length')).toBe(0);
});
