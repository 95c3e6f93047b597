import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../../scripts/browsers.mjs';
import { type Growth, held, type Measured } from '../row.ts';
import { serveSources } from './serve.ts';

/** Calls that a journal holds already when the next ones are measured. */
const sizes = [100, 1_000, 10_000, 100_000];
/** Calls measured at each size. */
const measured = 60;

/** What the next calls of a job cost, on average. */
interface Cost {
  /** As JSON. */
  bytes: number;
  lines: number;
  /** Median, milliseconds, all lines of the call on disk. */
  ms: number;
}

/** Runs in the page: fills a journal with what calls leave in it, then adds more as a job does. */
const playCalls = `async (held, measured) => {
  const { openDatabase } = await import('/lib/storage/database');
  const { createJobStore } = await import('/lib/storage/job-store');
  const { journalRecords } = await import('/lib/storage/job-records');
  const { seal } = await import('/lib/storage/record');
  const database = openDatabase({ name: 'bench-' + held, now: Date.now, report: () => {} });
  const store = createJobStore(database);
  const about = (at) => ({ imageId: 'm-5' + String(at % 300).padStart(24, '0'), action: 'revoke', accounts: [String(1000000000100001 + at)] });
  const linesOf = (at) => {
    const lines = [
      { kind: 'sending', ...about(at), at: 1700000000000 + at },
      { kind: 'answered', ...about(at), at: 1700000000080 + at, requestId: '473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E' },
    ];
    // A reading settles what four calls did.
    if (at % 4 !== 3) return lines;
    const rows = [3, 2, 1, 0].map((back) => ({ account: about(at - back).accounts[0], action: 'revoke', outcome: 'confirmed' }));
    return [...lines, { kind: 'settled', imageId: about(at).imageId, at: 1700000000160 + at, rows }];
  };
  let number = 0;
  for (let from = 0; from < held; from += 2000) {
    await database.write(['journal'], 'relaxed', async (transaction) => {
      const journal = transaction.objectStore('journal');
      for (let at = from; at < Math.min(held, from + 2000); at += 1)
        for (const line of linesOf(at)) { journal.add(seal(journalRecords, line), ['job', number]); number += 1; }
    });
  }
  await store.append('job', linesOf(0)[0]);
  const cost = { bytes: 0, lines: 0 };
  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function (value, key) {
    cost.bytes += JSON.stringify(value).length;
    cost.lines += 1;
    return add.call(this, value, key);
  };
  const times = [];
  for (let at = held; at < held + measured; at += 4) {
    const start = performance.now();
    for (let call = at; call < at + 4; call += 1) for (const line of linesOf(call)) await store.append('job', line);
    times.push((performance.now() - start) / 4);
  }
  IDBObjectStore.prototype.add = add;
  await database.close();
  times.sort((one, other) => one - other);
  return { bytes: cost.bytes / measured, lines: cost.lines / measured, ms: times[times.length >> 1] };
}`;

const costs = async (): Promise<Map<number, Cost>> => {
  const executablePath = findBrowser('chromium');
  if (!executablePath) throw new Error('no Chromium');
  const profile = mkdtempSync(join(tmpdir(), 'image-roster-bench-'));
  const { address, stop } = await serveSources();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: ['--headless=new', '--no-sandbox'],
  });
  try {
    const page = await context.newPage();
    await page.goto(address);
    const found = new Map<number, Cost>();
    for (const size of sizes)
      found.set(size, await page.evaluate<Cost>(`(${playCalls})(${size}, ${measured})`));
    return found;
  } finally {
    await context.close();
    await stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};

/** What a call adds to a journal that holds few or many already: the store's own code in Chromium, each line on disk. */
export const measureStorage = async (): Promise<Measured> => {
  const found = await costs();
  const growthOf = (what: string, unit: string, of: (cost: Cost) => number): Growth => ({
    what,
    unit,
    of: 'calls in the journal',
    at: [...found].map(([size, cost]) => ({ size, figure: of(cost) })),
    aim: 'constant',
  });
  return {
    rows: [...found].map(([size, { bytes, lines, ms }]) =>
      held(
        {
          what: `bytes of a call after ${size.toLocaleString('en')} others`,
          figure: bytes,
          unit: 'bytes',
          note: `${lines} lines, ${ms.toFixed(2)} ms`,
        },
        1_000,
      ),
    ),
    growth: [
      growthOf('bytes written for a call', 'bytes', ({ bytes }) => bytes),
      {
        ...growthOf('time to write a call', 'ms', ({ ms }) => ms),
        why: 'the browser’s own database merges its files in the background as they grow; the lines and their bytes stay the same',
      },
    ],
  };
};
