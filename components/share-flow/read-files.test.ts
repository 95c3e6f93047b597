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

test('a workbook is no text', async () => {
  expect(await readFiles([new File([bytes(0x50, 0x4b, 3, 4, 0)], 'ids.xlsx')])).toEqual({
    ok: false,
    reason: 'not-text',
  });
});

test('several files are joined by a line end', async () => {
  expect(await readFiles([new File(['1'], 'a.txt'), new File(['2'], 'b.txt')])).toEqual({
    ok: true,
    text: '1\n2',
  });
});
