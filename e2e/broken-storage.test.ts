import { expect, test } from 'vitest';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import { until } from './drivers/surface.ts';
import { applyPlan, openPanelTab, openStage, reviewPlan, saveKeys, seeText, writesOf } from './stage.ts';

/** Raises the database's layout as a newer version of the extension would: this version can no longer write. */
const raiseDatabase = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('image-roster', 99);
  opening.onsuccess = () => { opening.result.close(); resolve(true); };
  opening.onerror = () => reject(opening.error);
})`;

test('a job whose records can no longer be stored stops before its next call and says so', async () => {
  const stage = await openStage();
  const keysPage = await saveKeys(stage);
  const panel = await openPanelTab(stage, [knownImages.plain]);
  const wish = recipients(120);
  await reviewPlan(panel, wish);
  let release = () => {};
  const isBroken = new Promise<void>((resolve) => {
    release = resolve;
  });
  let held = 0;
  stage.server.faults.beforeAnswer = async ({ action }) => {
    if (action !== 'ModifyImageSharePermission') return undefined;
    held += 1;
    await isBroken;
    return undefined;
  };
  await applyPlan(stage, panel);
  await until('the first write', async () => held > 0 || undefined);
  await keysPage.evaluate(raiseDatabase);
  release();
  await seeText(panel, 'The browser could not store the record, so nothing more was sent.');
  await seeText(panel, 'Free some disk space');
  expect(writesOf(stage)).toHaveLength(1);
  expect(stage.world.cloud.rosterOf(knownImages.plain)).toEqual(wish.slice(0, 50));
});
