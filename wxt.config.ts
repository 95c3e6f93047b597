import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';

/** Console hosts: where the launcher may stand. */
const consoleHosts = [
  'https://console.cloud.tencent.com/*',
  'https://console.tencentcloud.com/*',
  'https://console.intl.cloud.tencent.com/*',
];

/** API hosts: the only places the background talks to. */
const apiHosts = ['https://*.tencentcloudapi.com/*'];

const withoutPath = (pattern: string) => pattern.replace(/\/\*$/, '');

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  vite: () => ({
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    build: { modulePreload: { polyfill: false } },
    resolve: {
      alias: {
        'wxt/utils/content-script-context': fileURLToPath(
          new URL('lib/platform/content-context.ts', import.meta.url),
        ),
      },
    },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: ['storage', 'unlimitedStorage', 'alarms'],
    host_permissions: [...apiHosts, ...consoleHosts],
    options_ui: { page: 'workspace.html', open_in_tab: true },
    action: { default_title: '__MSG_extensionName__' },
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+I' } } },
    content_security_policy: {
      extension_pages: [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self'",
        `connect-src ${apiHosts.map(withoutPath).join(' ')}`,
        "base-uri 'none'",
        "form-action 'none'",
        `frame-ancestors ${consoleHosts.map(withoutPath).join(' ')}`,
      ].join('; '),
    },
    cross_origin_embedder_policy: { value: 'require-corp' },
    web_accessible_resources: [
      {
        resources: ['panel.html'],
        matches: consoleHosts,
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
          },
        }
      : { externally_connectable: { ids: [] } }),
  }),
});
