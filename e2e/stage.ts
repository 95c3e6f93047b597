import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFailed, onTestFinished } from 'vitest';
import type { PracticeHost } from '../practice/host.ts';
import { type PracticeServer, startPracticeServer } from '../practice/server.ts';
import { createPracticeWorld, type PracticeWorld, type PracticeWorldOptions } from '../practice/world.ts';
import type { BrowserName } from '../scripts/browsers.mjs';
import { canaryKeys, passphrase } from './canary/canaries.ts';
import type { Searched } from './canary/search.ts';
import { type CanaryWatch, tellHits, watchForCanaries } from './canary/watch.ts';
import { openDriver } from './drivers/open.ts';
import { type Driver, type DriverOptions, type Surface, until } from './drivers/surface.ts';
import { isListed, strayRequests } from './strays.ts';

const isBrowserName = (name: string): name is BrowserName => name === 'chromium' || name === 'firefox';

const browserGiven = process.env.E2E_BROWSER ?? 'chromium';
if (!isBrowserName(browserGiven)) throw new Error(`E2E_BROWSER must be chromium or firefox: ${browserGiven}`);

/** The browser that this run is about. */
export const browserName: BrowserName = browserGiven;

/** Folder of builds and packages. */
export const outputRoot = process.env.E2E_OUTPUT ?? fileURLToPath(new URL('../.output', import.meta.url));

/** Folder of the built extension for this run's browser. */
export const extensionFolder = join(outputRoot, browserName === 'chromium' ? 'chrome-mv3' : 'firefox-mv3');

/** Address of the practice console's list of custom images, in the main region. */
export const consoleAddress = 'https://console.cloud.tencent.com/cvm/image/index?rid=1&tab=PRIVATE_IMAGE';

/** A practice cloud, a browser with the extension in front of it, and what a test asks of both. */
export interface Stage {
  world: PracticeWorld;
  server: PracticeServer;
  driver: Driver;
  /** Folder of the browser's profile. */
  profile: string;
  /** Looks for secrets in all that the browser leaves; the end of each test does. */
  canaries: CanaryWatch;
  /** What a test planted: its end then fails unless a hit fits each. Empty in all other tests, where a hit fails. */
  planted: RegExp[];
}

export { canaryKeys, passphrase };

/** What a test may want of its browser. */
type BrowserOptions = Partial<
  Pick<DriverOptions, 'beside' | 'isStrict' | 'isKept' | 'extension' | 'welcome'>
>;

/** Keys as a person types them under Keys. */
export interface TypedKey {
  secretId: string;
  secretKey: string;
  token?: string | undefined;
}

/** Adds what was looked at to the run's figures. */
const recordSearch = (searched: readonly Searched[]) => {
  const sum = (figure: 'files' | 'bytes' | 'unread') =>
    searched.reduce((total, each) => total + each[figure], 0);
  const hits = searched.flatMap((each) => each.hits).length;
  const line = {
    test: expect.getState().currentTestName,
    files: sum('files'),
    bytes: sum('bytes'),
    unread: sum('unread'),
    hits,
  };
  mkdirSync(join(outputRoot, 'reports'), { recursive: true });
  appendFileSync(join(outputRoot, 'reports', `canaries-${browserName}.jsonl`), `${JSON.stringify(line)}\n`);
};

/** Looks at what a browser left while it ran and after it ended; fails the test when a secret is in it. */
const endBrowser = async ({ driver, canaries, planted }: Pick<Stage, 'driver' | 'canaries' | 'planted'>) => {
  const whileOpen = await canaries.look(driver).finally(() => driver.close());
  const closed = await canaries.look();
  recordSearch([whileOpen, closed]);
  const lines = tellHits([...whileOpen.hits, ...closed.hits]);
  const leaks = planted.length ? [] : lines;
  const missed = planted.filter((line) => !lines.some((each) => line.test(each)));
  if (leaks.length) throw new Error(`secrets were found:\n${leaks.join('\n')}`);
  if (missed.length) throw new Error(`planted and not found: ${missed}; found:\n${lines.join('\n')}`);
};

/**
 * Starts a practice cloud and a browser with a fresh profile; both end with the test.
 * The test fails when the extension talked to a host off its list, and when a secret, a session token or the passphrase
 * is found in the profile, a console, a download, a page or what the servers received.
 * @param extraHosts hosts asked before the clouds' own
 * @param options of the practice clouds
 * @param browserOptions of the browser
 */
