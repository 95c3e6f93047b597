import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codesIn, compareReasons, tableUnder } from '../scripts/supply/tables.ts';
import { apiHosts } from './api-hosts.ts';
import { browserName, extensionFolder } from './stage.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const root = (path: string) => read(new URL(`../${path}`, import.meta.url).pathname);

/** The parts of a built manifest that are frozen. */
interface Manifest {
  permissions: string[];
  host_permissions: string[];
  content_security_policy: Record<string, string>;
  content_scripts: { matches: string[] }[];
  cross_origin_embedder_policy: unknown;
  browser_specific_settings?: unknown;
}
const manifest: Manifest = JSON.parse(read(join(extensionFolder, 'manifest.json')));
const withoutPath = (pattern: string) => pattern.replace(/\/\*$/, '');
const consoles = manifest.content_scripts.flatMap(({ matches }) => matches);

test('every permission and host has its reason in the README, and no reason is left over', () => {
  const reasons = tableUnder(root('README.md'), 'Permissions');
  const asked = [...manifest.permissions, ...manifest.host_permissions];
  expect(compareReasons(asked, reasons)).toEqual({ unexplained: [], unasked: [] });
});

test('every directive of the policy stands in the security text with its value and reason', () => {
  expect(Object.keys(manifest.content_security_policy)).toEqual(['extension_pages']);
  const directives = (manifest.content_security_policy.extension_pages ?? '').split('; ').map((each) => {
    const [name = '', ...values] = each.split(' ');
    return [name, values.join(' ')];
  });
  const lists: Record<string, string> = {
    'the extension itself and the API hosts': ["'self'", ...apiHosts.map((host) => `https://${host}`)]
      .sort()
      .join(' '),
    'the consoles': consoles.map(withoutPath).sort().join(' '),
  };
  const rows = tableUnder(root('docs/security.md'), 'Content security policy (frozen)');
  const written = rows.map(([name = '', value = '', reason]) => {
    expect(reason).not.toBe('');
    return [codesIn(name)[0], lists[value] ?? codesIn(value)[0]];
  });
  const sorted = (name: string, value: string) =>
    /^(connect|frame)/.test(name) ? value.split(' ').sort().join(' ') : value;
  expect(directives.map(([name = '', value = '']) => [name, sorted(name, value)])).toEqual(written);
});

test('every other part of the manifest that opens something stands there too', () => {
  const plain = ['manifest_version', 'name', 'description', 'version', 'icons', 'default_locale'];
  const elsewhere = ['permissions', 'host_permissions', 'content_security_policy'];
  const opening = Object.keys(manifest).filter((key) => ![...plain, ...elsewhere].includes(key));
  const rows = tableUnder(root('docs/security.md'), 'Manifest (frozen)').filter(
    ([, value = '']) => !value.includes(browserName === 'chromium' ? 'Firefox only' : 'Chromium only'),
  );
  expect(
    compareReasons(
      opening,
      rows.map(([key = '', , reason = '']) => [key, reason]),
    ),
  ).toEqual({
    unexplained: [],
    unasked: [],
  });
  expect(manifest.cross_origin_embedder_policy).toEqual({ value: 'require-corp' });
  expect(manifest.browser_specific_settings).toEqual(
    browserName === 'chromium'
      ? undefined
      : {
          gecko: {
            id: 'image-roster@extension',
            strict_min_version: '142.0',
            data_collection_permissions: { required: ['authenticationInfo', 'personallyIdentifyingInfo'] },
          },
          gecko_android: { strict_min_version: '142.0' },
        },
  );
});
