import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openChromium } from '../e2e/drivers/chromium.ts';
import { until } from '../e2e/drivers/surface.ts';
import { startPracticeServer } from '../practice/server.ts';
import { practiceKeys } from '../practice/tencent/world.ts';
import { createPracticeWorld } from '../practice/world.ts';
import { type BenchRow, held, type Measured, rounded } from './row.ts';

const imagePage = 'https://console.cloud.tencent.com/cvm/image/index?rid=1&tab=PRIVATE_IMAGE&poll=600000';
const rounds = 7;
/** A miss up to so many times an empty frame is the known one, a worse one has no reason. */
const mostOfEmptyFrame = 8;

/** Notes in every page and frame, on one clock for all, when the mouse last clicked and when a text box stood in a drawn frame. */
const noteTimes = `(() => {
  const now = () => performance.timeOrigin + performance.now();
  globalThis.noted = {};
  addEventListener('click', ({ timeStamp }) => { noted.clicked = performance.timeOrigin + timeStamp; }, true);
  const observer = new MutationObserver(() => {
    const box = document.querySelector('textarea');
    if (!box || box.disabled) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { noted.usable = now(); };
      port2.postMessage(null);
    });
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true });
})()`;

/** An empty frame of the page's own, from its making to a drawn text box: what no panel can do without. */
const openEmptyFrame = `(async () => {
  const start = performance.now();
  const frame = document.createElement('iframe');
  frame.srcdoc = '<textarea></textarea>';
  frame.style.cssText = 'position:fixed;inset:0 0 0 auto;width:420px;height:100vh';
  const loaded = new Promise((next) => { frame.onload = next; });
  document.body.append(frame);
  await loaded;
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  const took = performance.now() - start;
  frame.remove();
  return took;
})()`;

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

const rowOf = (panels: readonly number[], frames: readonly number[]): BenchRow => {
  const [figure, least] = [median(panels), median(frames)];
  const knownMiss = {
    upTo: least * mostOfEmptyFrame,
    why: `${Math.round(least)} ms are an empty frame’s; the rest is a process of its own, the scripts and two answers`,
  };
  const note = `worst of ${rounds}: ${Math.round(Math.max(...panels))} ms`;
  return {
    ...held(
      { what: 'panel from the click to a text box to paste into', figure, unit: 'ms', note, knownMiss },
      150,
    ),
    against: `an empty frame: ${Math.round(least)} ms`,
    ratio: rounded(figure / least),
  };
};

/**
 * How soon the panel can be used, in a console page of Chromium with keys at hand: from the click's own moment, as the
 * browser gives it, to the frame that shows the text box. Empty frames are opened in turn with it.
 */
export const measurePanelOpening = async (): Promise<Measured> => {
  const server = await startPracticeServer({ hosts: createPracticeWorld({}).hosts });
  const profile = mkdtempSync(join(tmpdir(), 'image-roster-bench-'));
  const extension = fileURLToPath(new URL('../.output/chrome-mv3', import.meta.url));
  const driver = await openChromium({ extension, profile, port: server.port });
  try {
    const keeper = await driver.openPage('workspace.html#keys');
    const { secretId: keyId, secretKey: secret } = practiceKeys.main;
    const ask = (call: string, request: object) =>
      keeper.evaluate(`chrome.runtime.sendMessage(${JSON.stringify({ call, request })})`);
    await ask('vault.useMemory', {});
    await ask('profiles.save', { site: 'tencent', label: 'Bench', keyId, secret });
    await driver.context.addInitScript(noteTimes);
    const panels: number[] = [];
    const frames: number[] = [];
    // The first opening fills the browser's caches.
    for (let round = 0; round <= rounds; round += 1) {
      const page = await driver.openConsole(imagePage);
      await page.launcherText();
      const empty = await page.evaluate<number>(openEmptyFrame);
      await page.clickLauncher();
      const panel = await driver.panel();
      const usable = await until('a panel that can be used', () =>
        panel.evaluate<number | undefined>('noted.usable'),
      );
      const clicked = await page.evaluate<number>('noted.clicked');
      if (round > 0) panels.push(usable - clicked);
      if (round > 0) frames.push(empty);
      await page.close();
    }
    return { rows: [rowOf(panels, frames)], growth: [] };
  } finally {
    await driver.close();
    await server.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};
