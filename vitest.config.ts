import { defineConfig } from 'vitest/config';

const jsx = { esbuild: { jsx: 'automatic', jsxImportSource: 'preact' } } as const;

/** A net under a test that hangs, never a verdict on speed: a loaded machine may be ten times slower. */
const testTimeout = 120_000;

export default defineConfig({
  test: {
    projects: [
      {
        ...jsx,
        test: {
          name: 'core',
          testTimeout,
          environment: 'node',
          include: [
            'lib/**/*.test.ts',
            'practice/**/*.test.ts',
            'scripts/**/*.test.ts',
            'e2e/canary/**/*.test.ts',
          ],
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
          testTimeout,
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
        test: { name: 'platform', testTimeout, environment: 'node', include: ['lib/platform/**/*.test.ts'] },
      },
    ],
  },
});
