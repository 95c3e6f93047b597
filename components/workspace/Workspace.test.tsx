import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ClientContext } from '../client-context';
import { FakeCloud } from '../share-list/fake-cloud';
import { quickClock, testImage, testProfile, testRoster } from '../share-list/test-values';
import { Workspace } from './Workspace';

let cloud: FakeCloud;

beforeEach(() => {
  cloud = new FakeCloud([
    testRoster(testImage('img-00000001', 'golden'), ['100000000117']),
    testRoster(testImage('img-00000002', 'wide'), []),
  ]);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const show = (hash: string) => {
  location.hash = hash;
  return render(
    <ClientContext.Provider value={cloud.client}>
      <Workspace clock={quickClock()} />
    </ClientContext.Provider>,
  );
};
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const type = async (label: string, value: string) =>
  fireEvent.input(await screen.findByLabelText(label), { target: { value } });
const fieldValue = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value;

test('leads to every page', async () => {
  show('#keys');
  const links = within(await screen.findByRole('navigation')).getAllByRole('link');
  expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['Images', '#images'],
    ['Accounts', '#accounts'],
    ['Jobs', '#jobs'],
    ['Address book', '#book'],
    ['Keys', '#keys'],
    ['Settings', '#settings'],
    ['Getting started', '#welcome'],
  ]);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Keys');
});

test('creates a vault only from a passphrase typed twice alike', async () => {
  cloud.vault = 'none';
  show('#keys');
  await type('New passphrase', 'dummy passphrase');
  await type('Repeat passphrase', 'dummy passphrasf');
  await press('Create vault');
  expect(await screen.findByText(/two passphrases differ/)).toBeDefined();
  expect(cloud.asked('vault.create')).toEqual([]);
  await type('Repeat passphrase', 'dummy passphrase');
  await press('Create vault');
  await screen.findByRole('button', { name: 'Check and save' });
  expect(cloud.asked('vault.create')).toEqual([{ passphrase: 'dummy passphrase' }]);
});

test('refuses a short passphrase before it is sent', async () => {
  cloud.vault = 'none';
  show('#keys');
  await type('New passphrase', 'short');
  await type('Repeat passphrase', 'short');
  await press('Create vault');
  expect(screen.getByText(/Too short/)).toBeDefined();
  expect(cloud.asked('vault.create')).toEqual([]);
});

test('keeps keys in memory alone when asked to', async () => {
  cloud.vault = 'none';
  show('#keys');
  await press('Keep keys only until the browser closes');
  await screen.findByRole('button', { name: 'Check and save' });
  expect(screen.queryByRole('button', { name: 'Lock now' })).toBeNull();
});

test('checks and saves keys, and empties the secrets', async () => {
  show('#keys');
  const cloudChoice = await screen.findByRole('combobox', { name: 'Cloud' });
  expect(
    within(cloudChoice)
      .getAllByRole('option')
      .map((option) => option.textContent),
  ).toEqual(['Tencent Cloud', 'Tencent Cloud International', 'Alibaba Cloud', 'Alibaba Cloud International']);
  await type('Label', 'Production');
  await type('Key ID', 'AKIDdummy');
  await type('Key secret', 'dummy-secret');
  expect(screen.getByLabelText('Key secret').getAttribute('type')).toBe('password');
  await type('Session token (optional)', 'dummy-token');
  await press('Check and save');
  await screen.findByText('Saved: Production');
  expect(cloud.asked('profiles.save')).toEqual([
    {
      site: 'tencent',
      label: 'Production',
      keyId: 'AKIDdummy',
      secret: 'dummy-secret',
      token: 'dummy-token',
    },
  ]);
  expect(fieldValue('Key secret') + fieldValue('Session token (optional)')).toBe('');
});

