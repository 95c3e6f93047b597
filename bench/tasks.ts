import type { Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  /** Time on the processor, in microseconds: what other work of the machine took away is not in it. */
  tdur?: number;
}

const categories = [
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'v8',
  '__metadata',
];

/**
 * Watches a page's main thread while `work` goes on.
 * @returns milliseconds of processor time of its longest task
 */
export const longestTask = async (page: Page, work: () => Promise<void>): Promise<number> => {
  const cdp = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  // The protocol leaves events untyped; their form is the browser's trace format.
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories },
  });
  await work();
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  await cdp.detach();
  // The page's own thread is the one that ran its scripts the longest.
  const byThread = new Map<string, number>();
  for (const { name, pid, tid, tdur = 0 } of events) {
    if (name === 'FunctionCall') byThread.set(`${pid}/${tid}`, (byThread.get(`${pid}/${tid}`) ?? 0) + tdur);
  }
  const [thread] = [...byThread].sort(([, one], [, other]) => other - one)[0] ?? [];
  const tasks = events.filter(({ name, pid, tid }) => `${pid}/${tid}` === thread && /RunTask$/.test(name));
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
};
