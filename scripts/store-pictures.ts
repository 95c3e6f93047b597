// Takes the stores' pictures, in both languages, into docs/store/pictures. Needs the build for Chromium.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDriver } from '../e2e/drivers/open.ts';
import { startPracticeServer } from '../practice/server.ts';
import { demos } from './demo/demos.ts';
import { picture, playJob, type Stage, saveKeys } from './demo/play.ts';
import { type Language, languages, readTexts } from './demo/texts.ts';

/** What both stores take (Chrome Web Store, "Supplying images": 1280 x 800). */
const size = { width: 1280, height: 800 };
/** Pictures of the demonstration that a store shows, in its order. */
const shown = ['02-paste', '03-plan', '05-result'];

const root = fileURLToPath(new URL('..', import.meta.url));

/** Who has which image, over all keys. */
const takeAccounts = async (stage: Stage, name: string) => {
  const { driver, texts, demo } = stage;
  const accounts = await driver.openPage('workspace.html#accounts');
  await accounts.resize(size.width, size.height);
  await accounts.waitFor('button', new RegExp(demo.wanted[0] ?? ''));
  await accounts.waitFor('heading', texts('ws_accounts'));
  await picture(stage, accounts, name);
};

const takeLanguage = async (language: Language) => {
  const demo = demos['tencent-cvm'];
  if (!demo) throw new Error('there is no demonstration of tencent-cvm');
  const scratch = mkdtempSync(join(tmpdir(), 'image-roster-store-'));
  const server = await startPracticeServer({ hosts: demo.createWorld().hosts });
  const driver = await openDriver('chromium', {
    extension: join(root, '.output/chrome-mv3'),
    profile: join(scratch, 'profile'),
    port: server.port,
    language: language === 'en' ? 'en-US' : language,
  });
  try {
    const stage: Stage = { driver, demo, language, texts: readTexts(language), folder: scratch, size };
    await saveKeys(stage);
    await playJob(stage, () => undefined);
    await takeAccounts(stage, '06-accounts');
    const folder = join(root, 'docs/store/pictures', language);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [at, name] of [...shown, '06-accounts'].entries()) {
      copyFileSync(join(scratch, `${name}.png`), join(folder, `${at + 1}-${name.slice(3)}.png`));
    }
  } finally {
    await driver.close();
    await server.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
};

for (const language of languages) await takeLanguage(language);
console.log('docs/store/pictures');
