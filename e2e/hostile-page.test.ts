import { expect, test } from 'vitest';
import { knownImages } from '../practice/tencent/world.ts';
import type { Script } from './attacks/attack.ts';
import { everyScript } from './attacks/forged.ts';
import { everyFrame, everyRemoval } from './attacks/frames.ts';
import { type ConsoleSurface, type Surface, until } from './drivers/surface.ts';
import { openHostilePage, openHostileStage, openPlan, pointOfApply, pressSteadily } from './hostile-stage.ts';
import { type Stage, writesOf } from './stage.ts';

/** Typed key by key in the panel; the page must never hold it, in one piece or as keys. */
const canary = '100000100777';

interface Findings {
  events: string[];
  finds: string[];
  attempts: number;
}

const findings = (page: ConsoleSurface) => page.evaluate<Findings>('watcher.report()');

/** What a page would have to know to try all of this; it finds out none of it by itself. */
const givenOf = async ({ driver }: Stage, page: ConsoleSurface, panel: Surface) => {
  const [own = '', token = ''] = (await panel.url()).split('#');
  // Chromium's panel does not know the address it was framed by; the content script does.
  const address =
    driver.browser === 'chromium'
      ? await page.evaluateInContentScript<string>("chrome.runtime.getURL('panel.html')")
      : own;
  const origin = driver.extensionOrigin;
  const at = await pointOfApply(page, panel).catch(() => ({ x: 0, y: 0 }));
  return JSON.stringify({ origin, id: origin.split('/').at(-1), address, token, at });
};

/** What a browser neither refuses nor answers within this time has told nothing. */
const playMs = 2_000;

const play = (page: ConsoleSurface, { play }: Script, given: string) =>
  page.evaluate<string[]>(
    `Promise.race([(${play})(${given}), new Promise((next) => setTimeout(() => next([]), ${playMs}))])`,
  );

test(`${everyScript.length} ways of a page's script to press, to listen and to look come to nothing`, async () => {
  const stage = await openHostileStage();
  const page = await openHostilePage(stage);
  // The recorder works: it hears a real click on the page.
  expect((await findings(page)).events.join()).toContain('click');
  await page.evaluate('watcher.forget()');
  const islands = await page.evaluate<number>('watcher.islands()');
  await page.evaluate('watcher.attack()');
  expect(await page.evaluate<number>('watcher.islands()')).toBe(islands);

  const panel = await openPlan(stage, page, canary);
  const typed = await findings(page);
  expect(typed.events.filter((event) => /key|input|paste|change/.test(event))).toEqual([]);
  await page.evaluate('watcher.attack()');
  const { attempts, finds } = await findings(page);
  expect(attempts).toBeGreaterThan(40);
  expect(finds).toEqual([]);

  const given = await givenOf(stage, page, panel);
  for (const script of everyScript) {
    expect([script.name, await play(page, script, given)]).toEqual([script.name, []]);
    expect([script.name, (await panel.all('button', /^Apply/)).length]).toEqual([script.name, 1]);
    expect([script.name, writesOf(stage)]).toEqual([script.name, []]);
  }
  expect(JSON.stringify(await findings(page))).not.toContain(canary);
  expect(await page.evaluate<string>('document.documentElement.outerHTML')).not.toContain(canary);

  // None of it kept the person from the work.
  await pressSteadily(stage, page, panel);
  expect(stage.world.cloud.rosterOf(knownImages.plain)).toEqual([canary]);
});

const ask = `(async () => {
  const { runtime } = globalThis.browser ?? globalThis.chrome ?? {};
  const ask = async (call, request) => {
    const answer = await runtime?.sendMessage?.({ call, request }).catch(() => undefined);
    return answer?.ok ? 'answered' : (answer?.failure?.kind ?? 'no answer');
  };
  return {
    hello: await ask('panel.hello', { token: location.hash.slice(1) }),
    jobs: await ask('job.list', {}),
    rosters: await ask('rosters.known', {}),
  };
})()`;

/** What a framed page of ours shows and gets; a frame that the browser refused to fill shows nothing. */
const powerOf = async (frame: Surface) => ({
  shown: [...(await frame.all('textbox')), ...(await frame.all('region')), ...(await frame.all('checkbox'))]
    .length,
  answers: await frame.evaluate<Record<string, string>>(ask),
});

test(`${everyFrame.length} frames and ${everyRemoval.length} moves of a page give it no panel of its own`, async () => {
  const stage = await openHostileStage();
  const page = await openHostilePage(stage);
  const panel = await openPlan(stage, page, canary);
  const given = await givenOf(stage, page, panel);
  const real = await panel.url();
  let framed = 0;
  for (const script of everyFrame) {
    await play(page, script, given);
    for (const frame of await stage.driver.framedPages()) {
      const isReal = (await frame.all('button', /^Apply/)).length === 1 && (await frame.url()) === real;
      if (isReal) continue;
      // Firefox has one address for each profile; Chromium's fixed id is known to everybody.
      if (stage.driver.browser === 'chromium') expect(script.name).not.toContain('fixed id');
      framed += 1;
      const { shown, answers } = await powerOf(frame);
      expect([script.name, shown]).toEqual([script.name, 0]);
      for (const answer of Object.values(answers))
        expect([script.name, answer]).toEqual([
          script.name,
          expect.stringMatching(/panel-expired|not-allowed|no answer/),
        ]);
    }
    await page.evaluate('watcher.clear()');
  }
  // The browser let some of them be filled, so the token was asked for.
  expect(framed).toBeGreaterThan(3);
  expect((await panel.all('button', /^Apply/)).length).toBe(1);

  for (const script of everyRemoval) {
    await play(page, script, given);
    await until(`the end of a panel that was ${script.name}`, async () => {
      const frames = await stage.driver.framedPages();
      const alive = await Promise.all(frames.map((frame) => frame.all('button', /^Apply/).catch(() => [])));
      const isShown = await page.evaluate<boolean>(
        `[...document.documentElement.children].some((each) => each.matches(':popover-open') && each.checkVisibility())`,
      );
      return alive.flat().length === 0 || !isShown || undefined;
    });
    expect(writesOf(stage)).toEqual([]);
    await page.evaluate('watcher.clear()');
    await until(
      () => `no panel after it was ${script.name}`,
      async () => {
        // Firefox leaves the keys with a frame that the page has hidden, until the window takes them back.
        await page.evaluate('window.focus()');
        await page.press('Escape');
        return (await stage.driver.framedPages()).length === 0 || undefined;
      },
    );
    if (script !== everyRemoval.at(-1)) await openPlan(stage, page, canary);
  }
  expect(writesOf(stage)).toEqual([]);
});
