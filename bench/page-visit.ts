import type { BrowserContext, Page } from 'playwright-core';
import { type Browsers, type Variant, variants } from './page-variants.ts';
import { type ScriptCost, scriptCost, traceOf } from './tasks.ts';

/** How long a page is watched after it has loaded, in milliseconds. */
const watchMs = 1500;

/** What one visit of a page cost. */
export interface Cost extends ScriptCost {
  /** From DOMContentLoaded until something of ours stood in the page, in milliseconds; absent when nothing did. */
  launcherAfter?: number;
  /** Of the page's main thread, in milliseconds, whoever worked there. */
  tasks: number;
  nodes: number;
  heapKb: number;
}

/** Notes when the document was ready and when a first element came to stand beside its body. */
const noteTimes = `(() => {
  globalThis.noted = {};
  document.addEventListener('DOMContentLoaded', () => { noted.ready = performance.now(); }, { capture: true, once: true });
  new MutationObserver(() => {
    const isOurs = ({ localName }) => localName === 'div';
    if ([...document.documentElement?.children ?? []].some(isOurs)) noted.launcher ??= performance.now();
  }).observe(document, { childList: true, subtree: true });
})()`;

const wait = (page: Page, ms: number) => page.evaluate(`new Promise((next) => setTimeout(next, ${ms}))`);

/** Loads a page, lets `work` go on in it, and tells what that cost. */
export const measureVisit = async (
  context: BrowserContext,
  address: string,
  work?: (page: Page) => Promise<unknown>,
): Promise<Cost> => {
  const page = await context.newPage();
  try {
    const cdp = await context.newCDPSession(page);
    const metric = async (name: string) =>
      (await cdp.send('Performance.getMetrics')).metrics.find((each) => each.name === name)?.value ?? 0;
    await page.addInitScript(noteTimes);
    await cdp.send('Performance.enable');
    const load = async () => {
      await page.goto(address);
      if (address.includes('PRIVATE_IMAGE')) await page.waitForSelector('tbody .id');
      await wait(page, watchMs);
    };
    if (work) await load();
    const before = await metric('TaskDuration');
    const watched = async () => void (await (work ? work(page) : load()));
    const events = await traceOf(page, watched, ['toplevel', 'devtools.timeline']);
    const tasks = ((await metric('TaskDuration')) - before) * 1000;
    await cdp.send('HeapProfiler.collectGarbage');
    const { ready, launcher } = await page.evaluate<{ ready: number; launcher?: number }>('noted');
    return {
      ...scriptCost(events, (url) => url.startsWith('chrome-extension://')),
      ...(launcher === undefined ? {} : { launcherAfter: launcher - ready }),
      tasks,
      nodes: await metric('Nodes'),
      heapKb: (await metric('JSHeapUsedSize')) / 1000,
    };
  } finally {
    await page.close();
  }
};

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** @returns the median of each figure, of runs of the three browsers in turn */
export const inTurn = async (
  browsers: Browsers,
  runs: number,
  run: (context: BrowserContext) => Promise<Cost>,
): Promise<Record<Variant, Cost>> => {
  const costs: Record<Variant, Cost[]> = { none: [], empty: [], ours: [] };
  // The first load of a browser fills its caches.
  for (let at = 0; at <= runs; at += 1) {
    for (const variant of variants) {
      const cost = await run(browsers.of[variant]);
      if (at > 0) costs[variant].push(cost);
    }
  }
  const middle = (variant: Variant): Cost => {
    const of = (figure: keyof Cost) => median(costs[variant].map((cost) => cost[figure] ?? 0));
    return {
      all: of('all'),
      longest: of('longest'),
      longTasks: of('longTasks'),
      launcherAfter: of('launcherAfter'),
      tasks: of('tasks'),
      nodes: of('nodes'),
      heapKb: of('heapKb'),
    };
  };
  return { none: middle('none'), empty: middle('empty'), ours: middle('ours') };
};
