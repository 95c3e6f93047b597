import { browser } from 'wxt/browser';
import type { Failure } from '../lib/domain/failure';

// WXT narrows the key to names known at build time; ours are checked by a test of the catalogs instead.
const readOwnMessage = (key: string, values: string[]): string =>
  (browser.i18n as unknown as { getMessage(key: string, values: string[]): string }).getMessage(key, values);

/** Texts by key, as WebExtensions keep them. */
export type Catalog = Record<string, { message: string }>;

let spoken: Catalog | undefined;

/** Speaks `catalog` from now on; undefined: what the browser speaks. */
export const speak = (catalog: Catalog | undefined): void => {
  spoken = catalog;
};

/** The browser's own rule: `$1`…`$9` are values, an absent one is empty, and `$$` is a dollar sign. */
const fill = (message: string, values: string[]): string =>
  message.replace(/\$([$1-9])/g, (_, place) => (place === '$' ? '$' : (values[Number(place) - 1] ?? '')));

const readMessage = (key: string, values: string[]): string =>
  spoken ? fill(spoken[key]?.message ?? '', values) : readOwnMessage(key, values);

/** @returns the catalog's text for `key` in the page's language, with `$1`…`$9` filled; the key itself if absent */
export const t = (key: string, ...values: (string | number)[]): string =>
  readMessage(key, values.map(String)) || key;

/** The language the page speaks, 'en' or 'zh-CN': the catalog says it itself, so texts, dates and numbers agree. */
export const language = (): string => t('ui_language');

/** The language that fits the browser's: 'en' or 'zh-CN'. */
export const browserLanguage = (): string =>
  browser.i18n.getUILanguage().toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';

/** @returns the text of `key_one` or `key_other` by the language's plural rule; `$1` is the count, written by Intl */
export const count = (key: string, number: number, ...values: (string | number)[]): string => {
  const rule = new Intl.PluralRules(language()).select(number) === 'one' ? 'one' : 'other';
  return t(`${key}_${rule}`, new Intl.NumberFormat(language()).format(number), ...values);
};

const failureKey = (failure: Failure) => `failure_${failure.kind.replaceAll('-', '_')}`;

/** @returns what happened, in a sentence */
export const failureSentence = (failure: Failure): string => t(failureKey(failure));

/** @returns what to do next, in a sentence */
export const failureNextStep = (failure: Failure): string => t(`${failureKey(failure)}_next`);
