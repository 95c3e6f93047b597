import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { extensionFolder } from './stage.ts';

const script = readFileSync(join(extensionFolder, 'content-scripts/console.js'));
const text = script.toString('utf8');

/** What a piece of the extension cannot be built without, and the console page must not carry. */
const marks = {
  zod: /ZodError|invalid_type|_zod\b/,
  preact: /__H\b|_children\b|diffed|createVNode|__k\b/,
  'the signer': /TC3-HMAC-SHA256|tc3_request|SHA-256/,
  'an API host': /tencentcloudapi/,
  'the database': /indexedDB/,
} as const;

test('the script in the console page stays small', () => {
  expect(script.byteLength).toBeLessThanOrEqual(15_000);
});

describe('the script in the console page carries nothing of', () => {
  test.each(Object.entries(marks))('%s', (_, mark) => {
    expect(text).not.toMatch(mark);
  });
});

test('the marks do tell: the background, which has all but the interface, shows them', () => {
  const background = readFileSync(join(extensionFolder, 'background.js'), 'utf8');
  const { preact: _, ...others } = marks;
  for (const mark of Object.values(others)) expect(background).toMatch(mark);
});

test('the panel is the only file of the extension that a page may load', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(extensionFolder, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({
    web_accessible_resources: [
      { resources: ['panel.html'], matches: expect.arrayContaining(['https://console.cloud.tencent.com/*']) },
    ],
  });
});
