import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type FailureKind, failureClasses } from './domain/failure';
import { productIds, siteIds } from './domain/product';
import { productNameKeys, siteNameKeys } from './providers/catalog';

type Catalog = Record<string, { message: string }>;

const read = (language: string): Catalog =>
  // Written by one script alone, and what matters of its shape is tested below.
  JSON.parse(
    readFileSync(new URL(`../public/_locales/${language}/messages.json`, import.meta.url), 'utf8'),
  ) as Catalog;

const catalogs = { en: read('en'), zh_CN: read('zh_CN') };
const languages = Object.entries(catalogs);
// Object.keys forgets the type of the keys.
const kinds = Object.keys(failureClasses) as FailureKind[];

const placeholders = (message: string | undefined) => [...new Set(message?.match(/\$\d/g))].sort().join(' ');

const root = new URL('../', import.meta.url);

/** The code that may show texts, tests left out. */
const sources = ['components', 'entrypoints', 'lib'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .map((path) => readFileSync(new URL(`${folder}/${path}`, root), 'utf8')),
);
const config = readFileSync(new URL('wxt.config.ts', root), 'utf8');

const matchesIn = (texts: readonly string[], pattern: RegExp): Set<string> =>
  new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')));

const areas = new Set(Object.keys(catalogs.en).map((key) => key.split('_', 1)[0]));

/** Keys that stand in the code as they are: a known area's name, an underscore, a name. */
const writtenKeys = [...matchesIn(sources, /'([a-z]+_[A-Za-z0-9_]+)'/g)].filter((key) =>
  areas.has(key.split('_', 1)[0]),
);
/** Beginnings of keys that the code puts together. */
const builtKeys = matchesIn(sources, /`([a-z]+_[A-Za-z0-9_]*)\$\{/g);

describe('the catalogs', () => {
  it('hold every text that the code asks for', () => {
    const manifestKeys = matchesIn([config], /__MSG_(\w+?)__/g);
    const missing = [...writtenKeys, ...manifestKeys].filter(
      (key) => !(key in catalogs.en) && !(`${key}_one` in catalogs.en),
    );
    expect(missing).toEqual([]);
  });

  it('hold no text that nothing shows', () => {
    const written = new Set(writtenKeys);
    const unused = Object.keys(catalogs.en).filter((key) => {
      const isWritten = written.has(key) || written.has(key.replace(/_(?:one|other)$/, ''));
      return !isWritten && !config.includes(key) && ![...builtKeys].some((start) => key.startsWith(start));
    });
    expect(unused).toEqual([]);
  });

  it('hold the same keys in both languages', () => {
    expect(Object.keys(catalogs.zh_CN).sort()).toEqual(Object.keys(catalogs.en).sort());
  });

  it.each(languages)('hold only keys a browser accepts, each with a text: %s', (_language, catalog) => {
    for (const [key, { message }] of Object.entries(catalog)) {
      expect(key).toMatch(/^[a-zA-Z0-9_]+$/);
      expect(message.trim(), key).not.toBe('');
    }
  });

  it('fill the same placeholders in both languages', () => {
    const different = Object.keys(catalogs.en).filter(
      (key) => placeholders(catalogs.en[key]?.message) !== placeholders(catalogs.zh_CN[key]?.message),
    );
    // English singulars may write the number out.
    expect(different.filter((key) => !key.endsWith('_one'))).toEqual([]);
  });

  it('write dollar signs only for placeholders, since the browser drops any other', () => {
    for (const [, catalog] of languages) {
      for (const { message } of Object.values(catalog)) expect(message).not.toMatch(/\$(?!\d)/);
    }
  });

  it('keep two placeholders apart: Chromium reads $1$ as a name, and then refuses the whole extension', () => {
    for (const [, catalog] of languages) {
      for (const { message } of Object.values(catalog)) expect(message).not.toMatch(/\$\w+\$/);
    }
  });

  it('hold both forms of every counted text', () => {
    const keys = Object.keys(catalogs.en);
    const ones = keys.filter((key) => key.endsWith('_one')).map((key) => key.slice(0, -4));
    for (const key of ones) expect(keys).toContain(`${key}_other`);
  });

  it.each(languages)('say what happened and what to do next for every failure: %s', (_language, catalog) => {
    const missing = kinds
      .map((kind) => `failure_${kind.replaceAll('-', '_')}`)
      .flatMap((key) => [key, `${key}_next`])
      .filter((key) => !catalog[key]);
    expect(missing).toEqual([]);
  });

  it('tell failures apart: no two kinds share a sentence', () => {
    for (const [, catalog] of languages) {
      const sentences = kinds.map((kind) => catalog[`failure_${kind.replaceAll('-', '_')}`]?.message);
      expect(new Set(sentences).size).toBe(kinds.length);
    }
  });

  it.each(languages)('name every product and site: %s', (_language, catalog) => {
    const keys = [...productIds.map((id) => productNameKeys[id]), ...siteIds.map((id) => siteNameKeys[id])];
    for (const key of keys) expect(catalog[key]?.message, key).toBeTruthy();
  });

  it('are written in their own language', () => {
    const failuresIn = (catalog: Catalog) =>
      Object.entries(catalog).filter(([key]) => key.startsWith('failure_'));
    const han = /\p{Script=Han}/u;
    for (const [key, { message }] of failuresIn(catalogs.en)) expect(message, key).not.toMatch(han);
    for (const [key, { message }] of failuresIn(catalogs.zh_CN)) expect(message, key).toMatch(han);
  });
});
