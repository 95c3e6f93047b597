// Adds or changes texts in both catalogs: node scripts/catalog.mjs texts.json
// texts.json: { "key": ["English", "中文"] }; $1..$9 are substitutions. Keys stay sorted; safe to run at once.
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const lock = new URL('node_modules/.catalog-lock', root);
const texts = JSON.parse(readFileSync(process.argv[2], 'utf8'));

const waitForLock = () => {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
};

waitForLock();
try {
  for (const [index, language] of ['en', 'zh_CN'].entries()) {
    const file = new URL(`public/_locales/${language}/messages.json`, root);
    const catalog = JSON.parse(readFileSync(file, 'utf8'));
    for (const [key, pair] of Object.entries(texts)) catalog[key] = { message: pair[index] };
    const sorted = Object.fromEntries(Object.entries(catalog).sort(([a], [b]) => (a < b ? -1 : 1)));
    writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
  }
} finally {
  rmdirSync(lock);
}
