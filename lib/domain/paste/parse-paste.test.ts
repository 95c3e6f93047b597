import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alibabaEcs } from '../../providers/alibaba/ecs/product';
import { tencentCvm } from '../../providers/tencent/cvm/product';
import { createPasteReader, parsePaste } from './parse-paste';
import pasteCases from './paste-cases.json';
import type { PasteRules, PasteToken } from './token';

/**
 * Each of `paste-cases.json` says where such text comes from, and what becomes of each number in it: its sign, its
 * account (or its text when it is none), its reason and its label. + kept, = merged with the same account, ? doubtful,
 * - not an account, . a number that nobody meant. Ids are dummies of the documented lengths.
 */

const kept = (tokens: readonly PasteToken[]) =>
  tokens.flatMap(({ verdict, account }) => (verdict === 'account' && account !== undefined ? [account] : []));

/** A token as the cases write it: verdict sign, account or text, reason, label. */
const written = ({ verdict, account, text, reason, label }: PasteToken): string => {
  const sign = { account: '+', duplicate: '=', suspicious: '?', 'not-account': '-', aside: '.' }[verdict];
  const why = reason === undefined ? '' : ` ${reason}`;
  return `${sign}${account ?? text}${why}${label === undefined ? '' : ` "${label}"`}`;
};

describe('texts that people paste', () => {
  test('are at least 150, each with where it comes from', () => {
    expect(pasteCases.length).toBeGreaterThanOrEqual(150);
    for (const { from } of pasteCases) expect(from.length).toBeGreaterThan(5);
  });

  test.each(pasteCases.map((each) => [each.from, each] as const))('%s', (_, { cloud, text, tokens }) => {
    expect(parsePaste(text, cloud === 'alibaba' ? alibabaEcs : tencentCvm).tokens.map(written)).toEqual(
      tokens,
    );
  });
});

const anyMess = fc
  .array(
    fc.oneof(
      fc.string({
        unit: fc.constantFrom(...'0123456789,，. \n\t"\'[]{}/:=E+-#名字uqcsin１２３²\u200b\ufeff\u00a0'),
        maxLength: 30,
      }),
      fc.constantFrom(
        '100000000001',
        '1000000000000010',
        '1000000000000020',
        '200000000000000117',
        '# ',
        '\n',
        '\t',
        'name,uin\n',
        '客户\t账号ID\n',
        '{"name":"Acme","uin":"',
        '"}',
        '100,000,000,001',
        '１００００００００００１',
        '1.0E+11',
        'qcs::cam::uin/',
        'acs:ram::',
      ),
      fc.integer({ min: 100_000_000_000, max: 999_999_999_999 }).map(String),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));
const anyRules = fc.constantFrom<PasteRules>(tencentCvm, alibabaEcs);

describe('any text', () => {
  test('has every digit in exactly one token, and places are true', () => {
    fc.assert(
      fc.property(anyMess, anyRules, (text, rules) => {
        let outside = '';
        let place = 0;
        for (const token of parsePaste(text, rules).tokens) {
          expect(token.start).toBeGreaterThanOrEqual(place);
          expect(text.slice(token.start, token.end)).toBe(token.text);
          outside += text.slice(place, token.start);
          place = token.end;
        }
        expect(outside + text.slice(place)).not.toMatch(/\p{N}/u);
      }),
      { numRuns: 1500 },
    );
  });

  test('gives accounts that read the same again', () => {
    fc.assert(
      fc.property(anyMess, anyRules, (text, rules) => {
        const accounts = kept(parsePaste(text, rules).tokens);
        const again = parsePaste(accounts.join('\n'), rules);
        expect(kept(again.tokens)).toEqual(accounts);
        expect(again.counts).toEqual({
          accounts: accounts.length,
          duplicates: 0,
          suspicious: 0,
          rounded: 0,
          notAccounts: 0,
          asides: 0,
        });
      }),
      { numRuns: 1500 },
    );
  });

  test('counts each token once, under its verdict', () => {
    fc.assert(
      fc.property(anyMess, anyRules, (text, rules) => {
        const { tokens, counts } = parsePaste(text, rules);
        const number = (verdict: PasteToken['verdict']) =>
          tokens.filter((token) => token.verdict === verdict).length;
        expect(counts).toEqual({
          accounts: number('account'),
          duplicates: number('duplicate'),
          suspicious: number('suspicious'),
          rounded: tokens.filter(({ reason }) => reason === 'rounded').length,
          notAccounts: number('not-account'),
          asides: number('aside'),
        });
        expect(new Set(kept(tokens)).size).toBe(counts.accounts);
      }),
    );
  });

  test('reads the same in steps as at once', () => {
    fc.assert(
      fc.property(fc.array(anyMess, { maxLength: 40 }), anyRules, (parts, rules) => {
        const text = parts.join('\n').repeat(20);
        const reader = createPasteReader(text, rules);
        let steps = 0;
        while (reader.step() < text.length) steps += 1;
        expect(reader.end()).toEqual(parsePaste(text, rules));
        if (text.length > 20_000 && text.includes('\n')) expect(steps).toBeGreaterThan(1);
      }),
      { numRuns: 100 },
    );
  });

  test('keeps every id of a list in order, whatever parts them', () => {
    const list = fc.array(fc.integer({ min: 200_000_000_000, max: 999_999_999_999 }).map(String), {
      minLength: 1,
    });
    const separator = fc.constantFrom(',', '\n', '; ', '、', '\t', '","', '\r\n', ' ', '，', '|');
    fc.assert(
      fc.property(list, separator, (ids, between) => {
        expect(kept(parsePaste(ids.join(between), tencentCvm).tokens)).toEqual([...new Set(ids)]);
      }),
    );
  });
});

test('a long text without line ends is read in parts that cut no id', () => {
  const ids = Array.from({ length: 3000 }, (_, at) => String(100_000_000_000 + at));
  for (const between of [',', ', ', '","', '、', ' ']) {
    expect(kept(parsePaste(ids.join(between), tencentCvm).tokens)).toEqual(ids);
  }
  const grouped = Array.from({ length: 3000 }, (_, at) => `100,000,00${at % 10},${100 + (at % 900)}`);
  const { tokens } = parsePaste(grouped.join('; '), tencentCvm);
  expect(tokens).toHaveLength(3000);
  expect(tokens.every(({ account }) => account?.length === 12)).toBe(true);
});

test('long mischief takes time in proportion to its length', () => {
  expect(parsePaste('000,'.repeat(200_000), tencentCvm).tokens).toHaveLength(1);
  expect(parsePaste('1.'.repeat(200_000), tencentCvm).counts.notAccounts).toBe(1);
  expect(parsePaste('qcs:'.repeat(100_000), tencentCvm).tokens).toEqual([]);
  expect(parsePaste('{'.repeat(200_000), tencentCvm).tokens).toEqual([]);
  expect(parsePaste('"1"\t'.repeat(100_000), tencentCvm).counts.asides).toBe(100_000);
});
