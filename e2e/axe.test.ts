import { expect, test } from 'vitest';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import { type Language, languages, readTexts, type Texts } from '../scripts/demo/texts.ts';
import { auditPage } from '../scripts/gallery/audit.ts';
import { type Surface, until } from './drivers/surface.ts';
import { canaryKeys, openStage, passphrase, type Stage } from './stage.ts';

interface Walk {
  stage: Stage;
  texts: Texts;
  /** What axe-core found, one line for each rule, screen and theme. */
  findings: string[];
  /** How many times a page was looked at. */
  audits: number;
}

const themes = ['light', 'dark'] as const;

/** Resolves when what moves and ends has ended: a colour on its way to another is no contrast. */
const rest = `Promise.all(document.getAnimations()
  .filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime))
  .map((each) => each.finished.catch(() => undefined))).then(() => true)`;

/** Looks at a page as it stands, in both themes. */
const look = async (walk: Walk, screen: string, surface: Surface): Promise<void> => {
  for (const theme of themes) {
    await walk.stage.driver.setTheme(theme);
    const isPainted = `matchMedia('(prefers-color-scheme: ${theme})').matches || undefined`;
    await until(`the ${theme} theme`, () => surface.evaluate<boolean | undefined>(isPainted));
    await surface.evaluate(rest);
    const violations = await auditPage((expression) => surface.evaluate(expression));
    walk.audits += 1;
    walk.findings.push(
      ...violations.map(({ rule, places }) => `${screen}, ${theme}: ${rule}: ${places.join('; ')}`),
    );
  }
};

/** Asks the background as a page of the extension does. Fails when it refuses. */
const ask = async <Value>(surface: Surface, call: string, request: unknown): Promise<Value> => {
  const message = JSON.stringify({ call, request });
  const answer = await surface.evaluate<{ ok: boolean; value: Value }>(
    `(globalThis.browser ?? chrome).runtime.sendMessage(${message})`,
  );
  if (!answer.ok) throw new Error(`${call}: ${JSON.stringify(answer)}`);
  return answer.value;
};

const speak = async ({ stage }: Walk, language: Language) => {
  const settings = await stage.driver.openPage('workspace.html#settings');
  await ask(settings, 'settings.write', { language });
  await settings.close();
};

/** Before there are keys, up to a vault with keys of the practice owner. */
const walkFirstRun = async (walk: Walk) => {
  const { stage, texts } = walk;
  const popup = await stage.driver.openPage('popup.html');
  await popup.waitFor('button', texts('share_addKeys'));
  await look(walk, 'popup without keys', popup);
  await popup.close();
  const keys = await stage.driver.openPage('workspace.html#keys');
  await keys.fill('textbox', texts('keys_newPassphrase'), passphrase);
  await look(walk, 'keys without a vault', keys);
  await keys.fill('textbox', texts('keys_repeatPassphrase'), passphrase);
  await keys.click('button', texts('keys_createVault'));
  await keys.fill('textbox', texts('keys_label'), 'Practice');
  await keys.fill('textbox', texts('keys_keyId'), canaryKeys.tencent.secretId);
  await keys.fill('textbox', texts('keys_secret'), canaryKeys.tencent.secretKey);
  await keys.fill('textbox', texts('keys_token'), canaryKeys.tencent.token ?? '');
  await keys.click('button', texts('keys_checkAndSave'));
  await keys.waitFor('button', texts.pattern('keys_remove'));
  await look(walk, 'keys', keys);
  await keys.close();
};

/** From the choice of images to a job that was taken back. */
const walkShareFlow = async (walk: Walk) => {
  const { stage, texts } = walk;
  const images = [knownImages.plain, knownImages.shared].join(',');
  const panel = await stage.driver.openPage(
    `panel.html?product=tencent-cvm&region=ap-guangzhou&images=${images}`,
  );
  await panel.waitFor('checkbox', new RegExp(knownImages.plain));
  await panel.fill(
    'textbox',
    texts('share_accountIds'),
    [...recipients(9), '1.0E+11', 'nonsense'].join('\n'),
  );
  await panel.waitFor('list', texts('share_entries'));
  await look(walk, 'compose', panel);
  await panel.click('button', texts('share_review'));
  await panel.waitFor('button', texts.pattern('share_applyShare_other'), ({ isEnabled }) => isEnabled);
  await look(walk, 'plan', panel);
  await panel.click('button', texts.pattern('share_applyShare_other'));
  await panel.waitFor('button', texts('share_undo'));
  await look(walk, 'result', panel);
  await panel.click('button', texts('share_undo'));
  await panel.waitFor('heading', texts('share_headUndone'));
  await look(walk, 'undone', panel);
  await panel.close();
};

/** The window that asks once more, about a plan that revokes. */
const walkConfirmation = async (walk: Walk) => {
  const { stage, texts } = walk;
  const page = await stage.driver.openPage('workspace.html#settings');
  const [profile] = await ask<{ id: string }[]>(page, 'profiles.list', {});
  const { id } = await ask<{ id: string }>(page, 'plan.make', {
    profileId: profile?.id,
    product: 'tencent-cvm',
    images: [{ region: 'ap-guangzhou', imageId: knownImages.shared }],
    mode: 'match',
    accounts: recipients(9),
  });
  await page.close();
  const confirmation = await stage.driver.openPage(`workspace.html#confirm/${id}`);
  await confirmation.waitFor('button', texts('confirm_confirm'));
  await look(walk, 'confirmation', confirmation);
  await confirmation.close();
};

const walkWorkspace = async (walk: Walk) => {
  const { stage, texts } = walk;
  const workspace = await stage.driver.openPage('workspace.html#images');
  const entry = { cloud: 'tencent', account: recipients(1)[0], label: '合作伙伴', notes: '', tags: ['beta'] };
  await ask(workspace, 'book.save', { entries: [{ ...entry, groups: ['partners-eu'], isTrusted: true }] });
  for (const section of ['images', 'accounts', 'jobs', 'book', 'settings']) {
    await workspace.click('link', texts(`ws_${section}`));
    await workspace.waitFor('heading', texts(`ws_${section}`));
    if (section === 'accounts') await workspace.waitFor('button', new RegExp(String(recipients(1)[0])));
    if (section === 'images') await workspace.waitFor('checkbox', /img-/);
    await look(walk, section, workspace);
  }
  await workspace.close();
};

const walkPopup = async (walk: Walk) => {
  const { stage, texts } = walk;
  const popup = await stage.driver.openPage('popup.html');
  await popup.click('button', new RegExp(knownImages.sharedFew));
  await popup.waitFor('button', texts('roster_revokeAccount', recipients(1)[0] ?? ''));
  await look(walk, 'popup', popup);
  await ask(popup, 'vault.lock', {});
  await popup.close();
  const locked = await stage.driver.openPage('popup.html');
  await locked.waitFor('button', texts('keys_unlock'));
  await look(walk, 'popup while locked', locked);
  await locked.close();
};

test.each(languages)('axe finds nothing on any screen in light and dark, %s', async (language) => {
  const walk: Walk = { stage: await openStage(), texts: readTexts(language), findings: [], audits: 0 };
  await speak(walk, language);
  await walkFirstRun(walk);
  await walkShareFlow(walk);
  await walkConfirmation(walk);
  await walkWorkspace(walk);
  await walkPopup(walk);
  expect(walk.findings).toEqual([]);
  expect(walk.audits).toBe(2 * 15);
});
