// Makes a fresh machine ready: dependencies, the Node that the scripts run on, and both browsers.
// Plain JavaScript on Node 20, since nothing is installed yet. Skips what has not changed.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { browsers, findBrowser } from './browsers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = `${root}node_modules/.image-roster-set-up`;
const nodeBinary = `${root}node_modules/node/bin/node`;

/** Debian's packages; the fonts let Chinese text show in pictures. */
const packages = {
  chromium: ['chromium', 'fonts-noto-cjk'],
  firefox: ['firefox-esr', 'fonts-noto-cjk'],
};

const say = (/** @type {string} */ line) => console.log(`set-up: ${line}`);

const fail = (/** @type {string} */ line) => {
  console.error(`set-up: ${line}`);
  process.exit(1);
};

/**
 * Runs a command without standard input; shows what it printed only when it failed.
 * @param {string} command
 * @param {string[]} parts
 * @param {Record<string, string>} [more] environment
 */
const run = (command, parts, more = {}) => {
  const done = spawnSync(command, parts, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...more },
  });
  if (done.status === 0) return;
  console.error(done.stdout ?? '', done.stderr ?? '');
  fail(`\`${command} ${parts.join(' ')}\` did not work; its output is above.`);
};

const stamp = () => {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(`${root}${file}`));
  return hash.digest('hex');
};

const installDependencies = () => {
  const wanted = stamp();
  const isCurrent = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted;
  if (isCurrent && existsSync(nodeBinary)) return;
  say('installing dependencies');
  // `npm ci` refuses a lock file without the binaries of other platforms, which some mirrors do not carry; `npm install`
  // takes the same locked versions, checks the same hashes, and passes over binaries that no machine here needs.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund']);
  // npm holds back install scripts that are not approved by name; the package `node` brings its binary in one.
  if (!existsSync(nodeBinary)) run('npm', ['rebuild', 'node']);
  if (!existsSync(nodeBinary))
    fail('the package "node" has no binary; run `npm rebuild node` and look at its output.');
  writeFileSync(stampFile, wanted);
};

const hasAptAsRoot = () => {
  if (process.getuid?.() !== 0) return false;
  try {
    execFileSync('apt-get', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const installBrowsers = (/** @type {('chromium' | 'firefox')[]} */ wanted) => {
  const missing = wanted.filter((browser) => !findBrowser(browser));
  if (missing.length === 0) return;
  const names = [...new Set(missing.flatMap((browser) => packages[browser]))];
  if (!hasAptAsRoot()) {
    const variables = missing.map((browser) => browsers[browser].variable).join(' and ');
    fail(
      `no ${missing.join(' and no ')} found: install ${names.join(', ')}, or set ${variables} to the binary.`,
    );
  }
  say(`installing ${names.join(', ')}`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], quiet);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], quiet);
  for (const browser of missing) {
    if (!findBrowser(browser))
      fail(`${browser} was installed but is not on the path; set ${browsers[browser].variable}.`);
  }
};

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 20) fail(`Node 20 or later is needed; this is ${process.versions.node}.`);

/** `--browsers firefox` sets up that one alone; without it, both. */
const at = process.argv.indexOf('--browsers');
const named = at < 0 ? ['chromium', 'firefox'] : (process.argv[at + 1] ?? '').split(',');
const wanted = /** @type {const} */ (['chromium', 'firefox']).filter((browser) => named.includes(browser));
if (wanted.length === 0) fail('--browsers takes chromium, firefox, or both with a comma.');

installDependencies();
installBrowsers(wanted);
