// Refuses builds that hold what they must not or are larger than they may be, and a Firefox build that the store's own linter refuses.
// `node scripts/check-build.ts [folder with chrome-mv3 and firefox-mv3]`
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBreaches, readBuild } from './supply/build-rules.ts';
import { lintBuild } from './supply/lint.ts';
import { findOversize } from './supply/size-budgets.ts';

const output = process.argv[2] ?? fileURLToPath(new URL('../.output', import.meta.url));

const breaches = ['chrome-mv3', 'firefox-mv3'].flatMap((build) => {
  const files = readBuild(join(output, build));
  if (files.length === 0) throw new Error(`no build in ${join(output, build)}`);
  return [...findBreaches(files), ...findOversize(files)].map(
    ({ path, rule, excerpt }) => `${build}/${path}: ${rule}: ${excerpt}`,
  );
});
const lint = lintBuild(join(output, 'firefox-mv3'));

for (const line of [...breaches, ...lint.refused]) console.error(line);
console.log(
  `${breaches.length} breaches; web-ext: ${lint.refused.length} findings, ${lint.passedOver.length} passed over (${lint.passedOver.join(', ')})`,
);
process.exitCode = breaches.length + lint.refused.length === 0 ? 0 : 1;
