import { describe, expect, test } from 'vitest';
import { findMentions, withGroups } from './groups';
import { parsePaste } from './parse-paste';

const patterns = { accountId: /^\d{9,12}$/, suspiciousAccountId: /^125\d{7}$/ };
const groups = new Map([
  ['partners-eu', ['100000000001', '100000000002']],
  ['eu-2024', ['100000000003']],
]);
const read = (text: string) =>
  withGroups(parsePaste(text, patterns), findMentions(text), (name) => groups.get(name));
const kept = (text: string) =>
  read(text).tokens.flatMap(({ account, verdict }) => (verdict === 'account' ? [account] : []));

describe('groups in a paste', () => {
  test('stand for their accounts, where their names stand', () => {
    expect(kept('100000000009\n@partners-eu\n100000000008')).toEqual([
      '100000000009',
      '100000000001',
      '100000000002',
      '100000000008',
    ]);
    expect(kept('请共享给＠partners-eu，100000000009')).toHaveLength(3);
  });

  test('are counted once, also beside the same accounts in the text', () => {
    const paste = read('@partners-eu @partners-eu 100000000002');
    expect(paste.counts).toMatchObject({ accounts: 2, duplicates: 3, notAccounts: 0 });
    expect(kept('@partners-eu @partners-eu 100000000002')).toEqual(['100000000001', '100000000002']);
  });

  test('have digits in their names without those being taken for ids', () => {
    const paste = read('@eu-2024');
    expect(paste.tokens.map(({ account, text }) => [account, text])).toEqual([['100000000003', '@eu-2024']]);
    expect(paste.counts).toMatchObject({ accounts: 1, notAccounts: 0 });
  });

  test('are not found in mail addresses and names of people', () => {
    expect(kept('ops@partners-eu.example @nobody')).toEqual([]);
    expect(read('@nobody 1').tokens).toHaveLength(1);
  });

  test('an unknown name alone in its line is worth a word, one in a sentence is not', () => {
    const alone = (text: string) => findMentions(text).map(({ isAlone }) => isAlone);
    expect(alone('@nobody')).toEqual([true]);
    expect(alone('1\n  @nobody \n2')).toEqual([true]);
    expect(alone('ask @nobody')).toEqual([false]);
    expect(alone('@nobody please')).toEqual([false]);
  });

  test('100,000 mentions take no time worth naming', () => {
    expect(findMentions('@a '.repeat(100_000))).toHaveLength(100_000);
  });
});
