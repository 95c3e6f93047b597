import { expect, test } from 'vitest';
import type { PracticeHost } from '../practice/host.ts';
import { createTencentConsole } from '../practice/tencent/console/console.ts';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import { createPracticeWorld } from '../practice/world.ts';
import { everyLie, type Lie } from './attacks/lies.ts';
import { type ConsoleSurface, type Surface, until } from './drivers/surface.ts';
import { openHostilePage, openHostileStage, openPlan, pressSteadily } from './hostile-stage.ts';
import { browserName, consoleAddress, openStage, type Stage, writesOf } from './stage.ts';

/** Runs a page's code at the next press, before anything of ours hears of it. */
const lieInWait = (code: string) =>
  `window.addEventListener('click', () => { ${code}; }, { capture: true, once: true })`;

/** Boxes that can be ticked, as they are named; null until there is one, or word that there will be none. */
const readOffers = `(() => {
  const boxes = [...document.querySelectorAll('label.choice input[type=checkbox]')];
  const isOver = /Not among this account|No image chosen yet/.test(document.body.innerText);
  const usable = boxes.filter((box) => !box.disabled).map((box) => box.ariaLabel);
  return usable.length > 0 || isOver ? usable : null;
})()`;

/** Images that can be chosen once the panel has asked the cloud, as it names them. */
const offersOf = (panel: Surface, { name, offered }: Lie) =>
  until(`images after: ${name}`, async () => {
    const offers = await panel.evaluate<string[] | null>(readOffers);
    return offers === null || (offers.length === 0 && offered.length > 0) ? undefined : offers;
  });

/** A plan's headings: what will be changed. */
const readPlanned = `[...document.querySelectorAll('.id')].map(({ textContent }) => textContent).filter((text) => text.startsWith('img-'))`;

const carryOut = async (
  stage: Stage,
  page: ConsoleSurface,
  panel: Surface,
  account: string,
): Promise<string[]> => {
  await panel.fill('textbox', 'Account IDs', account);
  await panel.click('button', 'Review plan');
  await panel.waitFor('button', /^Apply/, ({ isEnabled }) => isEnabled);
  const planned = await panel.evaluate<string[]>(readPlanned);
  await pressSteadily(stage, page, panel);
  return planned;
};

const tell = async (stage: Stage, lie: Lie, account: string) => {
  const page = await openHostilePage(stage);
  if (lie.before) await page.evaluate(`(() => { ${lie.before} })()`);
  if (lie.atPress) await page.evaluate(lieInWait(lie.atPress));
  await page.clickLauncher();
  const panel = await stage.driver.panel();
  await page.show();
  const before = writesOf(stage).length;
  const offers = await offersOf(panel, lie);
  if (lie.afterOpening) await page.evaluate(`(() => { ${lie.afterOpening} })()`);
  const names = lie.offered.map((image) => `${stage.world.cloud.image(image)?.name} (${image})`);
  for (const offer of offers) expect([lie.name, names]).toEqual([lie.name, expect.arrayContaining([offer])]);
  if (lie.atPress || lie.afterOpening) {
    const planned = await carryOut(stage, page, panel, account);
    const written = writesOf(stage).slice(before);
    expect([lie.name, written.length > 0]).toEqual([lie.name, true]);
    for (const { imageId } of written) {
      expect([lie.name, planned]).toEqual([lie.name, expect.arrayContaining([imageId])]);
      expect([lie.name, lie.offered]).toEqual([lie.name, expect.arrayContaining([imageId])]);
    }
  } else {
    // A panel may say that there is nothing before it has asked; what it says to a person who goes on is its word.
    await panel.fill('textbox', 'Account IDs', account);
    await panel.waitFor('status', 'Paste summary', ({ text }) => text.includes('1 account'));
    expect([lie.name, await offersOf(panel, lie)]).toEqual([lie.name, offers]);
    expect(writesOf(stage)).toHaveLength(before);
  }
  // A page's forms can stand in the place of what reads it at its end.
  await page.evaluate(`[...document.getElementsByClassName('trap')].forEach((part) => part.remove())`);
  await page.close();
};

