import { recipients } from '../../practice/tencent/world.ts';
import { find, type Screen, type ScreenState, whileHeld, wide } from './stage.ts';

const page = (name: string, states: readonly ScreenState[]): Screen => ({
  name: `workspace-${name}`,
  ...wide,
  open: `workspace.html#${name}`,
  states,
});

/** Waits for a text of the catalog. */
const seeing = (name: string, key: string): ScreenState => ({
  name,
  show: (at, { texts }) => at.getByText(texts(key)).first().waitFor(),
});

/** The first steps, also as narrow as a phone. */
const welcome = (states: readonly ScreenState[]): Screen => ({
  ...page('welcome', states),
  widths: [360, 1280],
});

/** The workspace before anything is in it. */
export const firstWorkspace: readonly Screen[] = [
  page('images', [seeing('no-keys', 'ws_noKeys')]),
  page('accounts', [{ name: 'no-keys', show: (at) => at.locator('main h1').waitFor() }]),
  page('jobs', [seeing('empty', 'ws_noJobs')]),
  page('book', [seeing('empty', 'book_empty')]),
  page('keys', [
    seeing('first-run', 'keys_createHeading'),
    {
      name: 'mismatch',
      show: async (at, { texts }) => {
        await find(at, 'textbox', texts('keys_newPassphrase')).fill('a dummy passphrase');
        await find(at, 'textbox', texts('keys_repeatPassphrase')).fill('another dummy');
        await find(at, 'button', texts('keys_createVault')).click();
        await at.getByText(texts('keys_mismatch')).waitFor();
      },
    },
  ]),
  page('settings', [seeing('no-keys', 'settings_noVault')]),
  welcome([
    seeing('first-run', 'keys_createHeading'),
    {
      name: 'two-products',
      show: async (at, { texts }) => {
        await find(at, 'combobox', texts('keys_cloud')).selectOption('alibaba');
        await find(at, 'textbox', texts('keys_policy_alibaba_ens')).waitFor();
      },
    },
    {
      name: 'hosts-missing',
      show: async (at, { texts }) => {
        await at.evaluate(
          `chrome.permissions.contains = async () => false; dispatchEvent(new Event('focus'))`,
        );
        await at.getByText(texts('ui_hostsMissing')).waitFor();
      },
    },
  ]),
];

/** The workspace while the vault is locked. */
export const lockedWorkspace: readonly Screen[] = [
  page('images', [seeing('locked', 'keys_lockedHeading')]),
  page('accounts', [
    {
      name: 'locked',
      show: (at) =>
        at
          .getByText(recipients(1)[0] ?? '')
          .first()
          .waitFor(),
    },
  ]),
  page('keys', [seeing('locked', 'keys_lockedHeading')]),
  welcome([seeing('locked', 'keys_lockedHeading')]),
  page('settings', [seeing('locked', 'settings_isLocked')]),
];

const images = page('images', [
  whileHeld(
    'loading',
    (at) => at.reload(),
    (at) => at.locator('.loading').first(),
  ),
  { name: 'list', show: (at) => at.getByRole('checkbox').nth(3).waitFor() },
  {
    name: 'chosen',
    show: async (at) => {
      await at.getByRole('checkbox').nth(2).check();
      await at.getByRole('checkbox').nth(3).check();
    },
  },
  {
    name: 'error',
    show: async (at, { world }) => {
      await at.getByRole('checkbox').first().waitFor();
      world.cloud.failNext('DescribeImages', 'UnauthorizedOperation', 1);
      await at.reload();
      await at.getByRole('alert').first().waitFor();
    },
  },
]);

const accounts = page('accounts', [
  {
    name: 'list',
    show: (at) =>
      at
        .getByText(recipients(1)[0] ?? '')
        .first()
        .waitFor(),
  },
  {
    name: 'revoke-everywhere',
    show: async (at, { texts }) => {
      const [account = ''] = recipients(1);
      await at.locator('.account-head').filter({ hasText: account }).first().click();
      const name = texts('accounts_revokeEverywhereOf', account);
      await at.getByRole('button', { name }).first().click();
    },
  },
  {
    name: 'no-match',
    show: async (at) => {
      await at.getByRole('searchbox').fill('zzzz');
    },
  },
]);

const jobs = page('jobs', [
  { name: 'list', show: (at) => at.locator('.job-row').first().waitFor() },
  {
    name: 'undo-asked',
    show: (at, { texts }) =>
      at
        .getByRole('button', { name: texts.pattern('history_undoJob') })
        .first()
        .click(),
  },
  seeingNoMatch('history_noMatch'),
]);

const book = page('book', [
  { name: 'list', show: (at) => at.getByRole('checkbox').nth(5).waitFor() },
  {
    name: 'chosen',
    show: async (at) => {
      await at.getByRole('checkbox').nth(4).check();
      await at.getByRole('checkbox').nth(5).check();
    },
  },
  seeingNoMatch('book_noMatch'),
  {
    name: 'add',
    show: async (at, { texts }) => {
      await at.getByRole('searchbox').fill('');
      await find(at, 'button', texts('book_add')).click();
      await find(at, 'textbox', texts('book_account')).waitFor();
    },
  },
]);

function seeingNoMatch(key: string): ScreenState {
  return {
    name: 'no-match',
    show: async (at, { texts }) => {
      await at.getByRole('searchbox').fill('zzzz');
      await at.getByText(texts(key)).first().waitFor();
    },
  };
}

const keysPage = page('keys', [
  {
    name: 'saved',
    show: (at, { texts }) =>
      at
        .getByRole('button', { name: texts.pattern('keys_remove') })
        .first()
        .waitFor(),
  },
  {
    name: 'error',
    show: async (at, { texts }) => {
      await find(at, 'textbox', texts('keys_keyId')).fill('AKIDnobodyhasthiskey0000000000000000');
      await find(at, 'textbox', texts('keys_secret')).fill('dummy-secret');
      await find(at, 'button', texts('keys_checkAndSave')).click();
      await at.getByRole('alert').first().waitFor();
    },
  },
]);

const settings = page('settings', [
  { name: 'all', show: (at, { texts }) => find(at, 'button', texts('settings_changePassphrase')).waitFor() },
  {
    name: 'forget-asked',
    show: (at, { texts }) => find(at, 'button', texts('settings_forget')).click(),
  },
]);

/** The workspace with everything in it. */
export const workspaceScreens: readonly Screen[] = [
  images,
  accounts,
  jobs,
  book,
  keysPage,
  settings,
  welcome([seeing('keys-saved', 'welcome_done')]),
];
