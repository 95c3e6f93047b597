import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { headOf } from '../../lib/domain/image';
import type { Client } from '../../lib/messaging/client';
import { ClientContext } from '../client-context';
import { FakeCloud } from './fake-cloud';
import { KeepGlance } from './glance';
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

test('leads to the first steps where there are no keys', async () => {
  cloud.profiles = [];
  const close = vi.spyOn(window, 'close').mockImplementation(() => undefined);
  show();
  await press('Add keys');
  await waitFor(() => expect(cloud.asked('workspace.open')).toEqual([{ section: 'welcome' }]));
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
  // A line that came above the rows would move them under a hand about to press.
  const list = screen.getByRole('list', { name: 'Images' });
  expect(list.compareDocumentPosition(link)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

const key = (name: string) => fireEvent.keyDown(document.activeElement ?? document, { key: name });
const turnTo = async (view: string) => fireEvent.click(await screen.findByRole('radio', { name: view }));

test('revokes chosen accounts of an image in one job after one question, and takes them back at once', async () => {
  show();
  await press('wide (img-00000002), 24 accounts');
  for (const account of many.slice(0, 3))
    fireEvent.click(await screen.findByRole('checkbox', { name: `Choose ${account}` }));
  expect(screen.queryByRole('button', { name: 'Revoke all' })).toBeNull();
  await press('Revoke 3 accounts');
  expect(await screen.findByText('Revoke access of 3 accounts to “wide”?')).toBeDefined();
  expect(cloud.asked('job.start')).toEqual([]);
  await press('Confirm revoke');
  await waitFor(() => expect(status().textContent).toContain('Revoked 3 accounts, confirmed'));
  expect(cloud.asked('job.start')).toHaveLength(1);
  expect(cloud.truth.get('img-00000002')).toEqual(many.slice(3));
  await screen.findByRole('button', { name: 'Revoke all' });
  await press('Undo');
  await waitFor(() => expect(cloud.truth.get('img-00000002')).toHaveLength(24));
  expect(cloud.asked('job.undo')).toHaveLength(1);
});

test('shows which images an account has, and takes it off chosen ones or everywhere', async () => {
  cloud = new FakeCloud(
    ['golden', 'wide', 'edge'].map((name, at) =>
      testRoster(testImage(`img-0000000${at}`, name), ['100000000117']),
    ),
  );
  show();
  await turnTo('Accounts');
  await press('100000000117, 3 images');
  const images = await screen.findByRole('list', { name: 'Images that 100000000117 has' });
  expect(within(images).getAllByRole('listitem')).toHaveLength(3);
  fireEvent.click(screen.getByRole('checkbox', { name: 'wide (img-00000001)' }));
  expect(screen.queryByRole('button', { name: 'Revoke everywhere: 100000000117' })).toBeNull();
  await press('Revoke on 1 image: 100000000117');
  const plan = await screen.findByRole('region', { name: 'Plan' });
  expect(plan.textContent).toContain('wide');
  expect(plan.textContent).not.toContain('golden');
  await press('Confirm revoke');
  await screen.findByText('Revoked on 1 image, confirmed');
  expect([...cloud.truth.values()].map((roster) => roster.length)).toEqual([1, 0, 1]);
  await press('Undo');
  await waitFor(() => expect(cloud.truth.get('img-00000001')).toEqual(['100000000117']));
});

test('narrows by product and region, and offers no choice where there is one', async () => {
  show();
  await screen.findByRole('button', { name: /^golden/ });
  expect(screen.queryByRole('combobox')).toBeNull();
  cleanup();
  cloud = new FakeCloud([
    testRoster(testImage('img-00000001', 'golden'), ['100000000117']),
    testRoster({ ...testImage('img-00000002', 'far'), region: 'ap-singapore' }, ['100000000118']),
  ]);
  show();
  const regions = await screen.findByRole('combobox', { name: 'Region' });
  fireEvent.change(regions, { target: { value: 'ap-singapore' } });
  await waitFor(() => expect(screen.queryByRole('button', { name: /^golden/ })).toBeNull());
  expect(screen.getByRole('button', { name: /^far/ })).toBeDefined();
  await turnTo('Accounts');
  expect(await screen.findByRole('button', { name: '100000000118, 1 image' })).toBeDefined();
  expect(screen.queryByRole('button', { name: /^100000000117/ })).toBeNull();
});

test("finds accounts by the address book's names, and tells how many images were found", async () => {
  cloud.book.entries = [
    {
      cloud: 'tencent',
      account: '100000000118',
      label: 'Acme',
      notes: '',
      tags: [],
      groups: [],
      isTrusted: false,
    },
  ];
  show();
  fireEvent.input(await screen.findByRole('searchbox'), { target: { value: 'acme' } });
  await waitFor(() => expect(screen.queryByRole('button', { name: /^wide/ })).toBeNull());
  expect(await screen.findByRole('button', { name: /^golden/ })).toBeDefined();
  expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain('1 image');
});

test('revokes by keys alone: Enter opens what was found, arrows move, Delete revokes', async () => {
  show();
  await screen.findByRole('button', { name: /^golden/ });
  const search = screen.getByRole('searchbox');
  await waitFor(() => expect(document.activeElement).toBe(search));
  fireEvent.input(search, { target: { value: 'golden' } });
  await waitFor(() => expect(screen.queryByRole('button', { name: /^wide/ })).toBeNull());
  key('Enter');
  await screen.findByRole('list', { name: 'Accounts with access' });
  expect(document.activeElement?.textContent).toContain('golden');
  key('ArrowDown');
  key('Delete');
  await waitFor(() => expect(status().textContent).toContain('Revoked 100000000117, confirmed'));
  await press('Undo');
  await screen.findByRole('button', { name: 'Revoke 100000000117' });
  fireEvent.click(screen.getByRole('checkbox', { name: 'Choose 100000000118' }));
  await screen.findByRole('button', { name: 'Revoke 1 account' });
  screen.getByRole('checkbox', { name: 'Choose 100000000118' }).focus();
  key('Delete');
  await screen.findByRole('button', { name: 'Confirm revoke' });
  key('Delete');
  expect(cloud.truth.get('img-00000001')).toContain('100000000118');
});

test('Delete in the search takes nothing away', async () => {
  show();
  await open();
  fireEvent.click(await screen.findByRole('checkbox', { name: 'Choose 100000000118' }));
  await screen.findByRole('button', { name: 'Revoke 1 account' });
  screen.getByRole('searchbox').focus();
  key('Delete');
  expect(cloud.asked('plan.make')).toEqual([]);
});

test('draws sixty of many images at once, and all of them when asked', async () => {
  cloud = new FakeCloud(
    Array.from({ length: 70 }, (_, at) => testRoster(testImage(`img-${at}`, `n${at}`), ['100000000117'])),
  );
  show();
  const list = await screen.findByRole('list', { name: 'Images' });
  expect(within(list).getAllByRole('button', { expanded: false })).toHaveLength(60);
  await press('Show all 70 images');
  await waitFor(() => expect(within(list).getAllByRole('button', { expanded: false })).toHaveLength(70));
});

test('lists images by their sizes alone, reads accounts from storage when one is opened, and says nothing of others', async () => {
  cloud.failures.set('rosters.stored', { kind: 'background-gone' });
  cloud.failures.set('rosters.read', { kind: 'unreachable' });
  show();
  await open();
  expect(screen.queryByRole('list', { name: 'Accounts with access' })).toBeNull();
  expect(screen.queryByText(/Nobody else/)).toBeNull();
  expect(screen.queryByRole('button', { name: /^Revoke/ })).toBeNull();
  expect(cloud.asked('rosters.stored')).toHaveLength(1);
  await turnTo('Accounts');
  expect(screen.queryByText(/No images/)).toBeNull();
  await turnTo('Images');
  cloud.failures.delete('rosters.stored');
  await open();
  await screen.findByRole('button', { name: 'Revoke 100000000117' });
});

test('draws what was shown last before any answer, with nothing to press that sends', async () => {
  let answer = () => {};
  const later = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const client = (async (name: never, request: never) => {
    await later;
    return cloud.client(name, request);
  }) as Client;
  const heads = [headOf(testRoster(testImage('img-00000001', 'golden'), ['100000000117', '100000000118']))];
  render(
    <ClientContext.Provider value={client}>
      <Popup clock={quickClock()} glance={{ profiles: [testProfile], heads }} />
    </ClientContext.Provider>,
  );
  expect(screen.getByRole('button', { name: 'golden (img-00000001), 2 accounts' })).toBeDefined();
  expect(screen.getByRole('button', { name: 'Refresh' })).toHaveProperty('disabled', true);
  await open();
  expect(screen.queryByRole('button', { name: /Revoke/ })).toBeNull();
  answer();
  await screen.findByRole('button', { name: 'Revoke 100000000117' });
  await screen.findByRole('button', { name: 'wide (img-00000002), 24 accounts' });
});

test('a glance of keys that are gone gives way to the first steps', async () => {
  cloud.vault = 'none';
  const heads = cloud.rosters.map(headOf);
  render(
    <ClientContext.Provider value={cloud.client}>
      <Popup clock={quickClock()} glance={{ profiles: [testProfile], heads }} />
    </ClientContext.Provider>,
  );
  await screen.findByRole('heading', { name: 'Share images with hundreds of accounts at once' });
  expect(screen.queryByRole('list', { name: 'Images' })).toBeNull();
});

test('keeps what it shows for its next opening: all images by name, no account, nothing while locked', async () => {
  const kept: unknown[] = [];
  const showKeeping = () =>
    render(
      <ClientContext.Provider value={cloud.client}>
        <KeepGlance.Provider value={(glance) => void kept.push(glance)}>
          <Popup clock={quickClock()} />
        </KeepGlance.Provider>
      </ClientContext.Provider>,
    );
  cloud.vault = 'locked';
  // The popup asks again and again meanwhile.
  cloud.refreshing = { done: 0, total: 1 };
  showKeeping();
  await waitFor(() => expect(cloud.asked('rosters.known').length).toBeGreaterThan(3));
  expect(kept).toEqual([]);
  cleanup();
  cloud.refreshing = undefined;
  cloud.vault = 'open';
  showKeeping();
  await waitFor(() => expect(kept).not.toEqual([]));
  expect(kept[0]).toEqual({ profiles: [testProfile], heads: cloud.rosters.slice(0, 2).map(headOf) });
  expect(JSON.stringify(kept)).not.toContain('100000000117');
  const before = kept.length;
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'wide' } });
  await waitFor(() => expect(screen.queryByRole('button', { name: /golden/ })).toBeNull());
  expect(kept).toHaveLength(before);
});
