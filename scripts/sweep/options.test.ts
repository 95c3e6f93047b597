import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('the options of a sweep', () => {
  it('are everything in both browsers unless told otherwise', () => {
    expect(readOptions([])).toEqual({
      parts: ['kills', 'sigkill', 'life'],
      browsers: ['chromium', 'firefox'],
      kills: 8400,
      times: 100,
      seed: 1,
      accounts: 600,
      isHelp: false,
    });
  });

  it('choose parts, browsers and numbers', () => {
    const words = [
      '--only',
      'life',
      '--only',
      'kills',
      '--browser',
      'firefox',
      '--kills',
      '48',
      '--seed',
      '7',
    ];
    expect(readOptions(words)).toMatchObject({
      parts: ['life', 'kills'],
      browsers: ['firefox'],
      kills: 48,
      seed: 7,
    });
  });

  it.each([['--only', 'death'], ['--browser', 'lynx'], ['--kills', '0'], ['--times', 'many'], ['--fast']])(
    'are refused when they make no sense: %s %s',
    (...words) => {
      expect(() => readOptions(words.filter((word) => word !== undefined))).toThrow();
    },
  );
});
