import { expect, test } from 'vitest';
import { type BookEntry, noTrustRules } from '../../lib/domain/book';
import { editAll, everything, findEntries, inverseOf, wordCounts } from './book-state';

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
const acme = entryOf('100000000001', { label: 'Acme 10', groups: ['eu'], tags: ['gold'] });
const beta = entryOf('100000000002', { label: 'acme 9', notes: 'Berlin', isTrusted: true });
const gamma = entryOf('1234567890123456', { cloud: 'alibaba', groups: ['eu', 'cn'] });
const book = [acme, beta, gamma];
const found = (filter: Partial<typeof everything>, rules = noTrustRules) =>
  findEntries(book, { ...everything, ...filter }, rules, 'en').map(({ account }) => account);

test('names come first, numbers in them count as numbers', () => {
  expect(found({})).toEqual([beta.account, acme.account, gamma.account]);
});

test.each([
  ['１００００００００００１', [acme.account]],
  ['berlin', [beta.account]],
  ['@CN', [gamma.account]],
  ['gold', [acme.account]],
  ['nobody', []],
])('a search for %s finds ids, names, notes, tags and groups', (query, accounts) => {
  expect(found({ query })).toEqual(accounts);
});

test('filters narrow together, and a trusted group counts as trust', () => {
  expect(found({ group: 'eu', cloud: 'alibaba' })).toEqual([gamma.account]);
  expect(found({ isTrusted: true })).toEqual([beta.account]);
  expect(found({ isTrusted: true }, { groups: ['cn'], isWarning: true })).toEqual([
    beta.account,
    gamma.account,
  ]);
});

test('every change can be taken back', () => {
  const added = entryOf('100000000009');
  const change = { save: [{ ...acme, label: 'New' }, added], remove: [beta] };
  expect(inverseOf(book, change)).toEqual({
    save: [acme, beta],
    remove: [{ cloud: 'tencent', account: '100000000009' }],
  });
});

test('a bulk edit adds and takes nothing away', () => {
  expect(editAll([acme], { tags: ['blue', 'gold'], groups: ['cn'] })).toEqual([
    { ...acme, tags: ['blue', 'gold'], groups: ['cn', 'eu'] },
  ]);
  expect(editAll([beta], { tags: [], groups: [], isTrusted: false })[0]?.isTrusted).toBe(false);
});

test('words are counted', () => {
  expect(wordCounts(book, 'groups')).toEqual([
    { word: 'cn', count: 1 },
    { word: 'eu', count: 2 },
  ]);
});
