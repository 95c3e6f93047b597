// Builds all packages again from the source package alone, in a folder of its own, and compares them bit by bit.
// `node scripts/check-packages.ts`, after `wxt zip` for both browsers.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readZip } from './supply/zip.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const packages = ['chrome', 'firefox', 'sources'].map((what) => `image-roster-${version}-${what}.zip`);

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** @returns a line for each file of a build that is not in its package as it is, or the other way round */
const differences = (build: string, zip: string): string[] => {
  const packed = readZip(readFileSync(join(root, '.output', zip)));
  const folder = join(root, '.output', build);
  const built = new Map(filesOf(folder).map((file) => [file.slice(folder.length + 1), readFileSync(file)]));
  return [...new Set([...packed.keys(), ...built.keys()])]
    .filter((name) => !packed.get(name)?.equals(built.get(name) ?? Buffer.of()))
    .map((name) => `${zip} and ${build} differ in ${name}`);
};

const buildAgain = (folder: string) => {
  for (const [name, bytes] of readZip(readFileSync(join(root, '.output', packages[2] ?? '')))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const browser of ['chrome', 'firefox']) {
    const wxt = join(root, 'node_modules/.bin/wxt');
    const done = spawnSync(wxt, ['zip', '-b', browser], { cwd: folder, encoding: 'utf8' });
    if (done.status !== 0)
      throw new Error(`the source package does not build: ${done.stdout} ${done.stderr}`);
  }
};

const scratch = mkdtempSync(join(tmpdir(), 'image-roster-sources-'));
const wrong = [
  ...differences('chrome-mv3', packages[0] ?? ''),
  ...differences('firefox-mv3', packages[1] ?? ''),
];
try {
  buildAgain(scratch);
  for (const name of packages) {
    const [first, again] = [hashOf(join(root, '.output', name)), hashOf(join(scratch, '.output', name))];
    console.log(`${first}  ${name}`);
    if (first !== again) wrong.push(`${name} is another when built from its source package: ${again}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const line of wrong) console.error(line);
process.exitCode = wrong.length === 0 ? 0 : 1;