export const openStage = async (
  extraHosts: readonly PracticeHost[] = [],
  options: Omit<PracticeWorldOptions, 'extraHosts'> = {},
  browserOptions: BrowserOptions = {},
): Promise<Stage> => {
  const world = createPracticeWorld({ ...options, extraHosts });
  world.cloud.putKey(canaryKeys.tencent);
  world.alibaba.putKey(canaryKeys.alibaba);
  const profile = mkdtempSync(join(tmpdir(), 'image-roster-e2e-'));
  onTestFinished(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  const planted: RegExp[] = [];
  const canaries = watchForCanaries({ profile, mayHaveToken: isListed });
  const server = await startPracticeServer({ hosts: world.hosts, onBytes: canaries.receive });
  onTestFinished(() => server.stop());
  const given = { extension: extensionFolder, ...browserOptions, profile, port: server.port, isTraced: true };
  const driver = canaries.through(await openDriver(browserName, given));
  onTestFinished(async () => {
    await endBrowser({ driver, canaries, planted });
    const strays = strayRequests(server.log);
    if (strays.length) throw new Error(`the extension talked to hosts off its list: ${strays.join(', ')}`);
  });
  onTestFailed(() => {
    const seen = [...world.cloud.calls, ...world.alibaba.calls]
      .slice(-20)
      .map(({ action, imageId, code }) => `${action} ${imageId} ${code}`);
    console.error(`last calls:\n${seen.join('\n') || 'none'}`);
  });
  return { world, server, driver, profile, canaries, planted };
};

/** Waits until a page or frame shows a text; fails with what it shows instead. */
export const seeText = (surface: Surface, text: string, limitMs?: number) => {
  let seen = '';
  return until(
    () => `"${text}"; saw "${seen.replace(/\s+/g, ' ').slice(0, 800)}"`,
    async () => {
      seen = await surface.evaluate<string>('document.body.innerText');
      return seen.includes(text) || undefined;
    },
    limitMs,
  );
};

/** Makes a vault in the workspace as a person does at the first run. */
export const createVault = async (keysPage: Surface) => {
  await keysPage.fill('textbox', 'New passphrase', passphrase);
  await keysPage.fill('textbox', 'Repeat passphrase', passphrase);
  await keysPage.click('button', 'Create vault');
  await keysPage.waitFor('button', 'Check and save');
};

/** Types keys and sends them; what comes of it is for the caller to see. */
export const typeKeys = async (keysPage: Surface, key: TypedKey, cloud = 'Tencent Cloud') => {
  await keysPage.choose('Cloud', cloud);
  await keysPage.fill('textbox', 'Label', 'Practice');
  await keysPage.fill('textbox', 'Key ID', key.secretId);
  await keysPage.fill('textbox', 'Key secret', key.secretKey);
  if (key.token !== undefined) await keysPage.fill('textbox', 'Session token (optional)', key.token);
  await keysPage.click('button', 'Check and save');
};

/** Keeps the practice owner's keys in memory, the shortest way to a working extension. */
export const saveKeys = async (
  { driver }: Stage,
  key: TypedKey = canaryKeys.tencent,
  cloud?: string,
): Promise<Surface> => {
  const keysPage = await driver.openPage('workspace.html#keys');
  await keysPage.click('button', 'Keep keys only until the browser closes');
  await keysPage.waitFor('button', 'Check and save');
  await typeKeys(keysPage, key, cloud);
  await keysPage.waitFor('button', /^Remove/);
  return keysPage;
};

/** Opens the panel in a tab of its own, with images chosen. */
export const openPanelTab = ({ driver }: Stage, imageIds: readonly string[], region = 'ap-guangzhou') =>
  driver.openPage(`panel.html?product=tencent-cvm&region=${region}&images=${imageIds.join(',')}`);

/** From pasted accounts to a plan that can be applied. */
export const reviewPlan = async (panel: Surface, accounts: readonly string[]) => {
  await panel.fill('textbox', 'Account IDs', accounts.join('\n'));
  await panel.click('button', 'Review plan');
  await panel.waitFor('button', /^Apply/, ({ isEnabled }) => isEnabled);
};

/** Calls that change a roster, in order of arrival. */
export const writesOf = ({ world }: Stage) =>
  world.cloud.calls.filter(({ action }) => action === 'ModifyImageSharePermission');

/** One row of the results table, as text. */
export interface ResultLine {
  account: string;
  image: string;
  outcome: string;
  detail: string;
}

/** Reads the drawn rows, then scrolls on: long tables keep only the seen rows in the document. */
const readAndScroll = `(() => {
  const table = document.querySelector('[role=table]');
  const rows = [...(table?.querySelectorAll('[role=row][aria-rowindex]:not([aria-rowindex="1"])') ?? [])];
  const lines = rows.map((row) => {
    const [account, image, outcome, detail] = [...row.querySelectorAll('[role=cell]')].map((cell) => cell.textContent.trim());
    return [Number(row.getAttribute('aria-rowindex')), { account, image, outcome, detail }];
  });
  const scroller = rows[0]?.closest('[role=rowgroup]');
  if (scroller) {
    const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
    scroller.scrollTop = isAtEnd ? 0 : scroller.scrollTop + Math.max(32, scroller.clientHeight - 64);
  }
  return { count: Number(table?.getAttribute('aria-rowcount') ?? 0) - 1, lines };
})()`;

/** @returns every row of the results table, also those out of sight */
export const resultsOf = async (panel: Surface): Promise<ResultLine[]> => {
  const seen = new Map<number, ResultLine>();
  await until(
    () => `all rows of the results, of which ${seen.size} were seen`,
    async () => {
      type Reading = { count: number; lines: [number, ResultLine][] };
      const { count, lines } = await panel.evaluate<Reading>(readAndScroll);
      for (const [index, line] of lines) seen.set(index, line);
      return (count > 0 && seen.size >= count) || undefined;
    },
  );
  return [...seen.values()];
};

/** Presses Apply; where the browser cannot prove that the panel is uncovered, confirms in the extension's own window. */
export const applyPlan = async ({ driver }: Stage, panel: Surface, isFramed = false) => {
  await panel.click('button', /^Apply/);
  if (!isFramed || driver.browser === 'chromium') return;
  const confirmation = await driver.confirmation();
  await confirmation.click('button', 'Confirm');
};

/**
 * Presses Undo in a framed panel; where the browser cannot prove that the panel is uncovered, once more in the job's
 * own window.
 * @returns the surface that shows the job which takes it back
 */
export const undoFramed = async ({ driver }: Stage, panel: Surface): Promise<Surface> => {
  await panel.click('button', 'Undo this job');
  if (driver.browser === 'chromium') return panel;
  const jobWindow = await driver.jobWindow();
  await jobWindow.click('button', 'Undo this job');
  return jobWindow;
};

/** Waits until a file was downloaded. */
export const seeDownload = ({ profile }: Stage) =>
  until('a downloaded file', async () => {
    const folder = join(profile, 'downloads');
    return (existsSync(folder) && readdirSync(folder).length > 0) || undefined;
  });
