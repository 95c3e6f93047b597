import type { Page } from 'playwright-core';

export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  /** Time on the processor, in microseconds: what other work of the machine took away is not in it. */
  tdur?: number;
  /** Names the script that ran, where one did. */
  args?: { data?: { url?: string }; fileName?: string };
}

const categories = [
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'v8',
  '__metadata',
];

/** @returns what the browser did while `work` went on, in the categories asked for; each costs what it watches time */
export const traceOf = async (
  page: Page,
  work: () => Promise<void>,
  includedCategories: string[] = categories,
): Promise<TraceEvent[]> => {
  const cdp = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  // The protocol leaves events untyped; their form is the browser's trace format.
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories },
  });
  await work();
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  await cdp.detach();
  return events;
};

const threadOf = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;

/** @returns the tasks of the page's own thread, which is the one that ran its scripts the longest */
const tasksOf = (events: readonly TraceEvent[]): TraceEvent[] => {
  const byThread = new Map<string, number>();
  for (const event of events) {
    if (event.name === 'FunctionCall')
      byThread.set(threadOf(event), (byThread.get(threadOf(event)) ?? 0) + (event.tdur ?? 0));
  }
  const [thread] = [...byThread].sort(([, one], [, other]) => other - one)[0] ?? [];
  return events.filter((event) => threadOf(event) === thread && /RunTask$/.test(event.name));
};

/**
 * Watches a page's main thread while `work` goes on.
 * @returns milliseconds of processor time of its longest task
 */
export const longestTask = async (page: Page, work: () => Promise<void>): Promise<number> =>
  Math.max(...tasksOf(await traceOf(page, work)).map(({ tdur = 0 }) => tdur)) / 1000;

/** What a script took of the processor, in milliseconds: from being read to its last callback. */
export interface ScriptCost {
  all: number;
  /** The most of it without a pause. */
  longest: number;
  /** Tasks of the page's main thread above 50 ms, whoever worked in them. */
  longTasks: number;
}

/** @param isMeant tells a script by its address */
export const scriptCost = (
  events: readonly TraceEvent[],
  isMeant: (address: string) => boolean,
): ScriptCost => {
  const pieces = events
    .filter(({ ph, args }) => ph === 'X' && isMeant(args?.data?.url ?? args?.fileName ?? ''))
    .sort((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0));
  let coveredTo = 0;
  const outer = pieces.filter(({ ts, dur = 0 }) => {
    const isInner = ts + dur <= coveredTo;
    coveredTo = Math.max(coveredTo, ts + dur);
    return !isInner;
  });
  const times = outer.map(({ tdur = 0 }) => tdur / 1000);
  return {
    all: times.reduce((sum, time) => sum + time, 0),
    longest: Math.max(0, ...times),
    longTasks: tasksOf(events).filter(({ tdur = 0 }) => tdur > 50_000).length,
  };
};
