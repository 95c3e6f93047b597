import { browser } from 'wxt/browser';
import type { Failure } from '../lib/domain/failure';

// WXT narrows the key to names known at build time; ours are checked by a test of the catalogs instead.
const readMessage = (key: string, values: string[]): string =>
  (browser.i18n as unknown as { getMessage(key: string, values: string[]): string }).getMessage(key, values);

/** @returns the catalog's text for `key` in the browser's language, with `$1`…`$9` filled; the key itself if absent */
export const t = (key: string, ...values: (string | number)[]): string =>
  readMessage(key, values.map(String)) || key;

/** The language the catalog speaks: 'en' or 'zh-CN'. */
export const language = (): string => (browser.i18n.getUILanguage().startsWith('zh') ? 'zh-CN' : 'en');

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
