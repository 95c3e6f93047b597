import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv, writeCsv } from './csv';

test('cells with commas, quotes and line ends are quoted', () => {
  expect(
    writeCsv([
      ['a', 'b,c'],
      ['say "hi"', 'two\nlines'],
    ]),
  ).toBe('\ufeffa,"b,c"\r\n"say ""hi""","two\nlines"\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1"])(
  '%j never runs as a formula',
  (text) => {
    expect(writeCsv([[text]])).toBe(`\ufeff"'${text}"\r\n`);
  },
);

test('account ids stay as they are', () => {
  expect(writeCsv([['100000000001']])).toBe('\ufeff100000000001\r\n');
});

describe('reading', () => {
  const cellsOf = (text: string) => readCsv(text).map(({ cells }) => cells);

  test('what was written comes back, whatever is in it', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('=1', "'=1", "''-2", '"', '""', ',', '\r\n', '\t', ';', "'", '@a', ' ', "'\r"),
    );
    const cell = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
    const rows = fc.array(
      // The first cell keeps a row from being empty, and the head from being mistaken for another separator's.
      fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => ['x', ...cells]),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(rows, (given) => {
        expect(cellsOf(writeCsv(given))).toEqual(given);
      }),
    );
  });

  test('tabs and semicolons separate where the first line says so', () => {
    expect(cellsOf('a\tb, c\n1\t2')).toEqual([
      ['a', 'b, c'],
      ['1', '2'],
    ]);
    expect(cellsOf('"a,b";c\r\n1;2\r\n')).toEqual([
      ['a,b', 'c'],
      ['1', '2'],
    ]);
  });

  test('lines are counted as an editor counts them, also behind cells of several lines', () => {
    expect(readCsv('\ufeffa,b\r\n\r\n"1\n2",3\r4,"5').map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  test('an empty text has no rows', () => {
    expect(readCsv('')).toEqual([]);
    expect(readCsv('\ufeff\r\n,,\r\n')).toEqual([]);
  });
});
