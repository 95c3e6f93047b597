import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { knownImages, owner, recipients } from '../practice/tencent/world.ts';
import { until } from './drivers/surface.ts';
import {
  applyPlan,
  openPanelTab,
  openStage,
  resultsOf,
  reviewPlan,
  type Stage,
  saveKeys,
  seeText,
} from './stage.ts';

/** Keeps in the page what stands on the toolbar button, each text once in a row, from now on. */
const watchBadge = `(async () => {
  globalThis.badges = [];
  const look = async () => {
    const text = await chrome.action.getBadgeText({});
    if (badges.at(-1) !== text) badges.push(text);
    setTimeout(look, 20);
  };
  await look();
})()`;

interface Exported {
  jobs: { results: { account: string; outcome: string; requestIds: string[]; answeredAt?: string }[] }[];
}

/** @returns the first downloaded file, when all of it is there */
const downloaded = ({ profile }: Stage): Promise<Exported> =>
  until('a downloaded file', async () => {
    const folder = join(profile, 'downloads');
    const [file] = readdirSync(folder);
    return file === undefined ? undefined : JSON.parse(readFileSync(join(folder, file), 'utf8'));
  });

test('a running job stands on the button; its results say what failed, with request ids, and are exported as JSON', async () => {
  const stage = await openStage();
  const accounts = recipients(60);
  await saveKeys(stage);
  const panel = await openPanelTab(stage, [knownImages.plain]);
  await reviewPlan(panel, [...accounts, '100099990001', '100099990002']);
  await panel.evaluate(watchBadge);
  await applyPlan(stage, panel);
  await panel.waitFor('button', 'Undo this job');
  await until('the badge to go', async () =>
    (await panel.evaluate<string[]>('badges')).length > 2 ? true : undefined,
  );
  expect(await panel.evaluate<string[]>('badges')).toEqual(['', '1', '']);

  await panel.click('button', 'Copy failed IDs');
  await seeText(panel, '2 account IDs copied.');
  await panel.fill('searchbox', 'Search results', '100099990002');
  await until('one row', async () =>
    (await panel.all('button', /^10009999/)).length === 1 ? true : undefined,
  );
  await panel.click('button', '100099990002');
  const [row] = await resultsOf(panel);
  expect(row?.detail).toContain('The account does not exist.');

  await panel.click('button', 'Export JSON');
  const results = (await downloaded(stage)).jobs[0]?.results ?? [];
  expect(results.map(({ account }) => account).sort()).toEqual(
    [...accounts, '100099990001', '100099990002'].sort(),
  );
  for (const result of results) {
    expect(result.outcome).toBe(result.account.startsWith('10009999') ? 'refused' : 'confirmed');
    expect(result.requestIds.length).toBeGreaterThan(0);
    expect(result.answeredAt).toMatch(/^\d{4}-/);
  }
  const [refused] = results.filter(({ account }) => account === '100099990002');
  expect(row?.detail).toContain(refused?.requestIds.at(-1));
});

/** Keeps in the page which notices went: headless Firefox draws none, so that each is gone at once. */
const watchNotices = `(() => {
  globalThis.gone = [];
  chrome.notifications.onClosed.addListener((id) => gone.push(id));
})()`;

test('the end of a job that no page shows is told by the system, without an account', async () => {
  const stage = await openStage();
  const keysPage = await saveKeys(stage);
  await keysPage.evaluate(watchNotices);
  const panel = await openPanelTab(stage, [knownImages.plain]);
  await reviewPlan(panel, recipients(60));
  await applyPlan(stage, panel);
  await panel.close();
  const shown = 'chrome.notifications.getAll().then((all) => [...gone, ...Object.keys(all)])';
  const [id = ''] = await until('a notice', async () => {
    const ids = await keysPage.evaluate<string[]>(shown);
    return ids.length > 0 ? ids : undefined;
  });
  expect(id).toMatch(/^job:/);
  expect(id).not.toContain(owner.account);
  expect(stage.world.cloud.rosterOf(knownImages.plain)).toHaveLength(60);
});
