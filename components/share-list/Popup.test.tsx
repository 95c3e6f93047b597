import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ClientContext } from '../client-context';
import { FakeCloud } from './fake-cloud';
import { Popup } from './Popup';
import { quickClock, testImage, testNow, testProfile, testRoster } from './test-values';

const many = Array.from({ length: 24 }, (_, index) => String(100_000_000_200 + index));
let cloud: FakeCloud;

beforeEach(() => {
  cloud = new FakeCloud([
    testRoster(testImage('img-00000001', 'golden'), ['100000000117', '100000000118']),
    testRoster(testImage('img-00000002', 'wide'), many),
    testRoster(testImage('img-00000003', 'alone'), []),
  ]);
});
afterEach(cleanup);

const show = () =>
  render(
    <ClientContext.Provider value={cloud.client}>
      <Popup clock={quickClock()} />
    </ClientContext.Provider>,
  );
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const open = () => press('golden (img-00000001), 2 accounts');
const status = () => screen.getByRole('status', { name: 'Status' });

test('lists the known images at once, then asks for a refresh', async () => {
  show();
  const list = await screen.findByRole('list', { name: 'Images' });
  expect(within(list).getAllByRole('button')).toHaveLength(2);
  await waitFor(() => expect(cloud.asked('rosters.refresh')).toHaveLength(1));
  expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Search images and accounts' }));
  expect(screen.getByText('1 image shared with nobody')).toBeDefined();
  expect(screen.getByRole('link', { name: 'Open workspace' })).toBeDefined();
});

test('reads the roster anew when an image is opened', async () => {
  cloud.truth.set('img-00000001', ['100000000117']);
  show();
  await open();
  const list = await screen.findByRole('list', { name: 'Accounts with access' });
  await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(1));
});

test('says revoked only after the cloud showed it, and keeps the row until then', async () => {
  cloud.isHolding = true;
  show();
  await open();
  await press('Revoke 100000000117');
  await screen.findByText('Revoking…');
  expect(screen.getByText('100000000117')).toBeDefined();
  expect(status().textContent).toContain('1 change under way');
  expect(status().textContent).not.toContain('confirmed');
  cloud.isHolding = false;
  await waitFor(() => expect(status().textContent).toContain('Revoked 100000000117, confirmed'));
  expect(screen.queryByRole('button', { name: 'Revoke 100000000117' })).toBeNull();
  expect(cloud.truth.get('img-00000001')).toEqual(['100000000118']);
  expect(cloud.asked('job.start')).toEqual([{ planId: 'plan-1', isProven: true, revokeCount: 1 }]);
});

test('takes a revoke back and says so when the cloud shows it', async () => {
  show();
  await open();
  await press('Revoke 100000000117');
  await press('Undo');
  await waitFor(() => expect(status().textContent).toContain('Shared with 100000000117 again, confirmed'));
  expect(cloud.truth.get('img-00000001')).toContain('100000000117');
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  expect(await screen.findByRole('button', { name: 'Revoke 100000000117' })).toBeDefined();
});

test('runs several revokes side by side', async () => {
  cloud.isHolding = true;
  show();
  await open();
  await press('Revoke 100000000117');
  await press('Revoke 100000000118');
  await waitFor(() => expect(status().textContent).toContain('2 changes under way'));
  cloud.isHolding = false;
  await waitFor(() => expect(cloud.truth.get('img-00000001')).toEqual([]));
});

test('shows why an account was refused and what to do, and keeps its row', async () => {
  cloud.refusals.set('100000000117', { kind: 'account-still-shared' });
  show();
  await open();
  await press('Revoke 100000000117');
  await waitFor(() => expect(status().textContent).toContain('1 account not changed'));
  expect(screen.getByRole('button', { name: 'Revoke 100000000117' })).toBeDefined();
  expect(document.querySelector('.row .bad')?.textContent).not.toBe('');
});

test('asks in place before all is revoked', async () => {
  show();
  await open();
  await press('Revoke all');
  expect(await screen.findByText('Revoke access of 2 accounts to “golden”?')).toBeDefined();
  expect(cloud.asked('job.start')).toEqual([]);
  await press('Confirm revoke');
  await waitFor(() => expect(status().textContent).toContain('Revoked 2 accounts, confirmed'));
});

test.each([
  ['alibaba-ecs', 'cn-hangzhou', 'Hangzhou', /re-initialise their system disk/],
  ['alibaba-ens', '', 'Alibaba Cloud ENS', /no longer see the image/],
] as const)(
  'says where an image of %s is, and what revoking it breaks',
  async (product, region, place, means) => {
    const image = { ...testImage('m-00000001', 'edge'), product, region };
    cloud = new FakeCloud([testRoster(image, ['1000000000000117'])]);
    cloud.profiles = [{ ...testProfile, site: 'alibaba-intl' }];
    show();
    const head = await screen.findByRole('button', { name: 'edge (m-00000001), 1 account' });
    await waitFor(() => expect(head.textContent).toContain(`${place} · Alibaba Cloud International`));
    fireEvent.click(head);
    await press('Revoke all');
    expect(await screen.findByText(means)).toBeDefined();
    expect(document.body.textContent).not.toMatch(/Tencent/);
  },
);

