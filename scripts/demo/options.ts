import { parseArgs } from 'node:util';
import type { BrowserName } from '../browsers.mjs';
import { demos } from './demos.ts';
import { type Language, languages } from './texts.ts';

export interface DemoOptions {
  browser: BrowserName;
  product: string;
  /** Plays the main job without a window instead of opening one. */
  isHeadless: boolean;
  language: Language;
  scheme: 'light' | 'dark';
  isHelp: boolean;
}

export type ReadOptions = { ok: true; options: DemoOptions } | { ok: false; problem: string };

const list = (values: readonly string[]) => values.join(', ');

export const usage = `Opens a browser with Image Roster on a practice console. Nothing reaches a real cloud.

  --browser <name>    ${list(['chromium', 'firefox'])}; chromium unless told
  --product <id>      ${list(Object.keys(demos))}
  --headless          plays the main job without a window; pictures and report.json go to .output/demo
  --language <code>   ${list(languages)}; Chromium only
  --scheme <name>     light, dark
`;

/** @returns the value among `allowed`, or undefined */
const oneOf = <Value extends string>(allowed: readonly Value[], value: string): Value | undefined =>
  allowed.find((each) => each === value);

const parse = (words: readonly string[]) =>
  parseArgs({
    args: [...words],
    options: {
      browser: { type: 'string', default: 'chromium' },
      product: { type: 'string', default: 'tencent-cvm' },
      headless: { type: 'boolean', default: false },
      language: { type: 'string', default: 'en' },
      scheme: { type: 'string', default: 'light' },
      help: { type: 'boolean', default: false },
    },
  }).values;

const refuse = (what: string, value: string, allowed: readonly string[]): ReadOptions => ({
  ok: false,
  problem: `There is no ${what} "${value}". Choose one of: ${list(allowed)}.`,
});

const browserNames: readonly BrowserName[] = ['chromium', 'firefox'];
const schemes = ['light', 'dark'] as const;

/**
 * Reads the words after `npm start --`.
 * @returns the options, or one sentence on what is wrong with them
 */
export const readOptions = (words: readonly string[]): ReadOptions => {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(words);
  } catch (error) {
    const sentence = error instanceof Error ? error.message.split('. ')[0] : String(error);
    return { ok: false, problem: `${sentence}. "npm start -- --help" lists what there is.` };
  }
  const browser = oneOf(browserNames, values.browser);
  if (!browser) return refuse('browser', values.browser, browserNames);
  if (!Object.hasOwn(demos, values.product)) return refuse('product', values.product, Object.keys(demos));
  const language = oneOf(languages, values.language);
  if (!language) return refuse('language', values.language, languages);
  const scheme = oneOf(schemes, values.scheme);
  if (!scheme) return refuse('scheme', values.scheme, schemes);
  if (browser === 'firefox' && language !== 'en') {
    return {
      ok: false,
      problem: 'Firefox speaks the language it was installed in: use --language with Chromium.',
    };
  }
  const { product, headless: isHeadless, help: isHelp } = values;
  return { ok: true, options: { browser, product, isHeadless, language, scheme, isHelp } };
};

/** @returns why no window can open here, or undefined */
export const displayProblem = (
  platform: NodeJS.Platform,
  environment: Record<string, string | undefined>,
): string | undefined =>
  platform === 'linux' && !environment.DISPLAY && !environment.WAYLAND_DISPLAY
    ? 'There is no display to open a browser on: use "npm start -- --headless".'
    : undefined;
