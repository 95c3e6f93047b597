import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBreaches, readBuild } from '../scripts/supply/build-rules.ts';
import { plantedBreaches } from '../scripts/supply/planted-breaches.ts';
import { apiHosts } from './api-hosts.ts';
import { browserName, extensionFolder } from './stage.ts';

const read = (path: string) => readFileSync(join(extensionFolder, path), 'utf8');

/** A cloud's consoles load a script of their own. */
const tencentConsoles = [
  'https://console.cloud.tencent.com/*',
  'https://console.intl.cloud.tencent.com/*',
  'https://console.tencentcloud.com/*',
];
const alibabaConsoles = [
  'https://ecs.console.alibabacloud.com/*',
  'https://ecs.console.aliyun.com/*',
  'https://ens.console.alibabacloud.com/*',
  'https://ens.console.aliyun.com/*',
];

const consoles = [...tencentConsoles, ...alibabaConsoles];
const contentScripts = ['content-scripts/alibaba.js', 'content-scripts/tencent.js'];

/** Texts that survive minifying, one for each thing the console page must not load. */
const markers = {
  signer: 'TC3-HMAC-SHA256',
  'second signer': 'ACS3-HMAC-SHA256',
  'schema library': '_zod',
  'view library': '__html',
  'key store': 'AES-GCM',
  database: 'indexedDB',
  'API hosts': 'tencentcloudapi',
  "another cloud's API hosts": 'sts.aliyuncs',
};

test.each(contentScripts)('%s holds no signer, schemas, views or keys', (contentScript) => {
  const script = read(contentScript);
  const others = readdirSync(extensionFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js') && !contentScripts.includes(path))
    .map(read);
  for (const [part, marker] of Object.entries(markers)) {
    // Were the marker nowhere, its absence here would say nothing.
    expect(
      others.some((text) => text.includes(marker)),
      `a marker of the ${part}`,
    ).toBe(true);
    expect(script, `the ${part}`).not.toContain(marker);
  }
});

test('the build holds no remote code, eval, foreign navigation or second network, and would be refused with any', () => {
  const files = readBuild(extensionFolder);
  expect(findBreaches(files)).toEqual([]);
  for (const [text, rule] of plantedBreaches) {
    for (const target of ['background.js', ...contentScripts]) {
      const planted = files.map((file) =>
        file.path === target ? { ...file, text: `${file.text};${text};` } : file,
      );
      const refused = findBreaches(planted).filter(({ path }) => path === target);
      expect([text, refused.map((breach) => breach.rule)]).toEqual([text, expect.arrayContaining([rule])]);
    }
  }
});

test('the manifest asks for what the work needs and opens nothing else', () => {
  const manifest: Record<string, unknown> = JSON.parse(read('manifest.json'));
  expect(manifest.permissions).toEqual(['storage', 'unlimitedStorage', 'alarms', 'notifications']);
  expect(manifest.optional_permissions).toBeUndefined();
  expect(manifest.optional_host_permissions).toBeUndefined();
  expect([...(manifest.host_permissions as string[])].sort()).toEqual([
    // a list, by the manifest's format
    ...[...apiHosts.map((host) => `https://${host}/*`), ...consoles].sort(),
  ]);
  const scripts = manifest.content_scripts as { matches: string[]; js: string[] }[]; // by the manifest's format
  const sorted = scripts
    .map((script) => ({ ...script, matches: [...script.matches].sort() }))
    .sort((one, other) => one.js.join().localeCompare(other.js.join()));
  expect(sorted).toEqual([
    { matches: alibabaConsoles, all_frames: false, run_at: 'document_end', js: [contentScripts[0]] },
    { matches: tencentConsoles, all_frames: false, run_at: 'document_end', js: [contentScripts[1]] },
  ]);
  const isChromium = browserName === 'chromium';
  expect(manifest.web_accessible_resources).toEqual([
    {
      resources: ['panel.html'],
      matches: expect.arrayContaining(consoles),
      ...(isChromium ? { use_dynamic_url: true } : {}),
    },
  ]);
  expect(manifest.externally_connectable).toEqual(isChromium ? { ids: [] } : undefined);
  const policy = JSON.stringify(manifest.content_security_policy);
  const connect = /connect-src ([^;]*);/.exec(policy)?.[1]?.split(' ') ?? [];
  // The package's own catalogs, and the clouds.
  expect(connect.sort()).toEqual(["'self'", ...apiHosts.map((host) => `https://${host}`)].sort());
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("'unsafe-eval'");
  expect(policy).not.toContain('unsafe-inline');
});
