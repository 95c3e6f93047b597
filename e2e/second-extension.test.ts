import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { knownImages } from '../practice/tencent/world.ts';
import { type ConsoleSurface, until } from './drivers/surface.ts';
import { openPlan, pressSteadily } from './hostile-stage.ts';
import { writeSecondExtension } from './second-extension.ts';
import { browserName, consoleAddress, openStage, saveKeys, writesOf } from './stage.ts';

const account = '100000100777';
const calls = ['job.list', 'profiles.list', 'vault.state', 'rosters.known', 'launcher.read', 'panel.open'];

let number = 0;

/** Has the second extension do something on this page. */
const second = async <Value>(page: ConsoleSurface, name: string, more: object = {}): Promise<Value> => {
  number += 1;
  const detail = JSON.stringify({ ...more, name, number });
  // Firefox hides a page's objects from content scripts unless they are cloned; a text passes in both.
  await page.evaluate(
    `document.documentElement.dispatchEvent(new CustomEvent('second-run', { bubbles: true, detail: ${JSON.stringify(detail)} }))`,
  );
  return until(`the second extension's ${name}`, async () => {
    const answer = await page.evaluate<string | null>(
      `document.documentElement.dataset.second${number} ?? null`,
    );
    return answer === null ? undefined : (JSON.parse(answer) as Value); // JSON by the second extension
  });
};

test('a second extension with the console pages, tabs and scripting has no effect', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'image-roster-second-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeSecondExtension(folder, browserName);
  const stage = await openStage([], {}, { beside: folder });
  await saveKeys(stage);
  const page = await stage.driver.openConsole(consoleAddress);
  await page.clickCss(`label[name="${knownImages.plain}"] input`);
  await page.launcherText((text) => text.includes('1'));
  const { extensionOrigin } = stage.driver;
  const id = browserName === 'chromium' ? extensionOrigin.split('/').at(-1) : 'image-roster@extension';

  // It reaches into closed roots, which a page does not; so it is known to run.
  expect(await second<number>(page, 'roots')).toBeGreaterThan(0);
  // Its presses are not a person's: no panel opens.
  expect(await second<number>(page, 'press')).toBe(0);

  const panel = await openPlan(stage, page, account);
  expect(await second<number>(page, 'press')).toBe(1);
  expect(await second<string>(page, 'read')).toBe('');
  await second(page, 'post');

  const answers: unknown[] = [];
  for (const call of calls) {
    const message = { call, request: {} };
    for (const kind of ['send', 'connect'])
      answers.push(await second(page, 'relay', { message: { kind, id, message } }));
    answers.push(await second(page, 'relay', { message: { kind: 'speak', message } }));
  }
  for (const answer of answers) expect(JSON.stringify(answer)).toMatch(/no answer|threw|null/);

  for (const path of [
    '/workspace.html#keys',
    '/workspace.html?confirm#confirm/1',
    '/popup.html',
    '/panel.html?job=1',
    '/manifest.json',
  ])
    expect(await second(page, 'relay', { message: { kind: 'fetch', url: extensionOrigin + path } })).not.toBe(
      'read',
    );
  await second(page, 'relay', {
    message: {
      kind: 'open',
      url: `${extensionOrigin}/panel.html?product=tencent-cvm&region=ap-guangzhou&images=${knownImages.plain}`,
    },
  });
  expect(await second(page, 'relay', { message: { kind: 'inject' } })).toBe('');

  // A frame of its own with the address and the used token of the real one.
  const address = await second<string>(page, 'address');
  expect(address).toContain('panel.html#');
  await second(page, 'frame', { address });
  for (const frame of await stage.driver.framedPages()) {
    const boxes = await frame.all('button', /^Apply|Review/);
    const isReal = boxes.length > 0;
    if (!isReal) expect(await frame.all('textbox')).toEqual([]);
  }
  expect((await panel.all('button', /^Apply/)).length).toBe(1);

  const stored = await second<string>(page, 'storage');
  expect(stored).not.toMatch(/image-roster|PRACTICE-SECRET|100000100777/);
  expect(writesOf(stage)).toEqual([]);
  await pressSteadily(stage, page, panel);
  expect(stage.world.cloud.rosterOf(knownImages.plain)).toEqual([account]);
});
