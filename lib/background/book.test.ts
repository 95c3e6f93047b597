import { expect, test } from 'vitest';
import type { BookEntry } from '../domain/book';
import { createMemoryStores } from '../testing/memory-stores';
import { createBook } from './book';

const entry: BookEntry = {
  cloud: 'tencent',
  account: '100000000001',
  label: 'Acme',
  notes: 'pays late',
  tags: ['gold'],
  groups: ['eu'],
  isTrusted: true,
};

test('shows a panel in a console page no notes and no tags', async () => {
  const book = createBook(createMemoryStores().book);
  await book.save([entry]);
  const { notes: _, tags: __, ...label } = entry;
  expect(await book.labels()).toEqual({
    ok: true,
    value: { labels: [label], rules: { groups: [], isWarning: true } },
  });
});

test('names only accounts that have no name, and leaves all else of them as it was', async () => {
  const book = createBook(createMemoryStores().book);
  const nameless = { ...entry, account: '100000000002', label: '' };
  await book.save([entry, nameless]);
  const named = await book.name('tencent', [
    { account: '100000000001', label: 'Someone else' },
    { account: '100000000002', label: 'Beta' },
    { account: '100000000003', label: 'Gamma' },
    { account: '100000000004', label: '' },
  ]);
  expect(named).toEqual({ ok: true, value: { named: 2 } });
  expect(await book.list()).toMatchObject({
    value: {
      entries: [
        entry,
        { ...nameless, label: 'Beta' },
        { account: '100000000003', label: 'Gamma', isTrusted: false, groups: [] },
      ],
    },
  });
});

test('says when a change could not be kept', async () => {
  const store = { ...createMemoryStores().book, save: () => Promise.reject(new Error('quota')) };
  expect(await createBook(store).save([entry])).toEqual({ ok: false, failure: { kind: 'storage-failed' } });
});
