import { defineConfig } from 'vitest/config';

const jsx = { esbuild: { jsx: 'automatic', jsxImportSource: 'preact' } } as const;

export default defineConfig({
  test: {
    projects: [
      {
        ...jsx,
        test: {
          name: 'core',
          environment: 'node',
          include: ['lib/**/*.test.ts', 'practice/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['lib/console/**', 'lib/platform/**', 'lib/providers/**/console.test.ts'],
        },
      },
      {
        ...jsx,
        resolve: {
          alias: { 'wxt/browser': new URL('lib/testing/fake-browser.ts', import.meta.url).pathname },
        },
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: [
            'components/**/*.test.{ts,tsx}',
            'lib/console/**/*.test.ts',
            'lib/providers/**/console.test.ts',
          ],
        },
      },
      {
        resolve: {
          alias: { 'wxt/browser': new URL('lib/testing/platform-browser.ts', import.meta.url).pathname },
        },
        test: { name: 'platform', environment: 'node', include: ['lib/platform/**/*.test.ts'] },
      },
    ],
  },
});
