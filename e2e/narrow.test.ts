import { expect, test } from 'vitest';
import { knownImages, practiceSeed, recipients } from '../practice/tencent/world.ts';
import { type Language, languages, readTexts } from '../scripts/demo/texts.ts';
import type { Surface } from './drivers/surface.ts';
import { openStage, type Stage, saveKeys } from './stage.ts';
import { demand } from './sweep/talk.ts';

/** The narrowest phone that is meant, in CSS pixels. */
const width = 360;

/** What of a page does not fit its width. Runs in the page, so it is self-contained. */
const findMisfits = (): string[] => {
  const page = document.documentElement;
  const misfits = page.scrollWidth > innerWidth ? [`the page is ${page.scrollWidth} px wide`] : [];
  const nameOf = (element: Element) =>
    (element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 60);
  const canScroll = (element: Element | null): boolean =>
    element !== null &&
    ((/auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth) ||
      canScroll(element.parentElement));
  const linesOf = (element: Element) => {
    const text = [...element.childNodes].find((node) => node instanceof Text);
    const range = document.createRange();
    if (text) range.selectNodeContents(text);
    return new Set([...range.getClientRects()].map(({ top }) => top)).size;
  };
  for (const element of document.querySelectorAll('button, a[href], input, select, textarea, summary')) {
    const { left, right, width: wide } = element.getBoundingClientRect();
    if (wide <= 1 || !element.checkVisibility({ visibilityProperty: true }) || canScroll(element)) continue;
    const isOut = left < -0.5 || right > innerWidth + 0.5;
    if (isOut) misfits.push(`${nameOf(element)}: from ${Math.round(left)} to ${Math.round(right)}`);
    const isText = /^(BUTTON|A|SUMMARY)$/.test(element.tagName);
    if (isText && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) {
      misfits.push(`${nameOf(element)}: cut`);
    }
  }
  for (const choice of document.querySelectorAll('.segments > label, .acting > button')) {
    if (linesOf(choice) > 1) misfits.push(`${nameOf(choice)}: broken in two`);
  }
  return misfits;
};

interface Walk {
  stage: Stage;
  language: Language;
  texts: ReturnType<typeof readTexts>;
  misfits: string[];
}

const look = async (walk: Walk, name: string, surface: Surface) => {
  await surface.resize(width, 740);
  const found = await surface.evaluate<string[]>(`(${findMisfits})()`);
  walk.misfits.push(...found.map((misfit) => `${name}, ${walk.language}: ${misfit}`));
};

const walkPanel = async (walk: Walk, image: string) => {
  const { stage, texts } = walk;
  const images = [image, knownImages.shared, knownImages.nearlyFull].join(',');
  const panel = await stage.driver.openPage(
    `panel.html?product=tencent-cvm&region=ap-guangzhou&images=${images}`,
  );
  await panel.waitFor('checkbox', new RegExp(image));
  await panel.click('radio', texts('share_fromImage'));
  await panel.waitFor('radio', new RegExp(knownImages.sharedFew));
  await look(walk, 'another roster', panel);
  await panel.click('radio', texts('share_fromBox'));
  await panel.click('radio', texts('share_modeMatch'));
  await look(walk, 'match', panel);
  await panel.click('radio', texts('share_modeShare'));
  const pasted = [...recipients(2), '100000999999', 'nonsense99', '1250000003', '1.0E+11'].join('\n');
  await panel.fill('textbox', texts('share_accountIds'), pasted);
  await panel.waitFor('list', texts('share_entries'));
  await look(walk, 'pasted', panel);
  await panel.click('button', texts('share_review'));
  const start = texts('share_applyShareImages_other').split('$')[0]?.slice(0, 5) ?? '';
  await panel.waitFor('button', new RegExp(`^${start}`), ({ isEnabled }) => isEnabled);
  await look(walk, 'plan', panel);
  await panel.click('button', new RegExp(`^${start}`));
  await panel.waitFor('button', texts('share_undo'));
  await look(walk, 'result', panel);
  await panel.close();
};

const walkPopup = async (walk: Walk) => {
  const { stage, texts } = walk;
  const popup = await stage.driver.openPage('popup.html');
  await popup.resize(width, 600);
  await popup.fill('searchbox', texts('roster_search'), knownImages.sharedFew);
  await popup.waitFor('button', new RegExp(knownImages.sharedFew));
  await look(walk, 'popup', popup);
  await popup.click('button', new RegExp(knownImages.sharedFew));
  await popup.waitFor('button', texts('roster_revokeAccount', recipients(1)[0] ?? ''));
  await look(walk, 'roster', popup);
  await popup.close();
};

const walkWorkspace = async (walk: Walk) => {
  const { stage, texts } = walk;
  const workspace = await stage.driver.openPage('workspace.html#settings');
  for (const page of ['images', 'accounts', 'jobs', 'book', 'keys', 'settings', 'welcome']) {
    await workspace.click('link', texts(`ws_${page}`));
    await workspace.waitFor('heading', texts(`ws_${page}`));
    if (page === 'images') await workspace.waitFor('checkbox', /img-/);
    await look(walk, page, workspace);
  }
  await workspace.close();
};

test(`everything fits ${width} px, in both languages`, async () => {
  const seed = practiceSeed(Date.now());
  const known = new Set<string>(Object.values(knownImages));
  const few = seed.images.filter(({ imageId }) => known.has(imageId));
  const stage = await openStage([], { seed: { ...seed, images: few }, rates: 'none' });
  const keysPage = await saveKeys(stage);
  const images = { en: knownImages.plain, 'zh-CN': knownImages.second };
  const misfits: string[] = [];
  for (const language of languages) {
    await demand(keysPage, 'settings.write', { language });
    const walk = { stage, language, texts: readTexts(language), misfits };
    await walkPanel(walk, images[language]);
    await walkPopup(walk);
    await walkWorkspace(walk);
  }
  expect(misfits).toEqual([]);
});
