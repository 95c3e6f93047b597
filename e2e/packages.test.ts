import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import { readZip } from '../scripts/supply/zip.ts';
import {
  applyPlan,
  browserName,
  openPanelTab,
  openStage,
  outputRoot,
  reviewPlan,
  saveKeys,
} from './stage.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** The package that a store gets; `npm run zip` makes it. */
const packageOf = (kind: 'chrome' | 'firefox') => join(outputRoot, `image-roster-${version}-${kind}.zip`);

/** Unpacks Chromium's package, as a person does who loads it unpacked. */
const unpack = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'image-roster-package-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, bytes] of readZip(readFileSync(packageOf('chrome')))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
};

test('the package for the store is installed and shares', async () => {
  const isFirefox = browserName === 'firefox';
  // Firefox keeps it for good, which it does with packages alone.
  const extension = isFirefox ? packageOf('firefox') : unpack();
  const stage = await openStage([], {}, { extension, isKept: isFirefox });
  const keysPage = await saveKeys(stage);
  const installed = `(globalThis.browser ?? chrome).runtime.getManifest().version`;
  expect(await keysPage.evaluate(installed)).toBe(version);
  if (isFirefox) {
    const kept = readFileSync(join(stage.profile, 'extensions', 'image-roster@extension.xpi'));
    expect(kept.equals(readFileSync(packageOf('firefox')))).toBe(true);
  }
  const panel = await openPanelTab(stage, [knownImages.plain]);
  await reviewPlan(panel, recipients(3));
  await applyPlan(stage, panel);
  await panel.waitFor('button', 'Undo this job');
  expect(stage.world.cloud.rosterOf(knownImages.plain)).toEqual(recipients(3));
});
