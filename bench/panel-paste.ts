import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openChromium } from '../e2e/drivers/chromium.ts';
import type { Surface } from '../e2e/drivers/surface.ts';
import { startPracticeServer } from '../practice/server.ts';
import { knownImages, practiceKeys } from '../practice/tencent/world.ts';
import { createPracticeWorld } from '../practice/world.ts';
import { type BenchRow, held } from './row.ts';
import { longestTask } from './tasks.ts';

/** Counts the pasted lines; as many as one job takes. */
const lines = 100_000;

/** Runs in the panel before the clock: writes what is then pasted. */
const copyLines = `(() => {
  const nameOf = (at) => 'Partner ' + at.toString(36).replace(/[0-9]/g, 'x');
  const text = Array.from({ length: ${lines} }, (_, at) => nameOf(at) + '\\t' + (100000000000 + at * 7)).join('\\n');
  globalThis.copied = new DataTransfer();
  copied.setData('text/plain', text);
})()`;

/** Pastes in a task of its own, and looks for the summary of all lines. */
const pasteLines = `(async () => {
  const field = document.querySelector('textarea');
  const summary = () => document.querySelector('[role=status][aria-label="Paste summary"]').textContent;
  const paste = new ClipboardEvent('paste', { clipboardData: copied, bubbles: true, cancelable: true });
  const start = performance.now();
  setTimeout(() => field.dispatchEvent(paste));
  while (!summary().includes('100,000 accounts')) await new Promise((resolve) => setTimeout(resolve, 20));
  return performance.now() - start;
})()`;

const saveKeys = async (keys: Surface) => {
  const { secretId, secretKey } = practiceKeys.main;
  await keys.click('button', 'Keep keys only until the browser closes');
  await keys.waitFor('button', 'Check and save');
  await keys.fill('textbox', 'Label', 'Practice');
  await keys.fill('textbox', 'Key ID', secretId);
  await keys.fill('textbox', 'Key secret', secretKey);
  await keys.click('button', 'Check and save');
  await keys.waitFor('button', /^Remove/);
};

/** The panel of the built extension in Chromium, while a person pastes as much as one job takes. */
export const measurePanelPaste = async (): Promise<BenchRow[]> => {
  const server = await startPracticeServer({ hosts: createPracticeWorld({}).hosts });
  const profile = mkdtempSync(join(tmpdir(), 'image-roster-bench-'));
  const extension = fileURLToPath(new URL('../.output/chrome-mv3', import.meta.url));
  const driver = await openChromium({ extension, profile, port: server.port });
  try {
    await saveKeys(await driver.openPage('workspace.html#keys'));
    const panel = await driver.openPage(
      `panel.html?product=tencent-cvm&region=ap-guangzhou&images=${knownImages.plain}`,
    );
    await panel.waitFor('checkbox', new RegExp(knownImages.plain));
    const page = driver.context.pages().find((each) => each.url().includes('/panel.html'));
    if (!page) throw new Error('the panel is not open');
    await panel.evaluate(copyLines);
    let read = 0;
    const longest = await longestTask(page, async () => {
      read = await panel.evaluate<number>(pasteLines);
    });
    return [
      held(
        {
          what: 'longest task while the panel reads 100,000 pasted lines',
          unit: 'ms on the processor',
          figure: longest,
        },
        50,
      ),
      held({ what: 'from pasting 100,000 lines to their summary', unit: 'ms', figure: read }, 5000),
    ];
  } finally {
    await driver.close();
    await server.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};
