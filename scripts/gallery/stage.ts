import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { PracticeServer } from '../../practice/server.ts';
import type { PracticeWorld } from '../../practice/world.ts';
import type { Language, Texts } from '../demo/texts.ts';

/** A browser with the extension in front of a practice cloud, in one language. */
export interface Stage {
  context: BrowserContext;
  origin: string;
  world: PracticeWorld;
  server: PracticeServer;
  language: Language;
  texts: Texts;
}

/** One state of a screen: what a person does from the state before it. */
export interface ScreenState {
  name: string;
  show(page: Page, stage: Stage): Promise<unknown>;
  /** Runs when its pictures are taken. */
  after?(page: Page, stage: Stage): Promise<unknown>;
}

/** A screen: where it opens, and its states in the order in which they are reached. */
export interface Screen {
  name: string;
  /** Widths in CSS pixels. */
  widths: readonly number[];
  height: number;
  /** Path of a page of the extension, or an address of the practice console. */
  open: string | ((stage: Stage) => Promise<string>);
  states: readonly ScreenState[];
}

/** Screens that need the same: what is done before the first of them. */
export interface Chapter {
  prepare(stage: Stage): Promise<void>;
  screens: readonly Screen[];
}

export const narrow = { widths: [360, 420], height: 720 } as const;
export const wide = { widths: [1280], height: 800 } as const;

type Role = Parameters<Page['getByRole']>[0];

/** @returns the first visible element of a role with a name of the catalog */
export const find = (page: Page, role: Role, name: string | RegExp): Locator =>
  page.getByRole(role, { name, exact: true }).first();

export const openPage = async ({ context, origin }: Stage, path: string): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(path.startsWith('https:') ? path : `${origin}/${path}`, { waitUntil: 'domcontentloaded' });
  return page;
};

/** Asks the background as a page of the extension does. Fails when it refuses. */
export const ask = async <Value>(page: Page, call: string, request: unknown): Promise<Value> => {
  const message = JSON.stringify({ call, request });
  const answer = await page.evaluate<{ ok: boolean; value: Value }>(`chrome.runtime.sendMessage(${message})`);
  if (!answer.ok) throw new Error(`${call}: ${JSON.stringify(answer)}`);
  return answer.value;
};

/** Holds back the clouds' answers after the first `passing` until the returned function is called. */
const holdAnswers = ({ server }: Stage, passing = 0): (() => void) => {
  let release = () => {};
  let answered = 0;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.faults.beforeAnswer = async () => {
    answered += 1;
    if (answered > passing) await held;
    return undefined;
  };
  return () => {
    server.faults.beforeAnswer = undefined;
    release();
  };
};

/** A state that is seen while the clouds do not answer. */
export const whileHeld = (
  name: string,
  show: (page: Page, stage: Stage) => Promise<unknown>,
  wanted: (page: Page, stage: Stage) => Locator,
  passing = 0,
): ScreenState => {
  // Languages are walked side by side.
  const held = new Map<Stage, () => void>();
  return {
    name,
    show: async (page, stage) => {
      held.set(stage, holdAnswers(stage, passing));
      await show(page, stage);
      await wanted(page, stage).waitFor();
    },
    after: async (_, stage) => held.get(stage)?.(),
  };
};
