// Takes a picture of every screen, state, theme and language, and looks at each with axe. Needs the build for Chromium.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openChromium } from '../e2e/drivers/chromium.ts';
import { startPracticeServer } from '../practice/server.ts';
import { type Language, languages, readTexts } from './demo/texts.ts';
import { chapters } from './gallery/chapters.ts';
import { indexPage } from './gallery/index-page.ts';
import { type Walked, walk } from './gallery/walk.ts';
import { createGalleryWorld } from './gallery/world.ts';

const output = fileURLToPath(new URL('../.output', import.meta.url));
const folder = join(output, 'gallery');

const walkLanguage = async (language: Language): Promise<Walked> => {
  const world = createGalleryWorld();
  const server = await startPracticeServer({ hosts: world.hosts });
  const profile = mkdtempSync(join(tmpdir(), 'image-roster-gallery-'));
  const extension = join(output, 'chrome-mv3');
  const tag = language === 'en' ? 'en-US' : language;
  const driver = await openChromium({ extension, profile, port: server.port, language: tag });
  try {
    const { context, extensionOrigin: origin } = driver;
    const texts = readTexts(language);
    return await walk({ context, origin, world, server, language, texts }, chapters, folder);
  } finally {
    await driver.close();
    await server.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};

const wanted = languages.filter((each) => process.argv.length < 3 || process.argv.includes(each));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const walks = await Promise.all(wanted.map(walkLanguage));
const pictures = walks.flatMap((each) => each.pictures);
const findings = walks.flatMap((each) => each.findings);
const failures = walks.flatMap((each) => each.failures);
writeFileSync(join(folder, 'index.html'), indexPage(pictures));
writeFileSync(join(folder, 'findings.json'), `${JSON.stringify(findings, null, 2)}\n`);
const audits = walks.reduce((sum, each) => sum + each.audits, 0);
console.log(
  `${pictures.length} pictures in .output/gallery/index.html; axe: ${findings.length} violations on ${audits} pages; ` +
    `${failures.length} states not reached`,
);
process.exitCode = findings.length + failures.length === 0 ? 0 : 1;
