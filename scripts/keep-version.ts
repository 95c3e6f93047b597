// Keeps what the built extension leaves on disk amid a job, for the test that every later version goes on with it.
// Run at each release: npm run keep-version
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openChromium } from '../e2e/drivers/chromium.ts';
import { type Surface, until } from '../e2e/drivers/surface.ts';
import { demand } from '../e2e/sweep/talk.ts';
import { dumpDatabase, type StoredVersion, versionFile } from '../e2e/versions/stored.ts';
import { type PracticeServer, startPracticeServer } from '../practice/server.ts';
import { knownImages, practiceKeys, practiceSeed, recipients } from '../practice/tencent/world.ts';
import { createPracticeWorld } from '../practice/world.ts';

const { plain, second, sharedFew } = knownImages;
const region = 'ap-guangzhou';
const nobody = '100000999999';
const passphrase = 'dummy passphrase of a kept version';
const profile = 'Dummy keys';
const label = 'Dummy partner';
const lockAfter = 240;

const startJob = async (page: Surface, profileId: string, imageId: string, accounts: string[]) => {
  const images = [{ region, imageId }];
  const request = { profileId, product: 'tencent-cvm' as const, images, mode: 'share' as const, accounts };
  const plan = await demand(page, 'plan.make', request);
  await demand(page, 'job.start', { planId: plan.id, isProven: true });
  return plan.id;
};

const seeEnd = (page: Surface, jobId: string) =>
  until('the end of the job', async () => {
    const { job } = await demand(page, 'job.read', { jobId, after: -1 });
    return job.endedAt !== undefined || undefined;
  });

/** Keys in a vault, a name in the address book, a setting, a known roster, and a job that has ended. */
const fill = async (page: Surface): Promise<string> => {
  const { secretId, secretKey } = practiceKeys.main;
  await demand(page, 'vault.create', { passphrase });
  const keys = { site: 'tencent' as const, label: profile, keyId: secretId, secret: secretKey };
  const { id } = await demand(page, 'profiles.save', keys);
  const [account = ''] = recipients(1);
  const entry = {
    cloud: 'tencent' as const,
    account,
    label,
    notes: '',
    tags: [],
    groups: [],
    isTrusted: false,
  };
  await demand(page, 'book.save', { entries: [entry] });
  await demand(page, 'settings.write', { lockAfter });
  await demand(page, 'rosters.read', {
    profileId: id,
    image: { product: 'tencent-cvm', region, imageId: sharedFew },
  });
  await seeEnd(page, await startJob(page, id, second, [...recipients(3), nobody]));
  return id;
};

/** Resolves when the second call of the job that follows has changed its image; its answer is never sent. */
const holdSecondCall = (server: PracticeServer): Promise<void> =>
  new Promise((resolve) => {
    let writes = 0;
    server.faults.afterEffect = async ({ action, closed }) => {
      if (action !== 'ModifyImageSharePermission') return undefined;
      writes += 1;
      if (writes < 2) return undefined;
      resolve();
      await closed;
      return undefined;
    };
  });

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const seed = practiceSeed(Date.now());
const kept = new Set<string>([plain, second, sharedFew]);
const images = seed.images.filter(({ imageId }) => kept.has(imageId));
const world = createPracticeWorld({ seed: { ...seed, images }, rates: 'none' });
const server = await startPracticeServer({ hosts: world.hosts });
const folder = mkdtempSync(join(tmpdir(), 'image-roster-version-'));
const driver = await openChromium({
  extension: join(root, '.output/chrome-mv3'),
  profile: folder,
  port: server.port,
});
try {
  const page = await driver.openPage('workspace.html#settings');
  const profileId = await fill(page);
  const held = holdSecondCall(server);
  const accounts = recipients(120);
  const jobId = await startJob(page, profileId, plain, accounts);
  await held;
  const stored: StoredVersion = {
    note: 'Made by scripts/keep-version.ts on practice clouds. The keys in it are dummies and open nothing.',
    version,
    passphrase,
    profile,
    ended: { image: second, confirmed: 3, refused: 1 },
    running: { jobId, image: plain, accounts, applied: world.cloud.rosterOf(plain) },
    known: { image: sharedFew, accounts: world.cloud.rosterOf(sharedFew) },
    label,
    lockAfter,
    database: await dumpDatabase(page),
  };
  writeFileSync(versionFile(version), `${JSON.stringify(stored)}\n`);
  console.log(`${versionFile(version)}: layout ${stored.database.layout}`);
} finally {
  await driver.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
