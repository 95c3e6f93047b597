import { expect, test } from 'vitest';
import { displayProblem, readOptions } from './options.ts';

test('opens Chromium on Tencent CVM in English and light unless told', () => {
  expect(readOptions([])).toEqual({
    ok: true,
    options: {
      browser: 'chromium',
      product: 'tencent-cvm',
      isHeadless: false,
      language: 'en',
      scheme: 'light',
      isHelp: false,
    },
  });
});

test('takes every option', () => {
  expect(readOptions(['--headless', '--language', 'zh-CN', '--scheme=dark'])).toMatchObject({
    ok: true,
    options: { isHeadless: true, language: 'zh-CN', scheme: 'dark' },
  });
});

test.each([
  [['--browser', 'opera'], 'There is no browser "opera". Choose one of: chromium, firefox.'],
  [
    ['--product', 'toString'],
    'There is no product "toString". Choose one of: tencent-cvm, alibaba-ecs, alibaba-ens.',
  ],
  [['--language', 'fr'], 'There is no language "fr". Choose one of: en, zh-CN.'],
  [['--scheme', 'grey'], 'There is no scheme "grey". Choose one of: light, dark.'],
])('names what can be chosen instead of %j', (words, problem) => {
  expect(readOptions(words)).toEqual({ ok: false, problem });
});

test.each([[['--fast']], [['firefox']], [['--browser']]])(
  'refuses %j in a sentence that leads to the help',
  (words) => {
    expect(readOptions(words)).toMatchObject({ ok: false, problem: expect.stringMatching(/--help" lists/) });
  },
);

test('says that Firefox has a language of its own', () => {
  expect(readOptions(['--browser', 'firefox', '--language', 'zh-CN'])).toMatchObject({ ok: false });
});

test('asks for a display on Linux only', () => {
  expect(displayProblem('linux', {})).toMatch(/npm start -- --headless/);
  expect(displayProblem('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBeUndefined();
  expect(displayProblem('darwin', {})).toBeUndefined();
});
