import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { products } from '../../lib/providers/catalog';
import { ClientContext } from '../client-context';
import { FakeCloud } from '../share-list/fake-cloud';
import { quickClock, testProfile } from '../share-list/test-values';
import { Workspace } from '../workspace/Workspace';

let cloud: FakeCloud;

beforeEach(() => {
  cloud = new FakeCloud([]);
  cloud.vault = 'none';
  cloud.profiles = [];
});
afterEach(cleanup);

const show = () => {
  location.hash = '#welcome';
  return render(
    <ClientContext.Provider value={cloud.client}>
      <Workspace clock={quickClock()} />
    </ClientContext.Provider>,
  );
};
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const type = async (label: string, value: string) =>
  fireEvent.input(await screen.findByLabelText(label), { target: { value } });
const stepHeadings = () => screen.getAllByRole('heading', { name: /^Step \d/ });

test('three steps lead from no keys to a first image', async () => {
  show();
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Getting started');
  expect(stepHeadings().map(({ textContent }) => textContent?.trim())).toEqual([
    'Step 1: Make keys with the least rights',
    'Step 2: Save them',
    'Step 3: Try it on one image',
  ]);

  await type('New passphrase', 'dummy passphrase');
  await type('Repeat passphrase', 'dummy passphrase');
  await press('Create vault');
  await type('Key ID', 'AKIDdummy');
  await type('Key secret', 'dummy-secret');
  cloud.profiles = [testProfile];
  await press('Check and save');
  expect(await screen.findByText(`Saved: ${testProfile.label}`)).toBeDefined();
  const done = () => stepHeadings().map(({ textContent }) => textContent?.endsWith('Done'));
  await waitFor(() => expect(done()).toEqual([true, true, false]));
  expect(screen.queryByLabelText('Key secret')).toBeNull();
  // The form that had the focus is gone.
  await waitFor(() => expect(document.activeElement).toBe(stepHeadings()[2]));
});

test('every product of the chosen cloud has its whole policy to copy, and its console to open', async () => {
  show();
  const chosen = await screen.findByRole('combobox', { name: 'Cloud' });
  const policies = () => screen.getAllByRole<HTMLTextAreaElement>('textbox').map(({ value }) => value);
  const links = () =>
    screen.getAllByRole('link', { name: /^Open / }).map((link) => link.getAttribute('href'));
  expect(policies()).toContain(products['tencent-cvm'].policy);
  expect(links()).toEqual(['https://console.cloud.tencent.com/cvm/image/index']);
  fireEvent.change(chosen, { target: { value: 'alibaba-intl' } });
  await waitFor(() => expect(policies()).toContain(products['alibaba-ens'].policy));
  expect(policies()).toContain(products['alibaba-ecs'].policy);
  expect(policies()).not.toContain(products['tencent-cvm'].policy);
  expect(links()).toEqual([
    'https://ecs.console.alibabacloud.com/image',
    'https://ens.console.alibabacloud.com/',
  ]);
  expect(screen.getByText(/RAM user with OpenAPI access/)).toBeDefined();
});

test('keys of the cloud chosen in the first step are asked for and saved in the second', async () => {
  cloud.vault = 'open';
  show();
  fireEvent.change(await screen.findByRole('combobox', { name: 'Cloud' }), { target: { value: 'alibaba' } });
  await type('Key ID', 'LTAIdummy');
  await type('Key secret', 'dummy-secret');
  await press('Check and save');
  await waitFor(() => expect(cloud.asked('profiles.save')).toHaveLength(1));
  expect(cloud.asked('profiles.save')).toEqual([
    expect.objectContaining({ site: 'alibaba', keyId: 'LTAIdummy' }),
  ]);
});

test('what may be reached is said with its reason', async () => {
  show();
  const reach = await screen.findByRole('region', { name: 'What it may reach' });
  expect(within(reach).getByText(/signs your requests/)).toBeDefined();
  expect(within(reach).getByText(/presses nothing there/)).toBeDefined();
});

test('locked keys are unlocked here too', async () => {
  cloud.vault = 'locked';
  show();
  cloud.profiles = [testProfile];
  await type('Passphrase', 'dummy passphrase');
  await press('Unlock');
  expect(await screen.findByText(`Saved: ${testProfile.label}`)).toBeDefined();
});
