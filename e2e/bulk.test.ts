import { expect, test } from 'vitest';
import { knownImages, mainRegion, owner, recipients } from '../practice/tencent/world.ts';
import { applyPlan, openPanelTab, openStage, reviewPlan, type Stage, saveKeys, writesOf } from './stage.ts';

/** Images that the cloud shares and that nobody has yet. */
const shareableImages = ({ world }: Stage, count: number): string[] =>
  world.cloud
    .imagesFor(owner.account, mainRegion, 'PRIVATE_IMAGE')
    .filter(({ state, obstacle, license }) => state === 'NORMAL' && !obstacle && license !== 'BYOL')
    .map(({ imageId }) => imageId)
    .filter((imageId) => world.cloud.rosterOf(imageId).length === 0)
    .slice(0, count);

test('500 accounts get one image in at most 12 calls, none of them too fast', async () => {
  const stage = await openStage();
  const { world } = stage;
  const accounts = recipients(500);
  await saveKeys(stage);
  const panel = await openPanelTab(stage, [knownImages.plain]);
  await reviewPlan(panel, accounts);
  await applyPlan(stage, panel);
  await panel.waitFor('button', 'Undo this job', undefined, 60_000);
  await panel.waitFor('button', 'Confirmed 500');
  expect(world.cloud.rosterOf(knownImages.plain).sort()).toEqual(accounts);
  expect(writesOf(stage).length).toBeLessThanOrEqual(12);
  expect(world.cloud.rejectedByRate()).toBe(0);
});

test('20 images with 200 accounts each are all confirmed, no call of them too fast', async () => {
  const stage = await openStage();
  const { world } = stage;
  const accounts = recipients(200);
  const images = shareableImages(stage, 20);
  expect(images).toHaveLength(20);
  await saveKeys(stage);
  const panel = await openPanelTab(stage, images);
  await reviewPlan(panel, accounts);
  await applyPlan(stage, panel);
  await panel.waitFor('button', 'Undo this job', undefined, 90_000);
  await panel.waitFor('button', 'Confirmed 4000');
  for (const image of images) expect(world.cloud.rosterOf(image).sort()).toEqual(accounts);
  expect(world.cloud.rejectedByRate()).toBe(0);
});
