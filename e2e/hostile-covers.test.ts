import { expect, test } from 'vitest';
import type { Cover, Point } from './attacks/attack.ts';
import { everyCover } from './attacks/covers.ts';
import { type ConsoleSurface, type Surface, until } from './drivers/surface.ts';
import { openHostilePage, openHostileStage, openPlan, pointOfApply, pressSteadily } from './hostile-stage.ts';
import { type Stage, seeText, writesOf } from './stage.ts';

/**
 * What came of a trap. in sight: it changed nothing of the panel that a person sees. no effect: the press did nothing.
 * asked: the extension asked in its own window, and was told no.
 */
type End = 'in sight' | 'no effect' | 'asked';

const focusApply = `[...document.querySelectorAll('button')].find(({ textContent }) => textContent.startsWith('Apply')).focus()`;
const takeFocus = `(() => {
  const bait = Object.assign(document.createElement('button'), { className: 'trap' });
  document.body.append(bait);
  bait.focus();
})()`;

const sizeOf = (page: ConsoleSurface) =>
  page.evaluate<{ width: number; height: number }>(
    '({ width: document.documentElement.clientWidth, height: innerHeight })',
  );

/** The panel as it is drawn. */
const pictureOf = async (page: ConsoleSurface): Promise<string> => {
  const { width, height } = await sizeOf(page);
  return page.picture({ x: width - 440, y: 0, width: 440, height });
};

/** Takes the mouse off the button first: a frame that the mouse leaves straight from a button may show it as hovered for a while. */
const takeMouseAway = async (page: ConsoleSurface): Promise<void> => {
  const { width, height } = await sizeOf(page);
  await page.hover(width - 220, Math.round(height * 0.7));
  await page.hover(5, 5);
};

/** As `pictureOf`, once nothing fades in or out any more. */
const steadyPictureOf = async (page: ConsoleSurface): Promise<string> => {
  let before = '';
  return until('a panel that is drawn the same twice', async () => {
    const drawn = await pictureOf(page);
    if (drawn === before) return drawn;
    before = drawn;
    return undefined;
  });
};

/** A press that was taken leaves the button busy until the background has answered. */
const readPanel = `(() => {
  const { innerText } = document.body;
  if (innerText.includes('Confirm in the window that opened')) return 'asked';
  if (!innerText.includes('Apply')) return 'written';
  return document.querySelector('button[aria-busy=true]') ? '' : 'no effect';
})()`;

const settle = async (stage: Stage, panel: Surface): Promise<End | 'written'> => {
  const end = await until(
    'the end of a press',
    async () => (await panel.evaluate<End | 'written' | ''>(readPanel)) || undefined,
  );
  if (end !== 'asked') return end;
  const confirmation = await stage.driver.confirmation();
  await confirmation.waitFor('heading', 'Confirm');
  expect(writesOf(stage)).toEqual([]);
  await confirmation.click('button', 'Cancel');
  await seeText(panel, 'Nothing was changed');
  return 'asked';
};

/** The panel as it is drawn while nothing is laid; kept until a press may have changed it. */
let drawn = '';

const fallInto = async (
  stage: Stage,
  page: ConsoleSurface,
  panel: Surface,
  cover: Cover,
): Promise<End | 'written'> => {
  await takeMouseAway(page);
  // A ring around what has the focus goes with the focus; that is no difference to what is seen of a plan.
  await panel.evaluate('document.activeElement.blur()');
  drawn ||= await steadyPictureOf(page);
  const apply = await pointOfApply(page, panel);
  if (cover.isKey) await panel.evaluate(focusApply).then(() => page.evaluate(takeFocus));
  const bait = await page.evaluate<Point>(`watcher.lay(${cover.lay}, ${JSON.stringify(apply)})`);
  const isAtApply = bait.x === apply.x && bait.y === apply.y;
  if (!cover.isKey && isAtApply && (await pictureOf(page)) === drawn) return 'in sight';
  drawn = '';
  const presses = cover.presses ?? 1;
  if (cover.isKey) for (let press = 0; press < presses; press += 1) await page.press('Enter');
  else await page.clickAt(bait.x, bait.y, presses);
  return settle(stage, panel);
};

test(`${everyCover.length} ways of having a person press Apply unseen or unmeant write nothing`, async () => {
  const stage = await openHostileStage();
  const page = await openHostilePage(stage);
  const panel = await openPlan(stage, page, '100000100777');
  const ends: [string, string][] = [];
  for (const cover of everyCover) {
    await page.show();
    // Firefox gives a page its window's size back after a full screen.
    await page.resize(1360, 860);
    const end = await fallInto(stage, page, panel, cover);
    ends.push([end, cover.name]);
    expect(ends.filter(([each]) => each === 'written')).toEqual([]);
    expect(writesOf(stage)).toEqual([]);
    await page.evaluate('watcher.clear()');
    // Every trap starts from a button that would do it.
    await panel.waitFor('button', /^Apply/, ({ isEnabled }) => isEnabled);
  }
  for (const end of ['in sight', 'no effect', 'asked'])
    console.log(`${end}: ${ends.filter(([each]) => each === end).length}`);
  if (process.env.E2E_VERBOSE) console.log(ends.map((each) => each.join(': ')).join('\n'));
  // All of them would be written by a person who means it.
  await pressSteadily(stage, page, panel);
  expect(stage.world.cloud.rosterOf('img-plain001')).toEqual(['100000100777']);
});
