import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codesIn, compareReasons, tableUnder } from './tables.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const security = read('docs/security.md');
const project = JSON.parse(read('package.json'));

interface Locked {
  version?: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
}
const locked: [path: string, entry: Locked][] = Object.entries<Locked>(
  JSON.parse(read('package-lock.json')).packages,
).filter(([path]) => path !== '');
const nameOf = (path: string) => path.replace(/^.*node_modules\//, '');

test('what runs in the browser is listed with its reason, and nothing else', () => {
  const reasons = tableUnder(security, 'Run-time dependencies (frozen)');
  const given = Object.keys(project.dependencies);
  expect(compareReasons(given, reasons)).toEqual({ unexplained: [], unasked: [] });
  // None of them brings another.
  const shipped = locked
    .filter(([, { dev, devOptional }]) => !dev && !devOptional)
    .map(([path]) => nameOf(path));
  expect(shipped.sort()).toEqual(given.sort());
});

test('every package is locked to a hash, and to no place', () => {
  expect(locked.length).toBeGreaterThan(500);
  const loose = locked.filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''));
  expect(loose.map(([path]) => path)).toEqual([]);
  expect(locked.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([]);
});

test('install scripts run for packages allowed by name alone', () => {
  const rows = tableUnder(security, 'Install scripts (frozen)');
  const withScript = locked
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => nameOf(path));
  const listed = rows.flatMap(([name = '']) => codesIn(name));
  expect([...new Set(withScript)].sort()).toEqual(listed.sort());
  const allowed = rows.filter(([, mayRun]) => mayRun === 'yes').flatMap(([name = '']) => codesIn(name));
  expect(project.allowScripts).toEqual(Object.fromEntries(allowed.map((name) => [name, true])));
});

test('the stores are told the same permissions in Chinese as the README tells in English', () => {
  const codes = (text: string, heading: string) =>
    tableUnder(text, heading).map(([what = '', reason]) => [codesIn(what), reason !== '']);
  const english = codes(read('README.md'), 'Permissions');
  expect(english.length).toBeGreaterThan(5);
  expect(codes(read('docs/store/zh-CN.md'), '权限理由')).toEqual(english);
});

test.each([
  ['docs/store/en.md', 'en'],
  ['docs/store/zh-CN.md', 'zh_CN'],
])('%s has the name and the summary that the extension has', (path, language) => {
  const messages = JSON.parse(read(`public/_locales/${language}/messages.json`));
  const text = read(path);
  expect(text).toContain(messages.extensionName.message);
  expect(text).toContain(messages.extensionDescription.message);
  // Chrome's store takes 132 characters.
  expect(messages.extensionDescription.message.length).toBeLessThanOrEqual(132);
});

test('every file that the security text names is there', () => {
  const named = codesIn(security).filter((code) =>
    /^(?:lib|e2e|components|scripts|docs|practice)\/[^<*]+$/.test(code),
  );
  expect(named.length).toBeGreaterThan(20);
  expect([...new Set(named)].filter((path) => !existsSync(path))).toEqual([]);
});

test('icons are there in all sizes, as large as their names say', () => {
  for (const size of [16, 32, 48, 96, 128]) {
    const png = readFileSync(`public/icon/${size}.png`);
    expect([size, png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size, size]);
  }
});
