import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDriver } from '../e2e/drivers/open.ts';
import type { Driver } from '../e2e/drivers/surface.ts';
import { startPracticeServer } from '../practice/server.ts';
import { type BrowserName, findBrowser } from './browsers.mjs';
import { type Demo, demos } from './demo/demos.ts';
import { type DemoOptions, displayProblem, readOptions, usage } from './demo/options.ts';
import { playJob, playPopup, type Stage, saveKeys } from './demo/play.ts';
import { type CloudLog, hasRequestedRosters, markCloud, reportJob, tableOf } from './demo/report.ts';
import { readTexts } from './demo/texts.ts';

/** How long the practice cloud takes to answer, milliseconds: about what a call over the Internet takes. */
const latencyMs = 150;

const root = fileURLToPath(new URL('..', import.meta.url));
const targets = { chromium: 'chrome', firefox: 'firefox' } as const;

/** Builds one browser's folder. Fails with the tool's own words. */
const build = (browser: BrowserName): Promise<string> =>
  new Promise((resolve, reject) => {
    const target = targets[browser];
    const tool = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
    const child = spawn(process.execPath, [tool, 'build', '-b', target], { cwd: root });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes: Buffer) => {
        said += bytes.toString();
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(join(root, '.output', `${target}-mv3`));
      else reject(new Error(`the build failed:\n${said}`));
    });
  });

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Lets API calls take their time; the console's own requests go at once. */
const delayCalls = async ({ action }: { action: string }) => {
  if (action) await pause(latencyMs);
  return undefined;
};

/** @returns the folder for pictures and report, with nothing of an earlier run in it */
const emptyFolder = (): string => {
  const folder = join(root, '.output', 'demo');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
};

/** @returns a browser profile that lasts as long as this process, also when Ctrl+C ends it */
const makeProfile = (): string => {
  const profile = mkdtempSync(join(tmpdir(), 'image-roster-'));
  process.once('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  return profile;
};

const say = (...lines: string[]) => console.log(lines.join('\n'));

/** Plays the job and the popup, prints and writes what the cloud says about it. */
const playHeadless = async (stage: Stage, cloud: CloudLog, product: string): Promise<boolean> => {
  const { demo } = stage;
  let mark = markCloud(cloud, demo.imageIds);
  await playJob(stage, () => {
    mark = markCloud(cloud, demo.imageIds);
  });
  const { report, images } = reportJob(product, cloud, mark, demo);
  const popupImage = demo.imageIds.at(-1) ?? '';
  const [revoked = ''] = cloud.rosterOf(popupImage);
  const before = cloud.rosterOf(popupImage).length;
  await playPopup(stage, popupImage, revoked, before);
  const rosters = {
    ...cloud,
    rosterOf: (imageId: string) =>
      imageId === popupImage ? [...cloud.rosterOf(imageId), revoked] : cloud.rosterOf(imageId),
  };
  const isRevoked = !cloud.rosterOf(popupImage).includes(revoked);
  report.rosterMatchesRequest &&= isRevoked && hasRequestedRosters(rosters, mark, demo);
  writeFileSync(join(stage.folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  const calls = Object.entries(report.calls).map(([action, times]) => `${action} ${times}`);
  say(
    '',
    ...tableOf(images),
    '',
    `The job's calls: ${calls.join(', ')}`,
    `Revoked ${revoked} from ${popupImage} in the popup: ${isRevoked ? 'the cloud confirms it' : 'IT STILL HAS ACCESS'}`,
    report.rosterMatchesRequest
      ? 'The practice cloud ended with exactly what was requested.'
      : 'THE PRACTICE CLOUD DID NOT END WITH WHAT WAS REQUESTED.',
    'Pictures and report.json are in .output/demo.',
  );
  return report.rosterMatchesRequest;
};

/** Opens the console for a person and stays until the browser is closed. */
const playHeaded = async ({ driver, demo, language }: Stage) => {
  await driver.openConsole(demo.consoleUrl(language));
  say(
    '',
    'The browser shows a practice console. Everything in it is made up; nothing reaches a real cloud.',
    'To try: tick some images, press "Image Roster" at the edge of the page, paste account IDs, review, apply.',
    'The toolbar button (perhaps behind the puzzle piece) shows who has which image, and revokes.',
    '',
    ...demo.practiceValues.map(({ what, values }) => `  ${what}:\n    ${values.join('  ')}`),
    '',
    'Close the browser to end.',
  );
  await driver.closed;
};

/** Builds, starts the cloud and the browser, plays, and ends all of it. */
const withStage = async (options: DemoOptions, demo: Demo): Promise<boolean> => {
  const { browser, product, isHeadless, language, scheme } = options;
  const folder = isHeadless ? emptyFolder() : '';
  say(`Building for ${browser}…`);
  const extension = await build(browser);
  const { hosts, cloud } = demo.createWorld();
  const server = await startPracticeServer({ hosts, faults: { beforeAnswer: delayCalls } });
  const profile = makeProfile();
  const { port } = server;
  say(`Starting ${browser} with practice keys…`);
  const tag = language === 'en' ? 'en-US' : language;
  const isHeaded = !isHeadless;
  let driver: Driver | undefined;
  try {
    driver = await openDriver(browser, { extension, profile, port, isHeaded, language: tag, scheme });
    const stage: Stage = { driver, demo, language, texts: readTexts(language), folder };
    await saveKeys(stage);
    if (isHeadless) return await playHeadless(stage, cloud, product);
    await playHeaded(stage);
    return true;
  } finally {
    await driver?.close().catch(() => undefined);
    await server.stop();
  }
};

/** @returns one sentence on why nothing can start, or undefined */
const startProblem = ({ browser, isHeadless }: DemoOptions): string | undefined => {
  if (!findBrowser(browser))
    return `There is no ${browser} here: install it, or name it in ${browser.toUpperCase()}_BIN.`;
  return isHeadless ? undefined : displayProblem(process.platform, process.env);
};

const run = async (): Promise<boolean> => {
  const read = readOptions(process.argv.slice(2));
  const problem = read.ok ? (read.options.isHelp ? undefined : startProblem(read.options)) : read.problem;
  if (!read.ok || problem) {
    console.error(problem);
    return false;
  }
  const demo = demos[read.options.product];
  if (read.options.isHelp || !demo) {
    say(usage);
    return true;
  }
  return withStage(read.options, demo);
};

const isDone = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return false;
});
process.exit(isDone ? 0 : 1);
