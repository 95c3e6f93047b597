import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BookEntry } from '../../lib/domain/book';
import { ClientContext } from '../client-context';
import { FakeCloud } from '../share-list/fake-cloud';
import { quickClock } from '../share-list/test-values';
import { BookPage } from './BookPage';

const entryOf = (account: string, more: Partial<BookEntry> = {}): BookEntry => ({
  cloud: 'tencent',
  account,
  label: '',
  notes: '',
  tags: [],
  groups: [],
  isTrusted: false,
  ...more,
});
const acme = entryOf('100000000001', { label: 'Acme', groups: ['eu'], tags: ['gold'], notes: 'Berlin' });
const beta = entryOf('100000000002', { label: 'Beta' });

let cloud: FakeCloud;
let saved: { name: string; text: string }[];
beforeEach(() => {
  cloud = new FakeCloud([]);
  saved = [];
});
afterEach(cleanup);

const show = (book: BookEntry[]) => {
  cloud.book.entries = book;
  render(
    <ClientContext.Provider value={cloud.client}>
      <main>
        <BookPage clock={quickClock()} save={(name, text) => saved.push({ name, text })} />
      </main>
    </ClientContext.Provider>,
  );
};
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const type = async (label: string | RegExp, value: string) =>
  fireEvent.input(await screen.findByLabelText(label), { target: { value } });
const rows = async () => {
  const list = await screen.findByRole('list', { name: 'Accounts' });
  return within(list)
    .getAllByRole('checkbox')
    .map((box) => box.getAttribute('aria-label'));
};
const choose = async (label: string) => fireEvent.click(await screen.findByRole('checkbox', { name: label }));
const give = async (text: string) => {
  const field = await screen.findByLabelText('Import CSV');
  Object.defineProperty(field, 'files', { value: [new File([text], 'partners.csv')], configurable: true });
  fireEvent.change(field);
  return screen.findByRole('region', { name: 'Import preview' });
};

test('an empty book says what it is for, and takes the first account', async () => {
  show([]);
  await screen.findByText('No names yet');
  await press('Add account');
  await type('Account ID', '12ab');
  await press('Save');
  expect((await screen.findByRole('alert')).textContent).toContain('not an account ID');
  expect(cloud.asked('book.save')).toEqual([]);
  await type('Account ID', '１００００００００００１');
  await type('Name', 'Acme');
  await type('Groups', '@partners-eu, vip');
  await type('Tags', 'b, a');
  await press('Save');
  await waitFor(() => expect(cloud.book.entries).toHaveLength(1));
  expect(cloud.book.entries[0]).toEqual(
    entryOf('100000000001', { label: 'Acme', groups: ['partners-eu', 'vip'], tags: ['a', 'b'] }),
  );
  expect(await rows()).toEqual(['Acme (100000000001)']);
});

test('an account that is there is not added twice, and a group name must be one', async () => {
  show([acme]);
  await press('Add account');
  await type('Account ID', acme.account);
  await type('Groups', 'a!b');
  await press('Save');
  const problems = (await screen.findAllByRole('alert')).map((one) => one.textContent);
  expect(problems.join(' ')).toMatch(/has this account already.*a!b/);
  expect(cloud.asked('book.save')).toEqual([]);
});

