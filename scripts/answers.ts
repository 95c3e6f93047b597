// Damages answers of the practice clouds by the thousand and holds what jobs say against what the clouds have.
// npm run answers -- --count 100000 [--seed 1]. The last line is one JSON object.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const report = join(root, '.output', 'answers.json');
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
});

rmSync(report, { force: true });
const child = spawn(join(root, 'node_modules/.bin/vitest'), ['run', 'lib/testing/answers'], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, ANSWERS_COUNT: values.count, ANSWERS_SEED: values.seed, ANSWERS_REPORT: report },
});
child.on('close', (code) => {
  try {
    console.log(readFileSync(report, 'utf8'));
  } catch {
    console.log(JSON.stringify({ mutated: 0, violations: 1 }));
  }
  process.exitCode = code ?? 1;
});
