import { expect, test } from 'vitest';
import { knownImages, practiceSeed, recipients } from '../practice/tencent/world.ts';
import { type Surface, until } from './drivers/surface.ts';
import { applyPlan, openPanelTab, openStage, reviewPlan, saveKeys, seeText, writesOf } from './stage.ts';

const [acme = '', beta = ''] = recipients(2);
const label = '=Acme "Robotics"';

/** The images that play a part alone: every roster is read before any can be revoked everywhere. */
const fewImages = () => {
  const seed = practiceSeed(Date.now());
  const known = new Set<string>(Object.values(knownImages));
  return { ...seed, images: seed.images.filter(({ imageId }) => known.has(imageId)) };
};

/** Reads along what the page hands to the browser as a download. */
const watchDownloads = (page: Surface) =>
  page.evaluate(`(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      blob.text().then((text) => { globalThis.downloaded = text; });
      return make.call(URL, blob);
    };
    return null;
  })()`);

const downloaded = (page: Surface, accept: (text: string) => boolean) =>
  until('a download', async () => {
    const text = await page.evaluate<string | null>('globalThis.downloaded ?? null');
    return text !== null && accept(text) ? text : undefined;
  });

const addAccount = async (book: Surface, account: string, name: string) => {
  await book.click('button', 'Add account');
  await book.fill('textbox', 'Account ID', account);
  await book.fill('textbox', 'Name', name);
  await book.fill('textbox', 'Groups', 'partners-eu');
  await book.click('button', 'Save');
  await book.waitFor('checkbox', `${name} (${account})`);
};

test('a group of the address book is shared with, named in both exports, and revoked everywhere', async () => {
  const stage = await openStage([], { seed: fewImages() });
  const { world, driver } = stage;
  await saveKeys(stage);
  const book = await driver.openPage('workspace.html#book');
  await addAccount(book, acme, label);
  await addAccount(book, beta, 'Beta');
  await book.close();

  const panel = await openPanelTab(stage, [knownImages.plain]);
  await reviewPlan(panel, ['@partners-eu']);
  await applyPlan(stage, panel);
  await panel.waitFor('button', 'Undo this job');
  expect(world.cloud.rosterOf(knownImages.plain).sort()).toEqual([acme, beta].sort());
  await watchDownloads(panel);
  await panel.click('button', 'Export CSV');
  const results = await downloaded(panel, () => true);
  expect(results).toContain(`${acme},"'=Acme ""Robotics""",`);
  expect(results).toContain(`${beta},Beta,`);
  await panel.close();

  const jobs = await driver.openPage('workspace.html#jobs');
  await watchDownloads(jobs);
  await jobs.waitFor('button', 'Export 1 job');
  await jobs.fill('searchbox', 'Search accounts, names and images', 'nobody');
  await seeText(jobs, 'No job matches');
  await jobs.fill('searchbox', 'Search accounts, names and images', 'robotics');
  await jobs.choose('Format', 'JSON (programs)');
  await jobs.click('button', 'Export 1 job');
  const history = JSON.parse(await downloaded(jobs, (text) => text.startsWith('{'))) as {
    jobs: { profile: string; results: unknown[]; calls: { requestId: string }[] }[];
  };
  const [job] = history.jobs;
  expect(job?.profile).toBe('Practice');
  expect(job?.results).toMatchObject([
    { account: acme, label, outcome: 'confirmed' },
    { account: beta, label: 'Beta', outcome: 'confirmed' },
  ]);
  expect(job?.calls.map(({ requestId }) => requestId)).toEqual(
    writesOf(stage).map(({ requestId }) => requestId),
  );
  await jobs.close();

  const images = [knownImages.plain, knownImages.sharedFew, knownImages.shared];
  const before = images.map((image) => world.cloud.rosterOf(image).sort());
  const accounts = await driver.openPage('workspace.html#accounts');
  await accounts.fill('searchbox', 'Search accounts, names and images', 'robotics');
  await accounts.click('button', new RegExp(`Acme "Robotics", ${acme}`));
  await until('every image of the account', async () => {
    const { text = '' } = (await accounts.all('list', `Images that ${acme} has`))[0] ?? {};
    return images.every((image) => text.includes(image)) || undefined;
  });
  // A click waits until it can be pressed: every roster of every region is read first.
  await accounts.click('button', `Revoke everywhere: ${acme}`);
  await accounts.waitFor('region', 'Plan', ({ text }) => images.every((image) => text.includes(image)));
  await accounts.click('button', 'Confirm revoke');
  await accounts.waitFor('button', 'Undo');
  const without = before.map((roster) => roster.filter((account) => account !== acme));
  expect(images.map((image) => world.cloud.rosterOf(image).sort())).toEqual(without);
  await accounts.click('button', 'Undo');
  await seeText(accounts, 'Shared again on');
  expect(images.map((image) => world.cloud.rosterOf(image).sort())).toEqual(before);
});
