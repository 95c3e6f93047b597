// Messages from forged senders against the real server: npm run fuzz -- --messages 1000000. Last line: one JSON object.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { messages: { type: 'string' }, seed: { type: 'string' } } });
const folder = mkdtempSync(join(tmpdir(), 'image-roster-fuzz-'));
const report = join(folder, 'report.json');

const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'lib/background/router-fuzz.test.ts'],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      FUZZ_MESSAGES: values.messages ?? '1000000',
      FUZZ_SEED: values.seed ?? String(Date.now() % 2 ** 31),
      FUZZ_REPORT: report,
    },
  },
);
try {
  console.log(readFileSync(report, 'utf8'));
} catch {
  console.log(JSON.stringify({ violations: 1, why: 'the run broke before its report' }));
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = status ?? 1;
