import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startPracticeServer } from '../practice/server.ts';
import { createPracticeWorld } from '../practice/world.ts';
import { openBrowsers, type Variant } from './page-variants.ts';
import { type Cost, inTurn, measureVisit } from './page-visit.ts';
import { type BenchRow, type Growth, held, type Measured } from './row.ts';

const otherPage = 'https://console.cloud.tencent.com/cvm/overview';
const imagePage = 'https://console.cloud.tencent.com/cvm/image/index?rid=1&tab=PRIVATE_IMAGE&poll=600000';

/** Loads of each page in each browser, one browser after the other. */
const loads = 5;
/** How long a page changes, in milliseconds. */
const churnMs = 3000;
/** Rows that a console makes anew in a second. */
const rates = [10, 100, 1000];

/** Has the console make its rows anew, a tenth of a second's worth ten times a second. */
const churn = (rate: number) => `(async () => {
  const templates = [...document.querySelectorAll('tbody tr')].filter((row) => row.querySelector('.id'));
  const make = () => Array.from({ length: ${rate / 10} }, (_, at) => templates[at % templates.length].cloneNode(true));
  const timer = setInterval(() => document.querySelector('tbody').replaceChildren(...make()), 100);
  await new Promise((next) => setTimeout(next, ${churnMs}));
  clearInterval(timer);
})()`;

const misses = {
  other: { upTo: 5, why: 'nearly all is reading the script and its first touch of the page and the browser' },
  launcher: {
    upTo: 150,
    why: 'our own work until then is about 10 ms, the rest is waiting for the page, which draws its rows at the same time',
  },
  churn: {
    upTo: 2,
    why: 'the page keeps the thread busy all the time; a reading is put off by a hundred times what it took, half a second at most',
  },
};

const bytesOf = (script: string): number =>
  statSync(fileURLToPath(new URL(`../.output/chrome-mv3/content-scripts/${script}.js`, import.meta.url)))
    .size;

const sizeRows = (): BenchRow[] =>
  ['tencent', 'alibaba'].map((cloud) =>
    held({ what: `content script of the ${cloud} consoles`, unit: 'bytes', figure: bytesOf(cloud) }, 10_000),
  );

/** What a page has more than the same page with an empty script, and with none. */
const differences = (page: string, { none, empty, ours }: Record<Variant, Cost>): BenchRow[] => {
  const against = (figure: 'tasks' | 'nodes' | 'heapKb' | 'longTasks') =>
    `empty script ${Math.round(empty[figure])}, no extension ${Math.round(none[figure])}`;
  const told = (what: string, unit: string, figure: 'tasks' | 'nodes' | 'heapKb' | 'longTasks') =>
    held({ what: `${page}: ${what}`, unit, figure: ours[figure], note: against(figure), isDetail: true });
  return [
    told('main thread until 1.5 s after the load', 'ms', 'tasks'),
    told('DOM nodes', 'nodes', 'nodes'),
    told('JavaScript memory', 'kB', 'heapKb'),
    told('tasks above 50 ms', 'tasks', 'longTasks'),
  ];
};

const otherRows = (costs: Record<Variant, Cost>): BenchRow[] => [
  held(
    {
      what: 'other console page: our script beyond an empty one',
      unit: 'ms on the processor',
      figure: costs.ours.all - costs.empty.all,
      knownMiss: misses.other,
    },
    1,
  ),
  ...differences('other console page', costs),
];

const imageRows = (costs: Record<Variant, Cost>): BenchRow[] => [
  held(
    {
      what: 'image page: launcher after DOMContentLoaded',
      unit: 'ms',
      figure: costs.ours.launcherAfter ?? Number.POSITIVE_INFINITY,
      knownMiss: misses.launcher,
    },
    50,
  ),
  held(
    {
      what: 'image page: our longest piece of work',
      unit: 'ms on the processor',
      figure: costs.ours.longest,
      note: `${costs.ours.all.toFixed(1)} ms in all`,
    },
    50,
  ),
  ...differences('image page', costs),
];

const share = (cost: number) => (cost / churnMs) * 100;

const churnRow = ({ empty, ours }: Record<Variant, Cost>): BenchRow =>
  held(
    {
      what: 'image page that makes 1,000 rows a second: our share of a processor',
      unit: '%',
      figure: share(ours.all),
      knownMiss: misses.churn,
      note: `main thread ${share(ours.tasks).toFixed(1)} %, with an empty script ${share(empty.tasks).toFixed(1)} %`,
    },
    1,
  );

/** What the content script costs console pages in Chromium. */
export const measurePageCost = async (): Promise<Measured> => {
  const server = await startPracticeServer({ hosts: createPracticeWorld({}).hosts });
  const browsers = await openBrowsers(server.port);
  try {
    const other = await inTurn(browsers, loads, (context) => measureVisit(context, otherPage));
    const image = await inTurn(browsers, loads, (context) => measureVisit(context, imagePage));
    const at: { size: number; figure: number }[] = [];
    let churned = other;
    for (const rate of rates) {
      churned = await inTurn(browsers, 2, (context) =>
        measureVisit(context, imagePage, (page) => page.evaluate(churn(rate))),
      );
      at.push({ size: rate, figure: share(churned.ours.all) });
    }
    const growth: Growth = {
      what: 'our share of a processor',
      unit: '%',
      of: 'rows made anew in a second',
      at,
      aim: 'linear',
    };
    return {
      rows: [...sizeRows(), ...otherRows(other), ...imageRows(image), churnRow(churned)],
      growth: [growth],
    };
  } finally {
    await browsers.close();
    await server.stop();
  }
};
