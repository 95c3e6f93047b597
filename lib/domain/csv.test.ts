import { expect, test } from 'vitest';
import { writeCsv } from './csv';

test('cells with commas, quotes and line ends are quoted', () => {
  expect(
    writeCsv([
      ['a', 'b,c'],
      ['say "hi"', 'two\nlines'],
    ]),
  ).toBe('\ufeffa,"b,c"\r\n"say ""hi""","two\nlines"\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'])('%j never runs as a formula', (text) => {
  expect(writeCsv([[text]])).toBe(`\ufeff"'${text}"\r\n`);
});

test('account ids stay as they are', () => {
  expect(writeCsv([['100000000001']])).toBe('\ufeff100000000001\r\n');
});
