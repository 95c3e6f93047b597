import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The built extension in a real browser; `E2E_BROWSER` names it. One file at a time: a browser is heavy. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    name: `e2e ${process.env.E2E_BROWSER ?? 'chromium'}`,
    environment: 'node',
    include: ['e2e/*.test.ts'],
    fileParallelism: false,
    retry: 0,
    // A net under the drivers' own deadlines, which say what was waited for.
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
