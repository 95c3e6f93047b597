import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openChromium } from '../e2e/drivers/chromium.ts';
import { until } from '../e2e/drivers/surface.ts';
import type { Job, JournalEntry, Plan } from '../lib/domain/job.ts';
import { jobRecords, journalRecords, planRecords } from '../lib/storage/job-records.ts';
import { seal } from '../lib/storage/record.ts';
import { startPracticeServer } from '../practice/server.ts';
import { createPracticeWorld } from '../practice/world.ts';
import { held, type Measured } from './row.ts';
import { longestTask } from './tasks.ts';

const images = 20;
const accountsEach = 500;
const rows = images * accountsEach;
const jobId = 'bench-results';

/** A job that has ended, as the background keeps it: 20 images, each shared with 500 accounts. */
const finishedJob = (now: number) => {
  const accounts = Array.from({ length: accountsEach }, (_, at) => String(100_000_100_001 + at));
  const places = Array.from({ length: images }, (_, at) => ({
    product: 'tencent-cvm' as const,
    region: 'ap-guangzhou',
    imageId: `img-${String(at).padStart(8, '0')}`,
  }));
  const plan: Plan = {
    id: 'bench-plan',
    request: {
      profileId: 'bench',
      product: 'tencent-cvm',
      images: places.map(({ region, imageId }) => ({ region, imageId })),
      mode: 'share',
      accounts,
    },
    caller: '100000000001',
    images: places.map((place) => ({
      image: {
        ...place,
        name: `golden ${place.imageId}`,
        owner: '100000000001',
        state: 'NORMAL',
        createdAt: '',
        platform: 'Ubuntu',
      },
      rosterSize: 0,
      rosterMark: '',
      share: accounts,
      revoke: [],
      skipped: [],
      quotaLeft: 0,
    })),
    madeAt: now,
  };
  const counts = { waiting: 0, confirmed: rows, 'no-change': 0, refused: 0, unknown: 0 };
  const job: Job = {
    id: jobId,
    planId: plan.id,
    profileId: 'bench',
    caller: plan.caller,
    product: 'tencent-cvm',
    mode: 'share',
    state: 'finished',
    startedAt: now,
    endedAt: now,
    totals: { counts, total: rows, images: places },
  };
  const lines: JournalEntry[] = places.map(({ imageId }) => ({
    kind: 'settled',
    imageId,
    at: now,
    rows: accounts.map((account) => ({ account, action: 'share' as const, outcome: 'confirmed' as const })),
  }));
  return { plan, job, lines };
};

/** An expression for a page of the extension: keeps the job where the background finds it. */
const keepJob = (now: number): string => {
  const { plan, job, lines } = finishedJob(now);
  const records = [
    ['plans', plan.id, seal(planRecords, plan)],
    ['jobs', job.id, seal(jobRecords, job)],
    ...lines.map((line, at) => ['journal', [job.id, at], seal(journalRecords, line)]),
  ];
  return `new Promise((resolve, reject) => {
    const opening = indexedDB.open('image-roster');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(['plans', 'jobs', 'journal'], 'readwrite');
      for (const [store, key, record] of ${JSON.stringify(records)}) transaction.objectStore(store).put(record, key);
      transaction.onerror = () => reject(transaction.error);
      transaction.oncomplete = () => { opening.result.close(); resolve(null); };
    };
  })`;
};

/** Scrolls from the first row to the last in so many frames, then back by pages: every frame draws other rows. */
const scrollThrough = `(async () => {
  const scroller = document.querySelector('[role=table] [role=rowgroup].scroll');
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const frames = 240;
  const end = scroller.scrollHeight - scroller.clientHeight;
  for (let at = 1; at <= frames; at += 1) { scroller.scrollTop = (end * at) / frames; await frame(); }
  for (let at = 0; at < 60; at += 1) { scroller.scrollTop -= scroller.clientHeight; await frame(); }
  return document.querySelectorAll('[role=table] [role=row]').length;
})()`;

/** The table of a job's results in the built extension in Chromium, scrolled from end to end. */
export const measureResults = async (): Promise<Measured> => {
  const server = await startPracticeServer({ hosts: createPracticeWorld({}).hosts });
  const profile = mkdtempSync(join(tmpdir(), 'image-roster-bench-'));
  const extension = fileURLToPath(new URL('../.output/chrome-mv3', import.meta.url));
  const driver = await openChromium({ extension, profile, port: server.port });
  try {
    const keeper = await driver.openPage('workspace.html#jobs');
    await keeper.waitFor('heading', 'Jobs');
    await keeper.evaluate(keepJob(Date.now()));
    await keeper.close();
    const panel = await driver.openPage(`panel.html?job=${jobId}`);
    await until('all rows of the results', async () => {
      const known = await panel.evaluate<string | null>(
        `document.querySelector('[role=table]')?.getAttribute('aria-rowcount') ?? null`,
      );
      return Number(known) > rows || undefined;
    });
    const page = driver.context.pages().find((each) => each.url().includes('/panel.html'));
    if (!page) throw new Error('the panel is not open');
    let drawn = 0;
    const longest = await longestTask(page, async () => {
      drawn = await panel.evaluate<number>(scrollThrough);
    });
    const what = `longest task while ${rows.toLocaleString('en')} results are scrolled through`;
    const note = `${drawn} rows stand in the document`;
    return { rows: [held({ what, unit: 'ms on the processor', figure: longest, note }, 50)], growth: [] };
  } finally {
    await driver.close();
    await server.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};
