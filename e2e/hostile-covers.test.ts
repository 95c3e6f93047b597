import { expect, test } from 'vitest';
import type { Point } from './attacks/attack.ts';
import { everyCover } from './attacks/covers.ts';
import { openHostilePage, openHostileStage, openPlan, pointOfApply } from './hostile-stage.ts';
import { seeText, writesOf } from './stage.ts';

test('try', async () => {
  const stage = await openHostileStage();
  const page = await openHostilePage(stage);
  let panel = await openPlan(stage, page, '100000100777');
  const bad: string[] = [];
  for (const cover of everyCover.slice(Number(process.env.FROM ?? 0))) {
    const t = Date.now();
    await page.show();
    const point = await pointOfApply(page, panel);
    const at = await page.evaluate<Point>(`watcher.lay(${cover.lay}, ${JSON.stringify(point)})`);
    if (cover.isKey) {
      await panel.evaluate("[...document.querySelectorAll('button')].find(({ textContent }) => textContent.startsWith('Apply')).focus()");
      await page.evaluate("(() => { const b = document.createElement('button'); b.className = 'trap'; document.body.append(b); b.focus(); return document.activeElement === b; })()");
      for (let i = 0; i < (cover.presses ?? 1); i += 1) await page.press('Enter');
    } else await page.clickAt(at.x, at.y, cover.presses ?? 1);
    await new Promise((r) => setTimeout(r, 700));
    if (process.env.SHOT && /cut|mask|edge/.test(cover.name)) await page.screenshot(`/tmp/shot-${cover.name.replaceAll(' ','-')}.png`);
    const text = await panel.evaluate<string>('document.body.innerText').catch((e) => 'GONE ' + e);
    const state = text.startsWith('GONE') ? 'GONE' : /in another window|separate window|window/.test(text) ? 'CONFIRM' : text.includes('Apply') ? 'plan' : text.slice(0, 60).replace(/\s+/g, ' ');
    console.log(cover.name, '->', state, writesOf(stage).length, Date.now() - t);
    await page.evaluate('watcher.clear()');
    if (state === 'CONFIRM') {
      const confirmation = await stage.driver.confirmation();
      await confirmation.click('button', 'Cancel');
      await seeText(panel, 'Nothing was changed');
    } else if (state !== 'plan') {
      bad.push(cover.name);
      if (state !== 'GONE') { await page.evaluate('watcher.island().remove()'); await page.evaluate('new Promise((r) => setTimeout(r, 500))'); }
      panel = await openPlan(stage, page, String(100000100777 + bad.length));
    }
    await panel.waitFor('button', /^Apply/, ({ isEnabled }) => isEnabled).catch(async (e) => { await page.screenshot('/tmp/stuck.png'); throw e; });
  }
  expect(bad).toEqual([]);
}, 300_000);