test('offers the policies of the chosen cloud, and names no other cloud beside them', async () => {
  show('#keys');
  const field = await screen.findByRole('combobox', { name: 'Cloud' });
  const help = screen.getByRole('region', { name: 'Use keys that can do only this' });
  const policy = (name: string) => within(help).getByRole<HTMLTextAreaElement>('textbox', { name }).value;
  expect(policy('CAM policy for Tencent Cloud CVM')).toContain('cvm:ModifyImageSharePermission');
  fireEvent.change(field, { target: { value: 'alibaba-intl' } });
  await waitFor(() => expect(help.textContent).not.toMatch(/Tencent|CVM|CAM/));
  expect(within(help).getAllByRole('textbox')).toHaveLength(2);
  expect(policy('RAM policy for Alibaba Cloud ECS')).toContain('ecs:ModifyImageSharePermission');
  expect(policy('RAM policy for Alibaba Cloud ENS')).toContain('ens:ModifyImageSharePermission');
  for (const link of within(help).queryAllByRole('link')) {
    expect(link.getAttribute('href')).toMatch(/^https:\/\/[a-z.]+\.alibabacloud\.com\//);
  }
});

test('shows what was wrong with keys and what to do, without their secret', async () => {
  cloud.failures.set('profiles.save', { kind: 'signature-wrong', code: 'AuthFailure.SignatureFailure' });
  show('#keys');
  await type('Key ID', 'AKIDdummy');
  await type('Key secret', 'dummy-secret');
  await press('Check and save');
  expect((await screen.findByRole('alert')).textContent).toContain('AuthFailure.SignatureFailure');
  expect(fieldValue('Key secret')).toBe('');
  expect(fieldValue('Key ID')).toBe('AKIDdummy');
});

test('asks in place before keys are removed', async () => {
  show('#keys');
  await press('Remove');
  expect(cloud.asked('profiles.remove')).toEqual([]);
  await press('Remove keys');
  await waitFor(() => expect(screen.queryByRole('list', { name: 'Saved keys' })).toBeNull());
  expect(cloud.asked('profiles.remove')).toEqual([{ profileId: 'p1' }]);
});

test('locks and unlocks', async () => {
  show('#keys');
  await press('Lock now');
  await type('Passphrase', 'dummy passphrase');
  await press('Unlock');
  expect(await screen.findByRole('button', { name: 'Lock now' })).toBeDefined();
});

test('opens the share flow for the chosen images', async () => {
  show('#images');
  fireEvent.click(await screen.findByRole('checkbox', { name: 'golden (img-00000001)' }));
  fireEvent.click(screen.getByRole('checkbox', { name: 'wide (img-00000002)' }));
  const button = await screen.findByRole('button', { name: 'Share or revoke' });
  const address = new URL(button.getAttribute('href') ?? '', 'https://x.example');
  expect(address.pathname).toBe('/panel.html');
  expect(address.searchParams.get('product')).toBe('tencent-cvm');
  expect(address.searchParams.get('images')).toBe('img-00000001,img-00000002');
});

test('one set of keys serves every product of its cloud, with no region where there is none', async () => {
  cloud.profiles = [{ ...testProfile, site: 'alibaba' }];
  show('#images');
  const product = await screen.findByRole('combobox', { name: 'Product' });
  expect(screen.getByRole('combobox', { name: 'Region' })).toBeDefined();
  await waitFor(() =>
    expect(cloud.asked('images.list')).toMatchObject([
      { product: 'alibaba-ecs', region: expect.stringMatching(/^cn-/) },
    ]),
  );
  fireEvent.change(product, { target: { value: 'alibaba-ens' } });
  await waitFor(() =>
    expect(cloud.asked('images.list').at(-1)).toEqual({
      profileId: 'p1',
      product: 'alibaba-ens',
      region: '',
    }),
  );
  expect(screen.queryByRole('combobox', { name: 'Region' })).toBeNull();
  expect(cloud.asked('regions.list')).toEqual([{ profileId: 'p1', product: 'alibaba-ecs' }]);
});

test.each([
  ['alibaba-ecs', 'cn-hangzhou', /re-initialise their system disk/],
  ['alibaba-ens', '', /no longer see the image/],
  ['tencent-cvm', 'ap-guangzhou', /create or reinstall instances/],
] as const)('says what revoking breaks on %s before it is confirmed', async (product, region, means) => {
  const answer = await cloud.client('plan.make', {
    profileId: 'p1',
    product,
    images: [{ region, imageId: 'img-00000001' }],
    mode: 'revoke',
    accounts: ['100000000117'],
  });
  show(`#confirm/${answer.ok ? answer.value.id : ''}`);
  expect(await screen.findByText(means)).toBeDefined();
});

test('narrows the images by search and keeps what was chosen', async () => {
  show('#images');
  fireEvent.click(await screen.findByRole('checkbox', { name: 'golden (img-00000001)' }));
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'WIDE' } });
  await waitFor(() => expect(screen.queryByRole('checkbox', { name: /golden/ })).toBeNull());
  expect(screen.getByText('1 image chosen')).toBeDefined();
});

const makePlan = async () => {
  const answer = await cloud.client('plan.make', {
    profileId: 'p1',
    product: 'tencent-cvm',
    images: [{ region: 'ap-guangzhou', imageId: 'img-00000001' }],
    mode: 'revoke',
    accounts: ['100000000117'],
  });
  return answer.ok ? answer.value.id : '';
};

test('confirms a plan by its image as the API names it', async () => {
  const close = vi.spyOn(window, 'close').mockImplementation(() => undefined);
  show(`#confirm/${await makePlan()}`);
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Confirm');
  await screen.findByText('golden');
  expect(screen.getByText('Revoke from 1 account')).toBeDefined();
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Confirm' });
  expect(button.disabled).toBe(true);
  expect(cloud.asked('job.start')).toEqual([]);
  expect(close).not.toHaveBeenCalled();
});

test('takes a confirmation only after a second', async () => {
  vi.spyOn(window, 'close').mockImplementation(() => undefined);
  const clock = { ...quickClock(), sleep: vi.fn(async () => undefined) };
  location.hash = `#confirm/${await makePlan()}`;
  render(
    <ClientContext.Provider value={cloud.client}>
      <Workspace clock={clock} />
    </ClientContext.Provider>,
  );
  await waitFor(() => expect(clock.sleep).toHaveBeenCalledWith(1_000, expect.anything()));
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Confirm' });
  await waitFor(() => expect(button.disabled).toBe(false));
  fireEvent.click(button);
  await waitFor(() =>
    expect(cloud.asked('job.start')).toEqual([{ planId: 'plan-1', isProven: true, revokeCount: 1 }]),
  );
});

test('declines a plan and closes', async () => {
  const close = vi.spyOn(window, 'close').mockImplementation(() => undefined);
  show(`#confirm/${await makePlan()}`);
  await screen.findByText('golden');
  await press('Cancel');
  await waitFor(() => expect(close).toHaveBeenCalled());
  expect(cloud.asked('plan.decline')).toEqual([{ planId: 'plan-1' }]);
  expect(cloud.asked('job.start')).toEqual([]);
});

test('says so when the plan is gone', async () => {
  cloud.failures.set('plan.read', { kind: 'plan-missing' });
  show('#confirm/plan-9');
  expect((await screen.findByRole('alert')).textContent).not.toBe('');
  expect(screen.queryByRole('button', { name: 'Confirm' })).toBeNull();
});
