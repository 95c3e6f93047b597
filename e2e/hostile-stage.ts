import type { PracticeHost } from '../practice/host.ts';
import { createTencentConsole } from '../practice/tencent/console/console.ts';
import { knownImages } from '../practice/tencent/world.ts';
import { createPracticeWorld } from '../practice/world.ts';
import type { Point } from './attacks/attack.ts';
import type { ConsoleSurface, Surface } from './drivers/surface.ts';
import { watcherScript } from './hostile-script.ts';
import { consoleAddress, openStage, type Stage, saveKeys } from './stage.ts';

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

/** A browser with keys, in front of consoles that belong to an adversary. */
export const openHostileStage = async (): Promise<Stage> => {
  const stage = await openStage([createHostileConsole()]);
  await saveKeys(stage);
  return stage;
};

/** A hostile console page on which a person picked an image. */
export const openHostilePage = async (stage: Stage): Promise<ConsoleSurface> => {
  const page = await stage.driver.openConsole(consoleAddress);
  await page.clickCss(`label[name="${knownImages.plain}"] input`);
  await page.launcherText((text) => text.includes('1'));
  return page;
};

/** Opens the panel and brings it to a plan that waits for Apply. */
export const openPlan = async (stage: Stage, page: ConsoleSurface, account: string): Promise<Surface> => {
  await page.clickLauncher();
  const panel = await stage.driver.panel();
  await panel.type('textbox', 'Account IDs', account);
  await panel.waitFor('status', 'Paste summary', ({ text }) => text.includes('1 account'));
  await panel.click('button', 'Review plan');
  await panel.waitFor('button', /^Apply/, ({ isEnabled }) => isEnabled);
  return panel;
};

const middleOfApply = `(() => {
  const apply = [...document.querySelectorAll('button')].find(({ textContent }) => textContent.startsWith('Apply'));
  const { x, y, width, height } = apply.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2, width: innerWidth };
})()`;

/** Where a person would press Apply, as a point of the page; the panel stands at its right edge. */
export const pointOfApply = async (page: Surface, panel: Surface): Promise<Point> => {
  const { x, y, width } = await panel.evaluate<Point & { width: number }>(middleOfApply);
  return { x: (await page.evaluate<number>('document.documentElement.clientWidth')) - width + x, y };
};

/** Presses Apply as a person does who means it, and confirms where the browser cannot prove what is seen. */
export const pressSteadily = async (stage: Stage, page: ConsoleSurface, panel: Surface): Promise<void> => {
  const { x, y } = await pointOfApply(page, panel);
  await page.hover(x, y - 40);
  await page.evaluate('new Promise((next) => setTimeout(next, 600))');
  await page.clickAt(x, y);
  if (stage.driver.browser === 'firefox')
    await (await stage.driver.confirmation()).click('button', 'Confirm');
  await panel.waitFor('button', 'Undo this job');
};
