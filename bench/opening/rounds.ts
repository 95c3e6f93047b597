import type { BareChromium } from '../../e2e/sweep/bare-chromium.ts';
import { demand } from '../../e2e/sweep/talk.ts';
import { extensionMemory, openWatched, stopWorkers, type WatchedPage, watchFor } from './browser.ts';
import { emptyPage } from './ground.ts';

/** What the opening of one page took. */
interface Opening {
  /** Milliseconds from the navigation's begin to the frame that shows what was waited for. */
  at: number;
  page: WatchedPage;
}

/** Addresses and pages that every round needs. */
export interface Stage {
  browser: BareChromium;
  /** Origin of the extension under test, and of one whose worker is empty. */
  ours: string;
  other: string;
  /** Pages that stay open: they ask, and nothing is measured in them. */
  keeper: WatchedPage;
  stranger: WatchedPage;
}

/** Figures of one round: milliseconds, and MB for memory. */
export interface Round {
  emptyPage: number;
  popup: number;
  popupWithoutWorker: number;
  worker: number;
  emptyWorker: number;
  /** What the extension's processes hold more than with an empty page in the popup's place. */
  memory: number | undefined;
}

/** Longest wait for a page, in milliseconds: a bench that hangs tells nothing. */
const patienceMs = 20_000;

const open = async ({ browser }: Stage, url: string, selector: string): Promise<Opening> => {
  const page = await openWatched(browser, url, watchFor(selector));
  const at = await page.evaluate<number | null>(
    `Promise.race([shownAt, new Promise((resolve) => setTimeout(() => resolve(null), ${patienceMs}))])`,
  );
  if (at === null) throw new Error(`${url} never showed ${selector}`);
  return { at, page };
};

/** A page that asks its background and waits for the answer. */
const answerTime = (page: WatchedPage, message: object): Promise<number> =>
  page.evaluate(`(async () => {
    const start = performance.now();
    await chrome.runtime.sendMessage(${JSON.stringify(message)});
    return performance.now() - start;
  })()`);

/** One of each, in turn, so that the machine's other work falls on all of them alike. */
export const playRound = async (stage: Stage): Promise<Round> => {
  const { browser, ours, keeper, stranger } = stage;
  const popupPage = `${ours}/popup.html`;
  const empty = await open(stage, `${ours}/${emptyPage}`, 'p');
  const without = extensionMemory(browser.pid);
  await empty.page.close();

  await demand(keeper, 'vault.state', {});
  const popup = await open(stage, popupPage, '.image-head');
  const withPopup = extensionMemory(browser.pid);
  await popup.page.close();

  await stopWorkers(browser, keeper);
  const popupWithoutWorker = await open(stage, popupPage, '.image-head');
  await popupWithoutWorker.page.close();

  await stopWorkers(browser, keeper);
  const worker = await answerTime(keeper, { call: 'vault.state', request: {} });
  await stopWorkers(browser, keeper);
  const emptyWorker = await answerTime(stranger, {});
  return {
    emptyPage: empty.at,
    popup: popup.at,
    popupWithoutWorker: popupWithoutWorker.at,
    worker,
    emptyWorker,
    memory: withPopup === undefined || without === undefined ? undefined : withPopup - without,
  };
};
