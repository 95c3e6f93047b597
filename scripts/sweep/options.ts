import { parseArgs } from 'node:util';
import { type BrowserName, browsers } from '../browsers.mjs';

/** Parts of the sweep. */
const parts = ['kills', 'sigkill', 'life'] as const;
export type Part = (typeof parts)[number];

export interface SweepOptions {
  parts: readonly Part[];
  browsers: readonly BrowserName[];
  /** Kills of the background, over all browsers. */
  kills: number;
  /** Kills of the whole browser, in each browser. */
  times: number;
  /** Seed of the moments of those. */
  seed: number;
  /** Accounts that the natural-life job revokes. */
  accounts: number;
  isHelp: boolean;
}

export const usage = `Kills what runs jobs, in real browsers on practice clouds, and compares every job with the cloud.

  --only <part>       ${parts.join(', ')}; all of them unless told
                      kills: the background, at every call of jobs
                      sigkill: the whole browser, at random moments
                      life: nothing; a long job with no debugger attached outlives the idle limit
  --browser <name>    ${Object.keys(browsers).join(', ')}; both unless told
  --kills <number>    kills of the background, over both browsers; 8400 unless told
  --times <number>    kills of the whole browser, in each browser; 100 unless told
  --seed <number>     seed of their moments; 1 unless told
  --accounts <number> accounts revoked one by one in the natural-life job; 600 unless told
  Builds both browsers' folders first; E2E_OUTPUT names a folder with builds instead.

The last line is one JSON object.
`;

const isPart = (name: string): name is Part => parts.some((part) => part === name);
const isBrowser = (name: string): name is BrowserName => Object.hasOwn(browsers, name);

/** @throws what is wrong with the words, as a sentence */
export const readOptions = (words: readonly string[]): SweepOptions => {
  const { values } = parseArgs({
    args: [...words],
    options: {
      only: { type: 'string', multiple: true },
      browser: { type: 'string', multiple: true },
      kills: { type: 'string', default: '8400' },
      times: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      accounts: { type: 'string', default: '600' },
      help: { type: 'boolean', default: false },
    },
  });
  const number = (name: 'kills' | 'times' | 'seed' | 'accounts') => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number from 1.`);
    return value;
  };
  const chosen = <Name extends string>(
    given: string[] | undefined,
    isName: (name: string) => name is Name,
  ) => {
    const odd = given?.find((name) => !isName(name));
    if (odd !== undefined) throw new Error(`There is no "${odd}". See npm run sweep -- --help.`);
    return given?.filter(isName);
  };
  return {
    parts: chosen(values.only, isPart) ?? parts,
    browsers: chosen(values.browser, isBrowser) ?? Object.keys(browsers).filter(isBrowser),
    kills: number('kills'),
    times: number('times'),
    seed: number('seed'),
    accounts: number('accounts'),
    isHelp: values.help,
  };
};
