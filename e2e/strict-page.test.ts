import { expect, test } from 'vitest';
import type { PracticeHost } from '../practice/host.ts';
import { createTencentConsole } from '../practice/tencent/console/console.ts';
import { knownImages } from '../practice/tencent/world.ts';
import { createPracticeWorld } from '../practice/world.ts';
import type { ConsoleSurface } from './drivers/surface.ts';
import { applyPlan, consoleAddress, openStage, reviewPlan, type Stage, saveKeys } from './stage.ts';

/** The practice console in a sandbox that the address names, such as `sandbox=allow-scripts`. */
const createSandboxedConsole = (): PracticeHost => {
  const inner = createTencentConsole(createPracticeWorld().consoleSource());
  return {
    answersTo: inner.answersTo,
    answer: async (request) => {
      const answer = await inner.answer(request);
      const sandbox = request.query.get('sandbox');
      if (sandbox === null || request.path.startsWith('/practice/')) return answer;
      const given = answer.headers['content-security-policy'];
      const policies = [...(given ? [given] : []), `sandbox ${sandbox}`].join(', ');
      return { ...answer, headers: { ...answer.headers, 'content-security-policy': policies } };
    },
  };
};

const pick = async (page: ConsoleSurface, image: string) => {
  await page.clickCss(`label[name="${image}"] input`);
  await page.launcherText((text) => text.includes('1'));
};

/** From a picked image to a roster that the cloud confirms. */
const shareFrom = async (stage: Stage, page: ConsoleSurface, account: string) => {
  await page.clickLauncher();
  const panel = await stage.driver.panel();
  await reviewPlan(panel, [account]);
  await applyPlan(stage, panel, true);
  await panel.waitFor('button', 'Confirmed 1');
};

/** One with the strictest policies; one in a sandbox too, which keeps the page's origin. */
const pages = [
  ['&csp=strict&tt=1&coep=1', knownImages.plain],
  [
    `&csp=strict&tt=1&coep=1&sandbox=${encodeURIComponent('allow-scripts allow-same-origin')}`,
    knownImages.second,
  ],
] as const;

test('the panel opens and works in pages with the strictest policies, and stays out of a page without an origin', async () => {
  const stage = await openStage([createSandboxedConsole()]);
  await saveKeys(stage);
  // A page without an origin is no console, whatever its address says.
  const withoutOrigin = await stage.driver.openConsole(`${consoleAddress}&sandbox=allow-scripts`);
  for (const [index, [query, image]] of pages.entries()) {
    const page = await stage.driver.openConsole(consoleAddress + query);
    await pick(page, image);
    const account = `10000010000${index + 1}`;
    await shareFrom(stage, page, account);
    expect(stage.world.cloud.rosterOf(image)).toEqual([account]);
    await page.close();
  }

  // It was opened first, and had more time for a launcher than the others.
  expect(await withoutOrigin.hasLauncher()).toBe(false);
});
