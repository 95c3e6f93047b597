import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactJson } from './exact-json';

describe('JSON with long numbers', () => {
  it('keeps every digit of whole numbers of 16 digits and more', () => {
    expect(parseExactJson('{"a":[9007199254740993, 234567890123456789],"b":1234567890123456}')).toEqual({
      a: ['9007199254740993', '234567890123456789'],
      b: '1234567890123456',
    });
  });

  it('leaves short numbers, fractions, exponents and negative numbers as they are', () => {
    expect(parseExactJson('[123456789012345,1.5e3,-1234567890123456,"1234567890123456"]')).toEqual([
      123456789012345,
      1500,
      -1234567890123456,
      '1234567890123456',
    ]);
  });

  it('leaves texts alone, whatever stands in them', () => {
    const text = '{"m":"id 1234567890123456 \\"9007199254740993\\" \\\\","n":9007199254740993}';
    expect(parseExactJson(text)).toEqual({
      m: 'id 1234567890123456 "9007199254740993" \\',
      n: '9007199254740993',
    });
    fc.assert(
      fc.property(fc.jsonValue(), fc.bigInt({ min: 10n ** 16n, max: 10n ** 19n }), (value, id) => {
        const json = `{"value":${JSON.stringify(value)},"id":${id}}`;
        const short = !/(?<!["\d.])\d{16}/.test(JSON.stringify(value));
        fc.pre(short);
        expect(parseExactJson(json)).toEqual({ value: JSON.parse(JSON.stringify(value)), id: String(id) });
      }),
    );
  });

  it('says of no JSON that it is none', () => {
    expect(parseExactJson('')).toBeUndefined();
    expect(parseExactJson(`"${'1234567890123456'.repeat(20_000)}`)).toBeUndefined();
  });
});
