import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Who may import whom: an area, and the areas or files it may use beside itself. Tests may use `lib/testing` and
 * `practice` as well. A change here needs a decision record in docs/adr.
 */
const mayImport: Record<string, readonly string[]> = {
  'lib/domain': [],
  'lib/engine': ['lib/domain'],
  'lib/signing': [],
  'lib/messaging': ['lib/domain'],
  // The launcher asks for its place and its panel; it knows the doors of a content script and no others.
  'lib/console': ['lib/domain', 'lib/messaging/client', 'lib/platform/content'],
  'lib/providers': ['lib/domain', 'lib/signing', 'lib/console'],
  'lib/storage': ['lib/domain', 'lib/engine'],
  // The doors fill types that others ask for.
  'lib/platform': ['lib/domain', 'lib/messaging', 'lib/engine', 'lib/background/doors'],
  'lib/background': [
    'lib/domain',
    'lib/engine',
    'lib/storage',
    'lib/messaging',
    'lib/signing',
    'lib/providers',
    'lib/platform',
  ],
  'lib/testing': ['lib', 'practice'],
  components: ['lib/domain', 'lib/messaging', 'lib/providers/catalog'],
  entrypoints: ['lib', 'components'],
  practice: [],
};

const root = process.cwd();

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

const isTest = (file: string) => /\.(test|test-d)\.tsx?$/.test(file) || file.includes('/testing/');

interface Import {
  file: string;
  /** As written. */
  from: string;
  /** Path from the root for a relative import, without extension; undefined for a package. */
  target?: string;
  /** Gone after compilation. */
  isType: boolean;
}

const pattern =
  /(?:^|\n)\s*(import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|import\(\s*'([^']+)'/g;

const importsOf = (file: string): Import[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(pattern)].map((match) => {
    const from = match[3] ?? match[4] ?? match[5] ?? '';
    const target = from.startsWith('.')
      ? { target: normalize(join(dirname(file), from)).replace(/\.tsx?$/, '') }
      : {};
    return { file, from, isType: match[2] !== undefined, ...target };
  });

const isWithin = (path: string, area: string) => path === area || path.startsWith(`${area}/`);

const files = ['lib', 'components', 'entrypoints', 'practice'].flatMap(filesIn);
const sources = files.filter((file) => !isTest(file));
const imports = sources.flatMap(importsOf);
const areaOf = (file: string) => Object.keys(mayImport).find((area) => isWithin(file, area));
const shown = (found: readonly Import[]) => found.map(({ file, from }) => `${file}: ${from}`);

describe('the layout', () => {
  for (const [area, allowed] of Object.entries(mayImport)) {
    test(`keeps ${area} to ${allowed.join(', ') || 'itself'}`, () => {
      const strays = imports.filter(
        ({ file, target }) =>
          target !== undefined &&
          areaOf(file) === area &&
          ![area, ...allowed].some((each) => isWithin(target, each)),
      );
      expect(shown(strays)).toEqual([]);
    });
  }

  test('keeps the parts of the product out of the clouds that play against it', () => {
    const strays = sources
      .filter((file) => !file.startsWith('practice/'))
      .flatMap(importsOf)
      .filter(({ target }) => target !== undefined && isWithin(target, 'practice'));
    expect(shown(strays)).toEqual([]);
  });

  test('asks the browser in lib/platform, entrypoints and the texts alone, and never the polyfill by name', () => {
    const strays = imports.filter(
      ({ file, from }) =>
        from.startsWith('webextension-polyfill') ||
        (from === 'wxt/browser' &&
          !isWithin(file, 'lib/platform') &&
          !isWithin(file, 'entrypoints') &&
          file !== 'components/text.ts'),
    );
    expect(shown(strays)).toEqual([]);
  });

  test('keeps zod out of console readers and the interface', () => {
    const strays = imports.filter(
      ({ file, from, target, isType }) =>
        (isWithin(file, 'components') || isWithin(file, 'lib/console') || file.endsWith('/console.ts')) &&
        !isType &&
        (from === 'zod' ||
          target === 'lib/domain/schemas' ||
          /^lib\/messaging\/(contract|call|\w+-calls)$/.test(target ?? '')),
    );
    expect(shown(strays)).toEqual([]);
  });

  test('has the client know the contract as types alone', () => {
    const strays = importsOf('lib/messaging/client.ts').filter(({ isType }) => !isType);
    expect(shown(strays)).toEqual([]);
  });

  test('never lets an API half meet a console half, or a cloud another cloud', () => {
    const cloudOf = (path: string) => /^lib\/providers\/([^/]+)\//.exec(path)?.[1];
    const strays = imports.filter(({ file, target }) => {
      if (target === undefined) return false;
      const isMixed =
        (/\/(api|wire)\.ts$/.test(file) && /\/console$/.test(target)) ||
        (/\/console\.ts$/.test(file) && /\/(api|wire|sign|call)$/.test(target));
      const [mine, other] = [cloudOf(file), cloudOf(target)];
      return isMixed || (mine !== undefined && other !== undefined && mine !== other);
    });
    expect(shown(strays)).toEqual([]);
  });

  test('lets the background alone have keys, network and storage', () => {
    const strays = imports.filter(
      ({ file, target, isType }) =>
        target !== undefined &&
        !isType &&
        (isWithin(file, 'components') || isWithin(file, 'entrypoints')) &&
        file !== 'entrypoints/background.ts' &&
        (isWithin(target, 'lib/storage') ||
          isWithin(target, 'lib/background') ||
          isWithin(target, 'lib/signing') ||
          target === 'lib/providers/apis'),
    );
    expect(shown(strays)).toEqual([]);
  });

  test('reads the clock and chance in platform doors alone', () => {
    const strays = sources.filter(
      (file) =>
        isWithin(file, 'lib') &&
        !isWithin(file, 'lib/platform') &&
        /\b(Date\.now|Math\.random|new Date\(\))/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(strays).toEqual([]);
  });

  test('has no index files, no default exports and hosts under 40 lines', () => {
    const indexes = sources.filter((file) => /\/index\.tsx?$/.test(file) && !file.startsWith('entrypoints/'));
    const defaults = sources.filter(
      (file) =>
        !file.startsWith('entrypoints/') && /^export default/m.test(readFileSync(join(root, file), 'utf8')),
    );
    const hosts = sources.filter(
      (file) =>
        file.startsWith('entrypoints/') && readFileSync(join(root, file), 'utf8').split('\n').length > 41,
    );
    expect([...indexes, ...defaults, ...hosts]).toEqual([]);
  });

  test('keeps modules under 200 lines', () => {
    const long = sources.filter((file) => {
      const lines = readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;
      return lines > 200;
    });
    expect(long).toEqual([]);
  });
});
