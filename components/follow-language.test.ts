import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { browser } from '../lib/testing/fake-browser';
import { followLanguage } from './follow-language';
import { FakeCloud } from './share-list/fake-cloud';
import { count, language, speak, t } from './text';

const read = (folder: string) => JSON.parse(readFileSync(`public/_locales/${folder}/messages.json`, 'utf8'));
const loadCatalog = async (tag: string) => read(tag === 'en' ? 'en' : 'zh_CN');

afterEach(() => {
  speak(undefined);
  vi.restoreAllMocks();
});

const follow = async (chosen: 'browser' | 'en' | 'zh-CN', load = vi.fn(loadCatalog)) => {
  const cloud = new FakeCloud([]);
  cloud.set.settings.language = chosen;
  await followLanguage(cloud.client, load);
  return load;
};

test('a page speaks the language that is set: texts, numbers, plurals and the document', async () => {
  await follow('zh-CN');
  expect([language(), document.documentElement.lang]).toEqual(['zh-CN', 'zh-CN']);
  expect(t('share_review')).toBe('查看计划');
  expect(count('accounts_images', 12345)).toBe('12,345 个镜像');
  await follow('en');
  expect([t('share_review'), language()]).toEqual(['Review plan', 'en']);
});

test('nothing is read where the browser speaks what is wanted', async () => {
  const load = await follow('browser');
  expect(load).not.toHaveBeenCalled();
  expect([t('share_review'), language()]).toEqual(['Review plan', 'en']);
});

test('a browser in traditional Chinese, which gets English texts, gets texts and dates in Chinese', async () => {
  vi.spyOn(browser.i18n, 'getUILanguage').mockReturnValue('zh-TW');
  await follow('browser');
  expect([t('share_review'), language()]).toEqual(['查看计划', 'zh-CN']);
});

test('where the catalog cannot be read, texts and numbers stay in one language', async () => {
  vi.spyOn(browser.i18n, 'getUILanguage').mockReturnValue('zh-TW');
  await follow(
    'browser',
    vi.fn(async () => undefined),
  );
  expect([t('share_review'), language()]).toEqual(['Review plan', 'en']);
});

test('where the setting cannot be read, the page speaks as the browser does', async () => {
  await followLanguage(async () => ({ ok: false, failure: { kind: 'background-gone' } }), loadCatalog);
  expect(language()).toBe('en');
});
