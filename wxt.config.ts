import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { ecsHost } from './lib/providers/alibaba/ecs/endpoints';
import { ecsRegions } from './lib/providers/alibaba/ecs/regions';
import { consolePatterns } from './lib/providers/consoles';
import { untrackedFiles } from './scripts/supply/untracked';
import { settleZip } from './scripts/supply/zip';

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * API hosts: the only places the background talks to. A pattern for all of `aliyuncs.com` would let in every
 * customer's storage bucket, so each region of ECS stands here by name.
 */
const apiHosts = [
  'https://*.tencentcloudapi.com/*',
  ...new Set(ecsRegions.map(({ id }) => `https://${ecsHost(id)}/*`)),
  'https://ens.aliyuncs.com/*',
  'https://ens.ap-southeast-1.aliyuncs.com/*',
  'https://sts.aliyuncs.com/*',
];

/**
 * Starts content scripts with nothing around them. WXT's own start announces the extension's id to the page by a window
 * message and a document event at every load, lets the page end the script with the same event, and brings a logger and
 * the whole webextension-polyfill (wxt 0.21, `content-script-isolated-world-entrypoint.mjs`).
 */
const bareContentScripts = {
  name: 'bare-content-scripts',
  transform: (code: string, id: string): string | undefined => {
    if (!id.includes('virtual:wxt-content-script-isolated-world-entrypoint')) return undefined;
    const path = /^import definition from (.*)$/m.exec(code)?.[1];
    if (!path) throw new Error('WXT starts content scripts in another way than this one knows');
    return `import { main } from ${path}\nmain();`;
  },
};

const withoutPath = (pattern: string) => pattern.replace(/\/\*$/, '');

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  zip: {
    artifactTemplate: '{{name}}-{{version}}-{{browser}}.zip',
    sourcesTemplate: '{{name}}-{{version}}-sources.zip',
    // Tests go with the source: whoever builds from it may run them. `.npmrc` and `.gitignore` set the ground for both.
    excludeSources: untrackedFiles(root),
    includeSources: ['**/*.test.{ts,tsx}', '.npmrc', '.gitignore', '.ci/run'],
  },
  hooks: {
    // WXT dates each file in a zip with the moment of the build, in the order in which it found them.
    'zip:done': (_, files) => {
      for (const file of files) writeFileSync(file, settleZip(readFileSync(file)));
    },
  },
  vite: () => ({
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    // The oldest browsers the package is for; older ones would need longer code.
    build: { modulePreload: { polyfill: false }, target: ['chrome123', 'firefox142'] },
    plugins: [bareContentScripts],
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: ['storage', 'unlimitedStorage', 'alarms', 'notifications'],
    host_permissions: [...apiHosts, ...consolePatterns],
    options_ui: { page: 'workspace.html', open_in_tab: true },
    action: { default_title: '__MSG_extensionName__' },
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+I' } } },
    content_security_policy: {
      extension_pages: [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self'",
        `connect-src 'self' ${apiHosts.map(withoutPath).join(' ')}`,
        "base-uri 'none'",
        "form-action 'none'",
        `frame-ancestors ${consolePatterns.map(withoutPath).join(' ')}`,
      ].join('; '),
    },
    cross_origin_embedder_policy: { value: 'require-corp' },
    web_accessible_resources: [
      {
        resources: ['panel.html'],
        matches: consolePatterns,
        ...(browser === 'firefox' ? {} : { use_dynamic_url: true }),
      },
    ],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'image-roster@extension',
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['authenticationInfo', 'personallyIdentifyingInfo'] },
            },
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : { externally_connectable: { ids: [] } }),
  }),
});
