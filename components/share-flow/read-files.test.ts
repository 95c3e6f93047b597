import { expect, test } from 'vitest';
import { decodeText, readFiles } from './read-files';

const bytes = (...values: number[]) => new Uint8Array(values);

test('UTF-8 and UTF-16 are told apart by their bytes', () => {
  expect(decodeText(new TextEncoder().encode('华东,1'))).toBe('华东,1');
  expect(decodeText(bytes(0xff, 0xfe, 0x31, 0, 0x32, 0))).toBe('12');
  expect(decodeText(bytes(0xfe, 0xff, 0, 0x31, 0, 0x32))).toBe('12');
});

test('a file saved by a Chinese Windows keeps its ids', () => {
  expect(decodeText(bytes(0xbb, 0xaa, 0xb6, 0xab, 0x2c, 0x31))).toBe('华东,1');
});

test('UTF-16 without a mark is known by its empty bytes', () => {
  const wide = [...'100000000001\r\n华东'].flatMap((sign) => {
    const code = sign.charCodeAt(0);
    return [code & 255, code >> 8];
  });
  expect(decodeText(bytes(...wide))).toBe('100000000001\r\n华东');
  const swapped = wide.map((_, at) => wide[at % 2 === 0 ? at + 1 : at - 1] ?? 0);
  expect(decodeText(bytes(...swapped))).toBe('100000000001\r\n华东');
});

test('a file of a western Windows keeps its ids', () => {
  expect(decodeText(bytes(0x4d, 0xfc, 0x6c, 0xff, 0x2c, 0x31))).toBe('Mülÿ,1');
});

test.each([
  ['a workbook', [0x50, 0x4b, 3, 4, 0], 'ids.dat', 'workbook'],
  ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0], 'ids', 'workbook'],
  ['a workbook by its name', [0x31], 'ids.XLSX', 'workbook'],
  ['a picture', [0x89, 0x50, 0, 0, 0, 0x0d], 'ids.png', 'not-text'],
] as const)('%s is refused', async (_, start, name, reason) => {
  expect(await readFiles([new File([bytes(...start)], name)])).toEqual({ ok: false, reason });
});

test('what is too large is not read at all', async () => {
  const file = new File(['1'], 'a.csv');
  Object.defineProperty(file, 'size', { value: 65_000_000 });
  expect(await readFiles([file])).toEqual({ ok: false, reason: 'too-large' });
});

test('several files are joined by a line end', async () => {
  expect(await readFiles([new File(['1'], 'a.txt'), new File(['2'], 'b.txt')])).toEqual({
    ok: true,
    text: '1\n2',
  });
});
