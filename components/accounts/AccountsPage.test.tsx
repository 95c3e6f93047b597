import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LabelsProvider } from '../book/labels';
import { ClientContext } from '../client-context';
import type { Vault } from '../credentials/use-vault';
import { FakeCloud } from '../share-list/fake-cloud';
import { quickClock, testImage, testNow, testProfile, testRoster } from '../share-list/test-values';
import { AccountsPage } from './AccountsPage';

const account = '100000000117';
let cloud: FakeCloud;
beforeEach(() => {
  cloud = new FakeCloud([
    testRoster(testImage('img-00000001', 'golden'), [account, '100000000118']),
    testRoster({ ...testImage('img-00000002', 'wide'), region: 'ap-singapore' }, [account]),
    { ...testRoster(testImage('img-00000003', 'other keys'), [account]), profileId: 'p2' },
  ]);
});
afterEach(cleanup);

const show = (state: Vault['state'] = 'open') => {
  // The page reads these of the vault alone.
  const vault = { state, profiles: [testProfile, { ...testProfile, id: 'p2', label: 'Second' }] } as Vault;
  render(
    <ClientContext.Provider value={cloud.client}>
      <LabelsProvider>
        <AccountsPage vault={vault} clock={quickClock()} />
      </LabelsProvider>
    </ClientContext.Provider>,
  );
};
const heads = async () =>
  (await screen.findAllByRole('button', { expanded: false }))
    .map((head) => head.querySelector('.hidden-visually')?.textContent)
    .filter((name) => name !== undefined);
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const have = (imageId: string) => cloud.truth.get(imageId);

test('accounts stand with their names, their images, and since when', async () => {
  cloud.book.entries = [
    { cloud: 'tencent', account, label: 'Acme', notes: '', tags: [], groups: [], isTrusted: false },
  ];
  show();
  await waitFor(async () =>
    expect(await heads()).toEqual([`Acme, ${account}, 3 images`, '100000000118, 1 image']),
  );
  await press(/Acme/);
  const images = await screen.findByRole('list', { name: `Images that ${account} has` });
  expect(within(images).getAllByRole('listitem')).toHaveLength(3);
  expect(images.textContent).toContain('since Mar 12');
  expect(images.textContent).toContain('Second');
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: '118' } });
  expect(await heads()).toEqual(['100000000118, 1 image']);
});

test('one account is revoked everywhere after its plan was seen, and shared again with one press', async () => {
  show();
  await press(new RegExp(account));
  await press(`Revoke everywhere: ${account}`);
  const plan = await screen.findByRole('region', { name: 'Plan' });
  for (const name of ['golden', 'wide', 'other keys']) expect(plan.textContent).toContain(name);
  expect(cloud.asked('plan.make')).toMatchObject([
    {
      profileId: 'p1',
      mode: 'revoke',
      accounts: [account],
      images: [
        { region: 'ap-guangzhou', imageId: 'img-00000001' },
        { region: 'ap-singapore', imageId: 'img-00000002' },
      ],
    },
    { profileId: 'p2', images: [{ imageId: 'img-00000003' }] },
  ]);
  expect(cloud.asked('job.start')).toEqual([]);
  await press('Confirm revoke');
  await screen.findByText('Revoked on 3 images, confirmed');
  expect(cloud.asked('job.start')).toHaveLength(2);
  expect(have('img-00000001')).toEqual(['100000000118']);
  expect([have('img-00000002'), have('img-00000003')]).toEqual([[], []]);
  await press('Undo');
  await screen.findByText('Shared again on 3 images, confirmed');
  expect(have('img-00000002')).toEqual([account]);
});

test('nothing is sent without a yes, and what is gone already is said', async () => {
  cloud.truth.set('img-00000002', []);
  show();
  await press(new RegExp(account));
  await press(`Revoke everywhere: ${account}`);
  const plan = await screen.findByRole('region', { name: 'Plan' });
  expect(plan.textContent).toContain('1 image does not have it any more');
  await press('Cancel');
  expect(cloud.asked('job.start')).toEqual([]);
  await screen.findByRole('button', { name: `Revoke everywhere: ${account}` });
});

