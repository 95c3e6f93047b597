import { expect, test } from 'vitest';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import type { Surface } from './drivers/surface.ts';
import { applyPlan, openPanelTab, openStage, resultsOf, type Stage, saveKeys, writesOf } from './stage.ts';

const { plain, second, sharedFew: old } = knownImages;

const nameOf = ({ world }: Stage, image: string) => world.cloud.image(image)?.name ?? '';

const takeRosterOf = async (stage: Stage, panel: Surface, image: string) => {
  await panel.waitFor('checkbox', new RegExp(nameOf(stage, plain)));
  await panel.click('radio', "Another image's roster");
  await panel.fill('searchbox', 'Search images', image);
  await panel.click('radio', new RegExp(image));
};

test('a roster is copied to other images, and the image it comes from keeps it', async () => {
  const stage = await openStage();
  const { cloud } = stage.world;
  const has = cloud.rosterOf(old).sort();
  await saveKeys(stage);
  const panel = await openPanelTab(stage, [plain, second]);
  await takeRosterOf(stage, panel, old);
  await panel.click('button', 'Review plan');
  const plan = await panel.waitFor('region', 'Plan');
  expect(plan.text).toContain(nameOf(stage, second));
  await applyPlan(stage, panel);
  await panel.waitFor('button', 'Undo this job');
  for (const image of [plain, second, old]) expect(cloud.rosterOf(image).sort()).toEqual(has);
});

test('an image is replaced in one job, and one undo brings everything back, but what others did since', async () => {
  const stage = await openStage();
  const { cloud } = stage.world;
  const has = cloud.rosterOf(old).sort();
  await saveKeys(stage);
  const panel = await openPanelTab(stage, [plain]);
  await takeRosterOf(stage, panel, old);
  await panel.click('checkbox', /Then revoke this image from everybody/);
  await panel.click('button', 'Review plan');
  await panel.waitFor('region', 'Plan');
  await applyPlan(stage, panel);
  await panel.waitFor('button', 'Undo this job');
  expect(cloud.rosterOf(plain).sort()).toEqual(has);
  expect(cloud.rosterOf(old)).toEqual([]);
  expect(writesOf(stage).map(({ imageId }) => imageId)).toEqual([plain, old]);
  const rows = await resultsOf(panel);
  expect(rows.map(({ outcome }) => outcome)).toEqual(rows.map(() => 'Confirmed'));

  const [foreign = ''] = recipients(60).slice(-1);
  cloud.setRoster(plain, [...has, foreign]);
  await panel.click('button', 'Undo this job');
  await panel.waitFor('heading', /Undone/);
  expect(cloud.rosterOf(old).sort()).toEqual(has);
  expect(cloud.rosterOf(plain)).toEqual([foreign]);
});
