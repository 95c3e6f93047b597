import { appIdLookalike, knownImages, owner, recipients } from '../../practice/tencent/world.ts';
import { find, narrow, type Screen, whileHeld } from './stage.ts';
import { longImage } from './world.ts';

const { plain, second, shared, sharedFew } = knownImages;

const address = (...images: string[]) =>
  `panel.html?product=tencent-cvm&region=ap-guangzhou&images=${images.join(',')}`;

const pasted = [
  ...recipients(8).map((account, at) => `${account}\t合作伙伴${at + 1}`),
  '100000999999',
  'nonsense99',
  owner.account,
  appIdLookalike,
  recipients(1)[0],
  '1.0E+11',
].join('\n');

const screen = (name: string, open: string, states: Screen['states']): Screen => ({
  name,
  ...narrow,
  open,
  states,
});

/** The share flow before there are keys. */
export const firstPanel = screen('panel', address(plain), [
  { name: 'no-keys', show: (page, { texts }) => find(page, 'button', texts('share_addKeys')).waitFor() },
]);

/** The share flow while the vault is locked. */
export const lockedPanel = screen('panel', address(plain), [
  { name: 'locked', show: (page, { texts }) => page.getByText(texts('share_locked')).first().waitFor() },
]);

const composing = screen('panel-compose', address(plain, second, longImage), [
  whileHeld(
    'loading',
    (page) => page.reload(),
    (page) => page.locator('.loading').first(),
  ),
  {
    name: 'error',
    show: async (page, { world }) => {
      await page.getByRole('checkbox').first().waitFor();
      world.cloud.failNext('DescribeImages', 'UnauthorizedOperation', 1);
      await page.reload();
      await page.getByRole('alert').first().waitFor();
    },
  },
  {
    name: 'empty',
    show: async (page) => {
      await page.goto(page.url().replace(/images=.*/, 'images='));
      await page.getByRole('textbox').first().waitFor();
    },
  },
  {
    name: 'choosing-images',
    show: async (page, { texts }) => {
      await find(page, 'button', texts('share_chooseImages')).click();
      await page.getByRole('checkbox').first().waitFor();
    },
  },
  {
    name: 'pasted',
    show: async (page, { texts }) => {
      await page.goto(page.url().replace(/images=.*/, `images=${plain},${second},${longImage}`));
      await page.getByRole('checkbox').nth(2).waitFor();
      await find(page, 'textbox', texts('share_accountIds')).fill(pasted);
      await find(page, 'list', texts('share_entries')).waitFor();
    },
  },
  {
    name: '500-rows',
    show: async (page, { texts }) => {
      await find(page, 'textbox', texts('share_accountIds')).fill(recipients(500).join('\n'));
      await page.getByText(/500/).first().waitFor();
    },
  },
  {
    name: 'another-roster',
    show: async (page, { texts }) => {
      await find(page, 'radio', texts('share_fromImage')).check();
      await page
        .getByRole('radio', { name: new RegExp(sharedFew) })
        .first()
        .waitFor();
    },
  },
]);

const planning = screen('panel-plan', address(plain, longImage), [
  {
    name: 'small',
    show: async (page, { texts }) => {
      await page.getByRole('checkbox').nth(1).waitFor();
      await find(page, 'textbox', texts('share_accountIds')).fill(pasted);
      await find(page, 'button', texts('share_review')).click();
      await find(page, 'region', texts('share_plan')).waitFor();
    },
  },
  {
    name: '500-rows',
    show: async (page, { texts }) => {
      await find(page, 'button', texts('share_back')).click();
      await find(page, 'textbox', texts('share_accountIds')).fill(recipients(500).join('\n'));
      await page.getByText(/500/).first().waitFor();
      await find(page, 'button', texts('share_review')).click();
      await find(page, 'region', texts('share_plan')).waitFor();
    },
  },
  {
    name: 'nothing-to-do',
    show: async (page, { texts }) => {
      await page.goto(page.url().replace(/images=.*/, `images=${shared}`));
      await page.getByRole('checkbox').first().waitFor();
      await find(page, 'textbox', texts('share_accountIds')).fill(recipients(3).join('\n'));
      await find(page, 'button', texts('share_review')).click();
      await page.getByText(texts('share_nothingToDo')).first().waitFor();
    },
  },
  {
    name: 'big-removal',
    show: async (page, { texts }) => {
      await find(page, 'button', texts('share_back')).click();
      await find(page, 'radio', texts('share_modeMatch')).check();
      await find(page, 'button', texts('share_review')).click();
      await find(page, 'textbox', texts('share_revokeCount')).waitFor();
    },
  },
]);

/** A job of an image, from its start to its undo. */
const running = (name: string, image: string, accounts: string, passing: number): Screen =>
  screen(name, address(image), [
    whileHeld(
      'running',
      async (page, stage) => {
        const { texts, server } = stage;
        const hold = server.faults.beforeAnswer;
        server.faults.beforeAnswer = undefined;
        await page.getByRole('checkbox').first().waitFor();
        await find(page, 'textbox', texts('share_accountIds')).fill(accounts);
        await find(page, 'button', texts('share_review')).click();
        await find(page, 'region', texts('share_plan')).waitFor();
        server.faults.beforeAnswer = hold;
        await page
          .locator('button')
          .filter({ hasText: texts.pattern('share_applyShare_other') })
          .click();
      },
      (page, { texts }) => find(page, 'progressbar', texts('share_progress')),
      passing,
    ),
    {
      name: 'result',
      show: (page, { texts }) => find(page, 'button', texts('share_undo')).waitFor({ timeout: 40_000 }),
    },
    {
      name: 'undone',
      show: async (page, { texts }) => {
        await find(page, 'button', texts('share_undo')).click();
        await page.getByRole('heading', { name: texts('share_headUndone') }).waitFor({ timeout: 40_000 });
      },
    },
  ]);

/** The share flow with keys at hand. */
export const panelScreens: readonly Screen[] = [
  composing,
  planning,
  running('panel-job', longImage, [pasted, ...recipients(30)].join('\n'), 2),
  running('panel-job-500', plain, recipients(500).join('\n'), 5),
];
