import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mayImport } from './testing/import-table';

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

/**
 * Reads the picture of docs/architecture.md: `id["area"]` names an area, `from --> to` says that it may use another,
 * `from -->|part| to` that it may use one file or folder of it.
 */
const picturedImports = (): string[] => {
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const picture = /```mermaid\n([^`]*)```/.exec(text)?.[1] ?? '';
  const areas = new Map([...picture.matchAll(/(\w+)\["([^"]+)"\]/g)].map(([, id, area]) => [id, area]));
  return [...picture.matchAll(/(\w+) -->(?:\|([^|]+)\|)? (\w+)/g)].map(
    ([, from, part, to]) => `${areas.get(from)} uses ${[areas.get(to), part].filter(Boolean).join('/')}`,
  );
};

describe('the layout', () => {
  test('is as its picture shows it', () => {
    const allowed = Object.entries(mayImport).flatMap(([area, others]) =>
      others.map((other) => `${area} uses ${other}`),
    );
    expect(picturedImports().sort()).toEqual(allowed.sort());
  });

  test('has every decision in their index', () => {
    const index = readFileSync(join(root, 'docs/adr/README.md'), 'utf8');
    const listed = [...index.matchAll(/\]\((\d{4}-[\w-]+\.md)\)/g)].map(([, file]) => file);
    expect(listed).toEqual(
      readdirSync(join(root, 'docs/adr'))
        .filter((file) => /^\d{4}-/.test(file))
        .sort(),
    );
  });

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
