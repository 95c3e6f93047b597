import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BareChromium, openBareChromium } from '../../e2e/sweep/bare-chromium.ts';
import { demand } from '../../e2e/sweep/talk.ts';
import { startPracticeServer } from '../../practice/server.ts';
import { practiceKeys } from '../../practice/tencent/world.ts';
import { createPracticeWorld } from '../../practice/world.ts';
import { type BenchRow, type Growth, held, type Measured, rounded } from '../row.ts';
import { openWatched } from './browser.ts';
import { copyExtension, emptyPage, keepRosters, writeEmptyExtension } from './ground.ts';
import { playRound, type Round, type Stage } from './rounds.ts';

/** Images known when the popup opens, each shared with as many accounts as a roster holds. */
const sizes = [10, 100, 1000];
const accounts = 500;
const rounds = 7;

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/**
 * Time on a machine with other work is no figure of the product; its ratio to the least is. A miss up to these ratios is
 * the known one, a worse one has no reason.
 */
const mostOf = { emptyPage: 4, emptyWorker: 8 };
const rest = {
  emptyPage: 'the rest is reading the scripts, and drawing',
  emptyWorker: 'the rest is reading the script of the background',
};

/** Which of the two extensions is which: the browser makes up both ids. */
const findOrigins = async (browser: BareChromium): Promise<{ ours: string; other: string }> => {
  type Targets = { targetInfos: { url: string; type: string }[] };
  const { targetInfos } = await browser.protocol.send<Targets>('Target.getTargets', {});
  const origins = targetInfos
    .filter(({ type }) => type === 'service_worker')
    .map(({ url }) => url.split('/').slice(0, 3).join('/'));
  const found = { ours: '', other: '' };
  for (const origin of origins) {
    const page = await openWatched(browser, `${origin}/manifest.json`, '');
    const manifest = await page.evaluate<string>('document.body.innerText');
    await page.close();
    found[manifest.includes('"Empty"') ? 'other' : 'ours'] = origin;
  }
  return found;
};

/** Keeps keys in memory. @returns their profile's id, and the stage */
const openStage = async (browser: BareChromium): Promise<{ stage: Stage; profileId: string }> => {
  const origins = await findOrigins(browser);
  const keeper = await openWatched(browser, `${origins.ours}/workspace.html#settings`, '');
  const stranger = await openWatched(browser, `${origins.other}/${emptyPage}`, '');
  await demand(keeper, 'vault.useMemory', {});
  const { secretId: keyId, secretKey: secret } = practiceKeys.main;
  const key = { site: 'tencent', label: 'Bench', keyId, secret } as const;
  const { id } = await demand(keeper, 'profiles.save', key);
  // The background makes the database at its first use.
  await demand(keeper, 'rosters.known', {});
  return { stage: { browser, ...origins, keeper, stranger }, profileId: id };
};

const played = async (browser: BareChromium): Promise<Map<number, Round[]>> => {
  const { stage, profileId } = await openStage(browser);
  const bySize = new Map<number, Round[]>();
  let kept = 0;
  for (const size of sizes) {
    await stage.keeper.evaluate(keepRosters(profileId, [kept, size], accounts, Date.now()));
    kept = size;
    const all: Round[] = [];
    for (let round = 0; round < rounds; round += 1) all.push(await playRound(stage));
    bySize.set(size, all);
  }
  return bySize;
};

const rowsOf = (all: readonly Round[], size: number): BenchRow[] => {
  const figures = (name: Exclude<keyof Round, 'memory'>) => all.map((round) => round[name]);
  const worst = (name: Exclude<keyof Round, 'memory'>) =>
    `worst of ${rounds}: ${Math.round(Math.max(...figures(name)))} ms`;
  const row = (
    what: string,
    name: 'popup' | 'popupWithoutWorker' | 'worker',
    than: 'emptyPage' | 'emptyWorker',
    aim: number,
  ): BenchRow => {
    const [figure, least] = [median(figures(name)), median(figures(than))];
    const against = than === 'emptyPage' ? 'an empty page of the extension' : 'a worker that does nothing';
    const knownMiss = {
      upTo: least * mostOf[than],
      why: `${Math.round(least)} ms are those of ${against}; ${rest[than]}`,
    };
    return {
      ...held({ what, figure, unit: 'ms', note: worst(name), knownMiss }, aim),
      against: `${against}: ${Math.round(least)} ms`,
      ratio: rounded(figure / least),
    };
  };
  const known = `${size.toLocaleString('en')} images × ${accounts} accounts known`;
  const memory = all.flatMap((each) => each.memory ?? []);
  return [
    row(`popup to its first roster, ${known}`, 'popup', 'emptyPage', 100),
    row('the same while no worker runs', 'popupWithoutWorker', 'emptyPage', 100),
    row('first answer of a worker that had ended', 'worker', 'emptyWorker', 50),
    ...(memory.length > 0
      ? [held({ what: 'memory of the popup', figure: median(memory), unit: 'MB' }, 60)]
      : []),
  ];
};

const growthOf = (bySize: ReadonlyMap<number, readonly Round[]>): Growth => ({
  what: 'popup to its first roster',
  unit: 'ms',
  of: `images known, each with ${accounts} accounts`,
  at: [...bySize].map(([size, all]) => ({ size, figure: median(all.map(({ popup }) => popup)) })),
});

/**
 * How soon the popup shows what is known, and the worker answers: the built extension in a Chromium to which nothing is
 * attached but the pages that are measured. A page is measured from its navigation's begin; what the browser does before
 * it is no part of the product. The clouds tell no regions, so that the refresh that an opening begins reads nothing.
 */
export const measureOpening = async (): Promise<Measured> => {
  const world = createPracticeWorld({});
  world.cloud.failNext('DescribeRegions', 'InternalError', 1_000_000);
  const server = await startPracticeServer({ hosts: world.hosts });
  const folder = mkdtempSync(join(tmpdir(), 'image-roster-bench-'));
  const extension = join(folder, 'ours');
  const beside = join(folder, 'empty');
  copyExtension(extension);
  writeEmptyExtension(beside);
  const browser = await openBareChromium({
    extension,
    beside,
    profile: join(folder, 'profile'),
    port: server.port,
  });
  try {
    const bySize = await played(browser);
    const largest = sizes.at(-1) ?? 0;
    return { rows: rowsOf(bySize.get(largest) ?? [], largest), growth: [growthOf(bySize)] };
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
