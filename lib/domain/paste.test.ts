import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePaste } from './paste';

const patterns = { accountId: /^\d{9,13}$/, suspiciousAccountId: /^125\d{7}$/ };
const parse = (text: string) => parsePaste(text, patterns);
const accounts = (text: string) =>
  parse(text)
    .tokens.filter((token) => token.verdict === 'account')
    .map((token) => token.account);
const only = (text: string) => {
  const { tokens } = parse(text);
  expect(tokens).toHaveLength(1);
  return tokens[0];
};

const a = '100000000001';
const b = '100000000002';

test.each([
  ['commas', `${a},${b}`],
  ['Chinese commas', `${a}，${b}、`],
  ['semicolons', `${a};${b}；`],
  ['lines', `${a}\r\n${b}\n`],
  ['tabs', `${a}\t${b}`],
  ['JSON', `{"ids":["${a}","${b}"]}`],
  ['a CSV with names', `name,uin\n"Acme, Inc.",${a}\n华东合作伙伴,${b}`],
  ['Chinese text without spaces', `请共享给${a}和${b}，谢谢`],
  ['labels', `uin:${a} UIN=${b}`],
  ['uin paths', `uin/${a} uin${b}`],
  ['a float export', `${a}.0 ${b}.00`],
  ['bullets and full stops', `- ${a}.\n• ${b}。`],
  ['brackets', `(${a})【${b}】<x>`],
])('%s part ids', (_, text) => {
  expect(accounts(text)).toEqual([a, b]);
});

test('a resource name gives its owner', () => {
  expect(only(`qcs::cam::uin/${a}:uin/${b}`)).toMatchObject({ account: a, verdict: 'account' });
});

test('full-width digits and zero-width signs are read as the digits they show', () => {
  expect(accounts('１００００００００００１')).toEqual([a]);
  expect(accounts(`\ufeff1000\u200b0000\u20600001\u200d`)).toEqual([a]);
});

test.each([
  '100,000,000,001',
  '100，000，000，001',
  '100.000.000.001',
  "100'000'000'001",
  '100\u00a0000\u00a0000\u00a0001',
  '100 000 000 001',
])('thousands separators are taken out when they can mean nothing else: %s', (text) => {
  expect(only(text)).toMatchObject({ account: a, verdict: 'account', text, start: 0, end: text.length });
});

test('grouped ids part by another separator', () => {
  expect(accounts('100,000,000,001; 100,000,000,002')).toEqual([a, b]);
  expect(accounts(`100,000,000,001\n${b}`)).toEqual([a, b]);
});

test.each(['100,200,300', '100,000,000,001,100,000,000,002'])(
  'doubtful grouping is never guessed: %s',
  (text) => {
    expect(only(text)).toMatchObject({ verdict: 'not-account', reason: 'unclear-grouping' });
  },
);

test.each(['1.0E+11', '1E+11', '1.00001e11', '1,5E+11'.replace(',', '.')])(
  'spreadsheet damage is named: %s',
  (text) => {
    expect(only(text)).toMatchObject({ verdict: 'not-account', reason: 'spreadsheet' });
  },
);

test('a footnote sign never becomes a digit of an id', () => {
  expect(only(`${a}²`)).toMatchObject({ verdict: 'not-account', reason: 'mixed' });
});

test('ids of another kind are kept apart', () => {
  expect(only('1251234567')).toMatchObject({
    verdict: 'suspicious',
    reason: 'other-kind',
    account: '1251234567',
  });
});

test('equal ids are kept once, whatever their writing', () => {
  expect(parse(`${a} 100,000,000,001 ${a}`).counts).toMatchObject({ accounts: 1, duplicates: 2 });
});

test('names are ignored without noise, and counted', () => {
  expect(parse(`Acme Robotics ${a}`)).toMatchObject({
    tokens: [{ account: a }],
    counts: { accounts: 1, notAccounts: 0, ignoredWords: 2 },
  });
});

test.each([
  ['12345', 'wrong-length'],
  ['img-6pb6lrmy', 'mixed'],
  ['2026/11/22', 'mixed'],
  ['10.0.0.1', 'mixed'],
  ['٣٣٣٣٣٣٣٣٣', 'mixed'],
])('%s is not an account: %s', (text, reason) => {
  expect(only(text)).toMatchObject({ verdict: 'not-account', reason });
});

test('no digit of any text is left out, and places are true', () => {
  const mess = fc.string({
    unit: fc.constantFrom(...'0123456789,，. \n\t"\'[]/:=E+-名字uqcsin１２３²\u200b\ufeff\u00a0'),
    maxLength: 200,
  });
  fc.assert(
    fc.property(mess, (text) => {
      let outside = '';
      let place = 0;
      for (const token of parse(text).tokens) {
        expect(token.start).toBeGreaterThanOrEqual(place);
        expect(text.slice(token.start, token.end)).toBe(token.text);
        outside += text.slice(place, token.start);
        place = token.end;
      }
      expect(outside + text.slice(place)).not.toMatch(/\p{N}/u);
    }),
    { numRuns: 2000 },
  );
});

test('every id of a list is found again, in order', () => {
  const list = fc.array(fc.integer({ min: 200_000_000_000, max: 999_999_999_999 }).map(String), {
    minLength: 1,
  });
  fc.assert(
    fc.property(list, fc.constantFrom(',', '\n', '; ', '、', '\t', '","'), (ids, separator) => {
      expect(accounts(ids.join(separator))).toEqual([...new Set(ids)]);
    }),
  );
});

test('long mischief takes time in proportion to its length', () => {
  const text = '000,'.repeat(200_000);
  expect(parse(text).tokens).toHaveLength(1);
  expect(parse('1.'.repeat(200_000)).counts.notAccounts).toBe(1);
  expect(parse('qcs:'.repeat(100_000)).counts.ignoredWords).toBe(1);
});