test(`${everyLie.length} lies of a page about image, region and account end in the true image or in none`, async () => {
  const stage = await openHostileStage();
  const accounts = recipients(everyLie.length);
  for (const [index, lie] of everyLie.entries()) await tell(stage, lie, accounts[index] ?? '');
  expect(stage.world.cloud.rosterOf(knownImages.foreign)).toEqual([]);
});

const path = '/cvm/image/index?rid=1&tab=PRIVATE_IMAGE';

/** Hosts that only look like a console. */
const lookalikes = [
  'https://console.cloud.tencent.com.evil.example',
  'https://console.cloud.tencent.com-evil.example',
  'https://a.console.cloud.tencent.com',
  'https://evilconsole.cloud.tencent.com',
  'https://cloud.tencent.com',
  // A Cyrillic letter.
  new URL('https://console.cloud.t\u0435ncent.com').origin,
  'https://console.cloud.tencent.com@evil.example',
  'https://console.cloud.tencent.com%2Fcvm%2Fimage@evil.example',
];

/** Plays a console to whoever calls, by whatever name. */
const createLookalike = (): PracticeHost => {
  const inner = createTencentConsole(createPracticeWorld().consoleSource());
  return {
    answersTo: (host) => /evil|tencent\.com\.$|xn--|^a\.|^cloud\./.test(host),
    answer: (request) => inner.answer({ ...request, host: 'console.cloud.tencent.com' }),
  };
};

const seeRows = (page: Surface) =>
  until('rows', () => page.evaluate<boolean>(`document.querySelector('tbody tr') !== null || undefined`));

test(`${lookalikes.length} hosts that look like a console get no script, and one with a dot or a port no launcher`, async () => {
  const stage = await openStage([createLookalike()]);
  const pages: [string, ConsoleSurface][] = [];
  // For browsers these are the console's own name; it is not the address that keys and images are shown at.
  const namesakes = [
    'https://console.cloud.tencent.com.',
    `https://console.cloud.tencent.com:${stage.server.port}`,
  ];
  for (const origin of [...lookalikes, ...namesakes]) {
    const page = await stage.driver.openConsole(origin + path);
    await seeRows(page);
    pages.push([origin, page]);
  }
  // The real one, opened last, has its launcher: the others had the time for one.
  const real = await stage.driver.openConsole(consoleAddress);
  await real.launcherText();
  for (const [origin, page] of pages) {
    expect([origin, await page.hasLauncher()]).toEqual([origin, false]);
    if (browserName === 'chromium' && !namesakes.includes(origin))
      await expect(page.evaluateInContentScript('1')).rejects.toThrow('no content script');
  }
});

test('a panel that the page went away from and came back to changes nothing by itself', async () => {
  const stage = await openHostileStage();
  const page = await openHostilePage(stage);
  await openPlan(stage, page, '100000100777');
  await page.evaluate(`void setTimeout(() => { location.href = '/cvm/overview'; })`);
  await until('the other page', () =>
    page.evaluate<boolean>(
      `location.pathname === '/cvm/overview' && !!document.querySelector('main') || undefined`,
    ),
  );
  expect(await stage.driver.framedPages()).toHaveLength(0);
  await page.evaluate('void setTimeout(() => history.back())');
  await until('the page of before', () =>
    page.evaluate<boolean>(
      `location.pathname === '/cvm/image/index' && !!document.querySelector('tbody tr') || undefined`,
    ),
  );
  await page.launcherText();
  expect(writesOf(stage)).toEqual([]);
  // A browser that kept the page whole kept the panel; the launcher then closes it.
  if ((await stage.driver.framedPages()).length > 0) {
    await page.clickLauncher();
    await until('no panel', async () => (await stage.driver.framedPages()).length === 0 || undefined);
  } else await page.clickCss(`label[name="${knownImages.plain}"] input`);
  await page.launcherText((text) => text.includes('1'));
  const panel = await openPlan(stage, page, '100000100777');
  expect(await stage.driver.framedPages()).toHaveLength(1);
  await pressSteadily(stage, page, panel);
  expect(stage.world.cloud.rosterOf(knownImages.plain)).toEqual(['100000100777']);
});