test('a refusal stands beside what was confirmed', async () => {
  cloud.refusals.set(account, { kind: 'not-permitted', code: 'UnauthorizedOperation' });
  show();
  await press(new RegExp(account));
  await press(`Revoke everywhere: ${account}`);
  await press('Confirm revoke');
  await screen.findByText('Revoked on 0 images, confirmed');
  expect(screen.getAllByText('img-00000001').length).toBeGreaterThan(0);
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

test('a profile whose plan fails stops the others not', async () => {
  cloud.failures.set('plan.make', { kind: 'profile-missing' });
  show();
  await press(new RegExp(account));
  await press(`Revoke everywhere: ${account}`);
  const plan = await screen.findByRole('region', { name: 'Plan' });
  expect(within(plan).getAllByRole('alert')).toHaveLength(2);
  expect(within(plan).queryByRole('button', { name: 'Confirm revoke' })).toBeNull();
});

test('many images ask for their number', async () => {
  cloud = new FakeCloud(
    Array.from({ length: 25 }, (_, at) => testRoster(testImage(`img-${at}`, `n${at}`), [account])),
  );
  show();
  await press(new RegExp(account));
  await press(`Revoke everywhere: ${account}`);
  const confirm = await screen.findByRole('button', { name: 'Confirm revoke' });
  expect(confirm).toHaveProperty('disabled', true);
  fireEvent.input(screen.getByLabelText('Number of accounts to revoke'), { target: { value: '25' } });
  await waitFor(() => expect(confirm).toHaveProperty('disabled', false));
});

test('nothing can be revoked everywhere before every roster is read', async () => {
  cloud.refreshing = { done: 1, total: 9 };
  show();
  await press(new RegExp(account));
  const button = await screen.findByRole('button', { name: `Revoke everywhere: ${account}` });
  expect(button).toHaveProperty('disabled', true);
  await screen.findByText(/still being read/);
});

test('nothing above the accounts comes or goes with a refresh', async () => {
  const above = () => {
    const list = screen.getByRole('list', { name: 'Accounts' }).closest('.group');
    const all: (Element | null)[] = [...(list?.parentElement?.children ?? [])];
    return all.indexOf(list);
  };
  cloud.refreshing = { done: 1, total: 9 };
  show();
  await screen.findByRole('progressbar');
  const before = above();
  cloud.refreshing = undefined;
  await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
  expect(before).toBeGreaterThan(0);
  expect(above()).toBe(before);
});

test('known rosters can be read while the keys are locked', async () => {
  show('locked');
  await press(new RegExp(account));
  await screen.findByText('Unlock the keys to revoke.');
  expect(cloud.asked('rosters.refresh')).toEqual([]);
});

test('an empty world says so', async () => {
  cloud = new FakeCloud([]);
  show();
  await screen.findByText('Nobody else has access');
});

test('with a filter the button says what will really be revoked, and the rest stays', async () => {
  show();
  await press(new RegExp(account));
  await screen.findByRole('button', { name: `Revoke everywhere: ${account}` });
  fireEvent.change(screen.getByLabelText('Keys'), { target: { value: 'p2' } });
  await press(new RegExp(`${account}, 1 image`));
  expect(screen.queryByRole('button', { name: /everywhere/ })).toBeNull();
  await screen.findByText('2 more images of this account are outside the filter');
  await press(`Revoke on 1 image: ${account}`);
  await press('Confirm revoke');
  await screen.findByText('Revoked on 1 image, confirmed');
  expect(['img-00000001', 'img-00000002', 'img-00000003'].map((id) => have(id)?.includes(account))).toEqual([
    true,
    true,
    false,
  ]);
});

test('the figures follow a revoke and its undo as soon as the rosters are read anew', async () => {
  /** As the background does after a job. */
  const readAnew = (readAt: number) => {
    cloud.rosters = cloud.rosters.map((known) => ({
      ...known,
      roster: { readAt, entries: (have(known.image.imageId) ?? []).map((each) => ({ account: each })) },
    }));
  };
  show();
  await press(new RegExp(`${account}, 3 images`));
  await press(`Revoke everywhere: ${account}`);
  await press('Confirm revoke');
  await screen.findByText('Revoked on 3 images, confirmed');
  readAnew(testNow + 1);
  await screen.findByText(`${account}, 0 images`);
  await press('Undo');
  await screen.findByText('Shared again on 3 images, confirmed');
  const looks = cloud.asked('rosters.known').length;
  await waitFor(() => expect(cloud.asked('rosters.known').length).toBeGreaterThan(looks + 1));
  readAnew(testNow + 2);
  await screen.findByText(`${account}, 3 images`);
});
