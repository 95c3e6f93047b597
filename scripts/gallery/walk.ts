import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { auditPage, type Violation } from './audit.ts';
import { type Chapter, openPage, type Screen, type ScreenState, type Stage } from './stage.ts';

const themes = ['light', 'dark'] as const;

/** One picture, and what axe found where it was taken. */
export interface Picture {
  screen: string;
  state: string;
  theme: (typeof themes)[number];
  language: string;
  width: number;
  /** Name of the file in the gallery's folder. */
  file: string;
}

interface Finding extends Violation {
  where: string;
}

export interface Walked {
  folder: string;
  pictures: Picture[];
  /** How many times a page was looked at with axe. */
  audits: number;
  findings: Finding[];
  /** States that could not be reached, with the reason. */
  failures: string[];
}

/** Resolves when what moves and ends has ended. */
const restExpression = `Promise.all(document.getAnimations()
  .filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime))
  .map((each) => each.finished.catch(() => undefined)))
  .then(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(() => next(true)))))`;

const rest = (page: Page) => page.evaluate(restExpression);

const takeState = async (page: Page, stage: Stage, screen: Screen, state: ScreenState, walked: Walked) => {
  const { language } = stage;
  mkdirSync(join(walked.folder, language), { recursive: true });
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of screen.widths) {
      await page.setViewportSize({ width, height: screen.height });
      await rest(page);
      const file = join(language, `${screen.name}--${state.name}--${theme}--${width}.png`);
      await page.screenshot({ path: join(walked.folder, file), fullPage: screen.widths.includes(1280) });
      walked.pictures.push({ screen: screen.name, state: state.name, theme, language, width, file });
    }
    if (!page.url().startsWith('chrome-extension:')) continue;
    const violations = await auditPage((expression) => page.evaluate(expression));
    walked.audits += 1;
    const where = `${screen.name}, ${state.name}, ${theme}, ${language}`;
    for (const { rule, places } of violations) console.log(`${where}: ${rule}: ${places.join('; ')}`);
    walked.findings.push(...violations.map((violation) => ({ ...violation, where })));
  }
};

const walkScreen = async (stage: Stage, screen: Screen, walked: Walked) => {
  const path = typeof screen.open === 'string' ? screen.open : await screen.open(stage);
  const page = await openPage(stage, path);
  page.setDefaultTimeout(15_000);
  await page.setViewportSize({ width: screen.widths.at(-1) ?? 420, height: screen.height });
  for (const state of screen.states) {
    try {
      await state.show(page, stage);
      await takeState(page, stage, screen, state, walked);
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error);
      const failure = `${screen.name}, ${state.name}, ${stage.language}: ${reason}`;
      console.log(`NOT REACHED ${failure}`);
      const file = `missed--${stage.language}--${screen.name}--${state.name}.png`;
      await page.screenshot({ path: join(walked.folder, file) });
      walked.failures.push(failure);
    } finally {
      await state.after?.(page, stage);
    }
  }
  await page.close();
};

/**
 * Goes through all chapters in order, takes every picture and looks at every page with axe.
 * @param folder where the pictures go, in a folder for each language
 */
export const walk = async (stage: Stage, chapters: readonly Chapter[], folder: string): Promise<Walked> => {
  const walked: Walked = { folder, pictures: [], audits: 0, findings: [], failures: [] };
  for (const { prepare, screens } of chapters) {
    await prepare(stage);
    for (const screen of screens) await walkScreen(stage, screen, walked);
  }
  return walked;
};