test('shows groups an image is shared with beside the accounts, without a button to change them', async () => {
  const known = testRoster(testImage('img-00000001', 'golden'), ['100000000117']);
  cloud = new FakeCloud([{ ...known, roster: { readAt: testNow, entries: [], groups: ['all'] } }]);
  cloud.failures.set('rosters.read', { kind: 'unreachable' });
  show();
  await press('golden (img-00000001), 0 accounts');
  expect(await screen.findByText(/Also shared with: all/)).toBeDefined();
  expect(screen.queryByText(/Nobody else has access/)).toBeNull();
  expect(screen.queryByRole('button', { name: /^Revoke/ })).toBeNull();
});

test('has the number typed before twenty or more are revoked', async () => {
  show();
  await press('wide (img-00000002), 24 accounts');
  await press('Revoke all');
  const confirm = await screen.findByRole<HTMLButtonElement>('button', { name: 'Confirm revoke' });
  const field = screen.getByRole('textbox', { name: 'Number of accounts to revoke' });
  expect(confirm.disabled).toBe(true);
  fireEvent.input(field, { target: { value: '23' } });
  expect(confirm.disabled).toBe(true);
  fireEvent.input(field, { target: { value: '24' } });
  await waitFor(() => expect(confirm.disabled).toBe(false));
  fireEvent.click(confirm);
  await waitFor(() => expect(cloud.truth.get('img-00000002')).toEqual([]));
});

test('finds an account across images', async () => {
  show();
  const search = await screen.findByRole('searchbox');
  fireEvent.input(search, { target: { value: '100000000205' } });
  await waitFor(() => expect(screen.queryByRole('button', { name: /golden/ })).toBeNull());
  await press(/^wide/);
  const list = await screen.findByRole('list', { name: 'Accounts with access' });
  expect(within(list).getAllByRole('listitem')).toHaveLength(1);
});

test('moves by arrows, leads slash to the search and Escape one step back', async () => {
  show();
  const head = await screen.findByRole('button', { name: /^golden/ });
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('searchbox')));
  fireEvent.keyDown(document.activeElement ?? document, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(head);
  fireEvent.click(head);
  await screen.findByRole('list', { name: 'Accounts with access' });
  fireEvent.keyDown(head, { key: 'ArrowDown' });
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Revoke 100000000117');
  fireEvent.keyDown(document.activeElement ?? document, { key: '/' });
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  fireEvent.keyDown(document.activeElement ?? document, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('list', { name: 'Accounts with access' })).toBeNull());
});

test('asks for the passphrase when locked, and shows the last rosters without revoking', async () => {
  cloud.vault = 'locked';
  cloud.failures.set('vault.unlock', { kind: 'wrong-passphrase' });
  show();
  fireEvent.input(await screen.findByLabelText('Passphrase'), { target: { value: 'not it' } });
  await press('Unlock');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('passphrase'));
  expect(screen.getByLabelText<HTMLInputElement>('Passphrase').value).toBe('');
  await open();
  expect(screen.queryByRole('button', { name: /^Revoke/ })).toBeNull();
  cloud.failures.delete('vault.unlock');
  fireEvent.input(screen.getByLabelText('Passphrase'), { target: { value: 'dummy passphrase' } });
  await press('Unlock');
  expect(await screen.findByRole('button', { name: 'Revoke 100000000117' })).toBeDefined();
});

test('leads to the keys where there are none', async () => {
  cloud.profiles = [];
  const close = vi.spyOn(window, 'close').mockImplementation(() => undefined);
  show();
  await press('Add keys');
  await waitFor(() => expect(cloud.asked('workspace.open')).toEqual([{ section: 'keys' }]));
  await waitFor(() => expect(close).toHaveBeenCalled());
});

test('shows a line for each job under way with what it waits for', async () => {
  cloud.jobList = [
    {
      job: {
        id: 'j1',
        planId: '',
        profileId: 'p1',
        caller: '',
        product: 'tencent-cvm',
        mode: 'share',
        state: 'waiting',
        cause: { kind: 'vault-locked' },
        startedAt: 0,
      },
      counts: { waiting: 10, confirmed: 5, 'no-change': 0, refused: 0, unknown: 0 },
      total: 15,
      images: [testImage('img-00000001', 'golden')],
    },
  ];
  show();
  const link = await screen.findByRole('link', { name: /Sharing 1 image/ });
  expect(link.getAttribute('href')).toBe('panel.html?job=j1');
  expect(link.textContent).toContain('5 of 15');
  expect(link.textContent).toContain('Waiting');
  expect(status().textContent).toContain('1 job under way');
});