test('an edit keeps the number and changes the rest; Escape leaves it', async () => {
  show([acme, beta]);
  await press('Edit 100000000001');
  const form = await screen.findByRole('region', { name: 'Edit account' });
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Name')));
  fireEvent.keyDown(form, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Edit account' })).toBeNull());
  await press('Edit 100000000001');
  await type('Name', 'Acme Ltd');
  await press('Save');
  await waitFor(() => expect(cloud.book.entries.find(({ label }) => label === 'Acme Ltd')).toBeTruthy());
  expect(cloud.book.entries.find(({ label }) => label === 'Acme Ltd')).toEqual({
    ...acme,
    label: 'Acme Ltd',
  });
});

test('search and filters narrow the list; slash leads to the search', async () => {
  show([acme, beta]);
  expect(await rows()).toEqual(['Acme (100000000001)', 'Beta (100000000002)']);
  fireEvent.keyDown(document.body, { key: '/' });
  const search = screen.getByRole('searchbox');
  expect(document.activeElement).toBe(search);
  fireEvent.input(search, { target: { value: 'berlin' } });
  expect(await rows()).toEqual(['Acme (100000000001)']);
  fireEvent.input(search, { target: { value: 'nobody' } });
  await screen.findByText(/No account matches/);
});

test('what was removed comes back with one press', async () => {
  show([acme, beta]);
  await press('Remove 100000000001');
  await waitFor(() => expect(cloud.book.entries).toEqual([beta]));
  await press('Undo');
  await waitFor(() => expect(cloud.book.entries).toContainEqual(acme));
  await screen.findByText('Taken back');
});

test('many get tags and groups at once, and lose them again', async () => {
  show([acme, beta]);
  await choose('Choose all shown');
  await type('Groups to add', 'partners-eu');
  await type('Tags to add', 'blue');
  await press('Add to chosen');
  await screen.findByText('2 accounts changed');
  expect(cloud.book.entries.map(({ groups, tags }) => [groups, tags])).toEqual([
    [
      ['eu', 'partners-eu'],
      ['blue', 'gold'],
    ],
    [['partners-eu'], ['blue']],
  ]);
  await press('Undo');
  await waitFor(() => expect(cloud.book.entries.map(({ tags }) => tags)).toEqual([['gold'], []]));
});

test('an import is shown before anything is kept, with what differs and why lines are left out', async () => {
  show([acme, beta]);
  const preview = await give(
    'account,label\n100000000001,Acme Ltd\n100000000002,Beta\n100000000003,=cmd\n1.0E+11,Bad',
  );
  expect(cloud.asked('book.save')).toEqual([]);
  expect(within(preview).getByText('Name: Acme → Acme Ltd')).toBeTruthy();
  expect(within(preview).getByText(/Damaged by a spreadsheet/)).toBeTruthy();
  await press('Import 2 accounts');
  await screen.findByText('2 accounts imported');
  expect(cloud.book.entries).toHaveLength(3);
  expect(cloud.book.entries).toContainEqual({ ...acme, label: 'Acme Ltd' });
  await press('Undo');
  await waitFor(() => expect(cloud.book.entries).toHaveLength(2));
  expect(cloud.book.entries).toContainEqual(acme);
});

test('the export comes back the same through an import', async () => {
  show([acme, entryOf('100000000009', { label: '=1+1', isTrusted: true })]);
  await press('Export CSV');
  expect(saved[0]?.text).toContain("'=1+1");
  const preview = await give(saved[0]?.text ?? '');
  expect(within(preview).getByText('Same', { selector: 'dt' }).parentElement?.textContent).toBe('Same2');
  expect(screen.getByRole('button', { name: 'Import 0 accounts' })).toHaveProperty('disabled', true);
});

test('groups can be trusted, and the warning switched off', async () => {
  show([acme, beta]);
  const fold = (await screen.findByText('Trusted list')).closest('details');
  fireEvent.click(within(fold ?? document.body).getByText('Trusted list'));
  await choose('Trust everybody in @eu (1 account)');
  await waitFor(() => expect(cloud.book.trust).toEqual({ groups: ['eu'], isWarning: true }));
  await choose('Warn when a plan shares with an account outside the trusted list');
  await waitFor(() => expect(cloud.book.trust.isWarning).toBe(false));
  await screen.findByText('Trusted');
});

test('a book that cannot be read or kept says so, and nothing is lost', async () => {
  cloud.failures.set('book.list', { kind: 'background-gone' });
  show([acme]);
  await screen.findByRole('alert');
  cloud.failures.clear();
  await press('Try again');
  await rows();
  cloud.failures.set('book.remove', { kind: 'storage-failed' });
  await press('Remove 100000000001');
  await screen.findByRole('alert');
  expect(await rows()).toEqual(['Acme (100000000001)']);
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

test('10,000 accounts draw only what is seen', async () => {
  show(
    Array.from({ length: 10_000 }, (_, at) => entryOf(String(100_000_000_000 + at), { label: `Name ${at}` })),
  );
  expect((await rows()).length).toBeLessThan(100);
  expect(screen.getByText('10,000 accounts', { selector: '.head span' })).toBeTruthy();
});
