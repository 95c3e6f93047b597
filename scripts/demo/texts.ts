import { readFileSync } from 'node:fs';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** The product's own texts, by which its controls are found in either language. */
export interface Texts {
  /** The text of a key with `$1`…`$9` filled. Fails when the catalog lacks it. */
  (key: string, ...values: string[]): string;
  /** A pattern for a text whose `$1`…`$9` may be anything. */
  pattern(key: string): RegExp;
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Reads the catalog of a language. */
export const readTexts = (language: Language): Texts => {
  const file = new URL(`../../public/_locales/${language.replace('-', '_')}/messages.json`, import.meta.url);
  const catalog = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { message: string }>; // WebExtension i18n format
  const read = (key: string) => {
    const entry = catalog[key];
    if (!entry) throw new Error(`the ${language} catalog has no "${key}"`);
    return entry.message;
  };
  return Object.assign(
    (key: string, ...values: string[]) =>
      read(key).replace(/\$([1-9])/g, (_, at) => values[Number(at) - 1] ?? ''),
    {
      pattern: (key: string) =>
        new RegExp(
          read(key)
            .split(/\$[1-9]/)
            .map(literal)
            .join('.*'),
        ),
    },
  );
};
