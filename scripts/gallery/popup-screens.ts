import { knownImages, recipients } from '../../practice/tencent/world.ts';
import { find, type Screen } from './stage.ts';
import { longImage } from './world.ts';

const size = { widths: [360, 420], height: 600 } as const;

/** The popup before there are keys. */
export const firstPopup: Screen = {
  name: 'popup',
  ...size,
  open: 'popup.html',
  states: [
    { name: 'first-run', show: (page, { texts }) => page.getByText(texts('roster_startHeading')).waitFor() },
  ],
};

/** The popup while the vault is locked. */
export const lockedPopup: Screen = {
  name: 'popup',
  ...size,
  open: 'popup.html',
  states: [
    { name: 'locked', show: (page, { texts }) => find(page, 'button', texts('keys_unlock')).waitFor() },
    {
      name: 'wrong-passphrase',
      show: async (page, { texts }) => {
        await find(page, 'textbox', texts('keys_passphrase')).fill('not the passphrase');
        await find(page, 'button', texts('keys_unlock')).click();
        await page.getByRole('alert').first().waitFor();
      },
    },
  ],
};

/** The popup with what is known of the rosters. */
export const popupScreen: Screen = {
  name: 'popup',
  ...size,
  open: 'popup.html',
  states: [
    {
      name: 'images',
      show: (page) => page.getByRole('button', { name: new RegExp(longImage) }).waitFor(),
    },
    {
      name: 'roster',
      show: async (page, { texts }) => {
        await page.getByRole('button', { name: new RegExp(longImage) }).click();
        await page
          .getByRole('button', { name: texts('roster_revokeAccount', recipients(1)[0] ?? '') })
          .waitFor();
      },
    },
    {
      name: 'error',
      show: async (page, { texts, world }) => {
        const [account = ''] = recipients(1);
        world.cloud.failNext('ModifyImageSharePermission', 'InvalidAccountId.NotFound', 1);
        await page.getByRole('button', { name: texts('roster_revokeAccount', account) }).click();
        await page.getByText(texts('roster_refusedMany_one', '1')).first().waitFor();
      },
    },
    {
      name: 'revoked',
      show: async (page, { texts }) => {
        const [, account = ''] = recipients(2);
        await page.getByRole('button', { name: texts('roster_revokeAccount', account) }).click();
        await page.getByText(texts('roster_doneRevoke', account)).first().waitFor();
      },
    },
    {
      name: '500-rows',
      show: async (page) => {
        await page.getByRole('searchbox').fill(knownImages.nearlyFull);
        const image = page.getByRole('button', { name: new RegExp(knownImages.nearlyFull) });
        await image.waitFor();
        if ((await image.getAttribute('aria-expanded')) !== 'true') await image.click();
        await page
          .getByText(recipients(1)[0] ?? '')
          .first()
          .waitFor();
      },
    },
    {
      name: 'revoke-all',
      show: async (page, { texts }) => {
        await find(page, 'button', texts('roster_revokeAll')).click();
        await find(page, 'button', texts('roster_confirmRevoke')).waitFor();
      },
    },
    {
      name: 'no-match',
      show: async (page, { texts }) => {
        await page.getByRole('searchbox').fill('zzzz');
        await page.getByText(texts('roster_noMatch', 'zzzz')).first().waitFor();
      },
    },
  ],
};
