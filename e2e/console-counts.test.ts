import { expect, test } from 'vitest';
import { knownEcsImages, knownEnsImages } from '../practice/alibaba/world.ts';
import { knownImages, recipients } from '../practice/tencent/world.ts';
import { type ConsoleSurface, until } from './drivers/surface.ts';
import { canaryKeys, consoleAddress, openStage, saveKeys, typeKeys } from './stage.ts';

const consoles = [
  {
    product: 'tencent-cvm',
    region: 'ap-guangzhou',
    address: consoleAddress,
    image: knownImages.sharedFew,
    count: '3',
  },
  {
    product: 'alibaba-ecs',
    region: 'cn-hangzhou',
    address: 'https://ecs.console.aliyun.com/image/region/cn-hangzhou/imageList',
    image: knownEcsImages.sharedFew,
    count: '3',
  },
  {
    product: 'alibaba-ens',
    region: '',
    address: 'https://ens.console.aliyun.com/instance/list#/image/custom',
    image: knownEnsImages.shared,
    count: '23',
  },
];

/** What is shown beside each image id, by the id. Firefox tells which attribute it is, Chromium tells its value. */
const readCounts = `Object.fromEntries([...document.querySelectorAll('tbody .id')].flatMap((id) => {
  const { content } = getComputedStyle(id, '::after');
  if (content === 'none') return [];
  const [, name] = /^attr\\(([a-z-]+)\\)$/.exec(content) ?? [];
  return [[id.textContent, name ? id.getAttribute(name) : content.replaceAll('"', '')]];
}))`;

/** The place right behind an image's id. */
const readPlace = (image: string) => `(() => {
  const id = [...document.querySelectorAll('tbody .id')].find(({ textContent }) => textContent === '${image}');
  const { right, y } = id.getBoundingClientRect();
  return { x: Math.ceil(right), y: Math.floor(y), width: 40, height: 18 };
})()`;

const seeCount = (page: ConsoleSurface, image: string, count: string | undefined) =>
  until(`${count} beside ${image}`, async () => {
    const counts = await page.evaluate<Record<string, string>>(readCounts);
    return counts[image] === count || undefined;
  });

/** Has the background read one roster: a refresh of all of them takes its time. */
const readRoster = (image: { product: string; region: string; imageId: string }) => `(async () => {
  const ask = (call, request) => chrome.runtime.sendMessage({ call, request });
  const isOf = ({ site }) => '${image.product}'.startsWith(site);
  const { value } = await ask('profiles.list', {});
  return await ask('rosters.read', { profileId: value.find(isOf).id, image: ${JSON.stringify(image)} });
})()`;

/** Where everything on the page is, and how far each part can be scrolled. */
const readLayout = `[...document.body.querySelectorAll('*')].map((each) => {
  const { x, y, width, height } = each.getBoundingClientRect();
  return [each.localName, x, y, width, height, each.scrollWidth, each.scrollHeight].join(' ');
})`;

/** What of ours a page's own scripts find in its document, beside nameless islands. */
const readTraces = `document.querySelectorAll('[data-image-roster], head > style').length`;

/** Keeps the row of an image, and tells when the console has made it anew. */
const rowIsNew = (image: string) => `(() => {
  const row = [...document.querySelectorAll('tbody .id')].find(({ textContent }) => textContent === '${image}');
  globalThis.keptRow ??= row;
  return row !== undefined && row !== keptRow;
})()`;

test('the consoles’ lists show how many accounts each known image has, and nothing on the page moves', async () => {
  const stage = await openStage();
  const { driver } = stage;
  const pages: { page: ConsoleSurface; image: string; count: string; layout: string[]; picture: string }[] =
    [];
  for (const { address, image, count } of consoles) {
    const page = await driver.openConsole(address);
    await page.launcherText();
    const isListed = `[...document.querySelectorAll('tbody .id')].some(({ textContent }) => textContent === '${image}')`;
    await until(`the list with ${image}`, async () => (await page.evaluate<boolean>(isListed)) || undefined);
    // Nobody has read a roster yet.
    expect(await page.evaluate<number>(readTraces)).toBe(0);
    const picture = await page.picture(await page.evaluate(readPlace(image)));
    pages.push({ page, image, count, picture, layout: await page.evaluate<string[]>(readLayout) });
  }

  const keysPage = await saveKeys(stage);
  const { keyId: secretId, secret: secretKey, token } = canaryKeys.alibaba;
  await typeKeys(keysPage, { secretId, secretKey, token }, 'Alibaba Cloud');
  await until('both keys', async () => (await keysPage.all('button', /^Remove/)).length === 2 || undefined);
  for (const { product, region, image: imageId } of consoles)
    expect(await keysPage.evaluate(readRoster({ product, region, imageId }))).toMatchObject({ ok: true });
  for (const { page, image, count, layout, picture } of pages) {
    await page.show();
    await seeCount(page, image, count);
    const [counts, now] = await page.evaluate<[Record<string, string>, string[]]>(
      `[${readCounts}, ${readLayout}]`,
    );
    expect([counts[image], now]).toEqual([count, layout]);
    expect(await page.picture(await page.evaluate(readPlace(image)))).not.toBe(picture);
    const isNew = rowIsNew(image);
    await until('a new row', async () => (await page.evaluate<boolean>(isNew)) || undefined);
    await seeCount(page, image, count);
  }

  const popup = await driver.openPage('popup.html');
  const [first = ''] = recipients(1);
  await popup.click('button', new RegExp(`${knownImages.sharedFew}\\), 3 accounts`));
  await popup.click('button', `Revoke ${first}`);
  await popup.waitFor('status', 'Status', ({ text }) => text.includes(`Revoked ${first}, confirmed`));
  const [tencent] = pages;
  if (tencent) await seeCount(tencent.page, tencent.image, '2');

  const settings = await driver.openPage('workspace.html#settings');
  await settings.choose('Number of accounts beside image IDs', 'Not shown');
  for (const { page, image } of pages) {
    await page.show();
    await seeCount(page, image, undefined);
    await until(
      'a page without traces',
      async () => (await page.evaluate<number>(readTraces)) === 0 || undefined,
    );
  }
});
