import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BookEntry } from './book';
import { type BookPatterns, readBook, writeBook } from './book-csv';

const patterns: BookPatterns = {
  tencent: { accountId: /^[1-9]\d{4,19}$/, suspiciousAccountId: /^\d{13,20}$/ },
  alibaba: { accountId: /^[1-9]\d{9,19}$/, suspiciousAccountId: /^(?!\d{16}$)[1-9]\d{9,19}$/ },
};

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

const read = (text: string, book: readonly BookEntry[] = []) => readBook(text, { book, patterns });
const reasons = (text: string, book: readonly BookEntry[] = []) =>
  read(text, book).map((line) => (line.kind === 'bad' ? line.reason : line.kind));

describe('a file of the book', () => {
  test('comes back as it was, formulas and all', () => {
    const text = fc
      .array(fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', 'a', '华', ' ', '\n'), { maxLength: 6 })
      .map((signs) => signs.join('').trim());
    const word = fc.constantFrom('a', 'b', '华东', 'eu-1').map((name) => [name]);
    const entry = fc.record({
      cloud: fc.constantFrom('tencent' as const, 'alibaba' as const),
      account: fc.bigInt(1_000_000_000n, 9_999_999_999_999_999n).map(String),
      label: text,
      notes: text,
      tags: word,
      groups: word,
      isTrusted: fc.boolean(),
    });
    const books = fc.uniqueArray(entry, { selector: ({ cloud, account }) => `${cloud}${account}` });
    fc.assert(
      fc.property(books, (book) => {
        expect(read(writeBook(book))).toEqual(
          book.map((each) => expect.objectContaining({ kind: 'new', entry: each })),
        );
        expect(new Set(reasons(writeBook(book), book)).size).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('is safe to open in a spreadsheet', () => {
    const written = writeBook([entryOf('100000000001', { label: '=HYPERLINK("x")', notes: '@SUM(1)' })]);
    expect(written).toContain(`"'=HYPERLINK(""x"")"`);
    expect(written).toContain(`"'@SUM(1)"`);
  });
});

describe('importing', () => {
  test('says what is new, what changes and what stays, and keeps what the file has no column for', () => {
    const book = [
      entryOf('100000000001', { label: 'Acme', notes: 'old', groups: ['eu'] }),
      entryOf('100000000002', { label: 'Beta' }),
    ];
    const lines = read('Name,Account ID\nAcme Ltd,100000000001\nBeta,100000000002\nNew,100000000003', book);
    expect(lines.map(({ kind, line }) => [kind, line])).toEqual([
      ['changed', 2],
      ['same', 3],
      ['new', 4],
    ]);
    expect(lines[0]).toMatchObject({
      entry: { label: 'Acme Ltd', notes: 'old', groups: ['eu'] },
      before: { label: 'Acme' },
    });
  });

  test('takes ids and names without heads, in either order, and heads in Chinese', () => {
    expect(read('100000000001,Acme')).toMatchObject([{ entry: { account: '100000000001', label: 'Acme' } }]);
    expect(read('Acme\t100000000001')).toMatchObject([{ entry: { account: '100000000001', label: 'Acme' } }]);
    expect(read('账号ID,名称,分组,可信\n100000000001,华东,a；b,是')).toMatchObject([
      { entry: { label: '华东', groups: ['a', 'b'], isTrusted: true } },
    ]);
  });

  test('tells the cloud by its name, or by the id', () => {
    const cloudsOf = (text: string) =>
      read(text).map((line) => (line.kind === 'bad' ? line.reason : line.entry.cloud));
    expect(cloudsOf('account\n100000000001\n1234567890123456')).toEqual(['tencent', 'alibaba']);
    expect(
      cloudsOf('cloud,account\n阿里云,1234567890\nTencent Cloud,100000000001\nAWS,100000000001'),
    ).toEqual(['alibaba', 'tencent', 'cloud-unknown']);
  });

  test('names every bad line with its reason', () => {
    const text = [
      'account,label,groups',
      '1.0E+11,Acme,',
      ',Nobody,',
      'abc,Nobody,',
      '100000000001,Acme,eu west!',
      `100000000001,${'x'.repeat(201)},`,
      '100000000001,Acme,eu',
      '100000000001,Again,',
    ].join('\n');
    expect(reasons(text)).toEqual([
      'damaged',
      'no-account',
      'not-account',
      'group-name',
      'too-long',
      'new',
      'twice',
    ]);
  });

  test('reads 10,000 lines in one go', () => {
    const text = Array.from({ length: 10_000 }, (_, at) => `${100_000_000_000 + at},Name ${at}`).join('\n');
    expect(read(text)).toHaveLength(10_000);
  });
});
