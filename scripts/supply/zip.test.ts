import { crc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readZip, settleZip } from './zip.ts';

const number = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
};

/** A zip as tools make it: dated, in any order, with extra fields. */
const makeZip = (files: [name: string, text: string][], date: number, extra: Buffer): Buffer => {
  const parts: Buffer[] = [];
  const lines: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of files) {
    const packed = deflateRawSync(text);
    const head = Buffer.concat([
      number(20, 2),
      number(0, 2),
      number(8, 2),
      number(date % 65536, 2),
      number(date, 2),
      number(crc32(text), 4),
      number(packed.length, 4),
      number(Buffer.byteLength(text), 4),
      number(Buffer.byteLength(name), 2),
      number(extra.length, 2),
    ]);
    const part = Buffer.concat([number(0x04034b50, 4), head, Buffer.from(name), extra, packed]);
    const rest = Buffer.concat([Buffer.alloc(10), number(offset, 4)]);
    lines.push(Buffer.concat([number(0x02014b50, 4), number(20, 2), head, rest, Buffer.from(name), extra]));
    parts.push(part);
    offset += part.length;
  }
  const directory = Buffer.concat(lines);
  const counts = Buffer.concat([number(files.length, 2), number(files.length, 2)]);
  const end = [
    number(0x06054b50, 4),
    number(0, 4),
    counts,
    number(directory.length, 4),
    number(offset, 4),
    number(0, 2),
  ];
  return Buffer.concat([...parts, directory, ...end]);
};

const files: [string, string][] = [
  ['b.js', 'const b = 2;'],
  ['a/c.json', '{"name":"镜像"}'],
  ['a/', ''],
];
const early = makeZip(files, 0x5a21, Buffer.of());
const late = makeZip([...files].reverse(), 0x5b45, Buffer.from('5554050001000000', 'hex'));

test('the same files give the same bytes, whenever and in whatever order they were packed', () => {
  expect(early.equals(late)).toBe(false);
  expect(settleZip(early).equals(settleZip(late))).toBe(true);
  expect(settleZip(settleZip(early)).equals(settleZip(early))).toBe(true);
});

test('a settled zip holds the files it held, by name', () => {
  const settled = readZip(settleZip(late));
  expect([...settled].map(([name, bytes]) => [name, bytes.toString()])).toEqual([
    ['a/c.json', '{"name":"镜像"}'],
    ['b.js', 'const b = 2;'],
  ]);
});

test('another file gives other bytes', () => {
  const other = makeZip([...files.slice(1), ['b.js', 'const b = 3;']], 0x5a21, Buffer.of());
  expect(settleZip(other).equals(settleZip(early))).toBe(false);
});

test('a damaged zip is refused', () => {
  expect(() => settleZip(Buffer.from('no zip at all, but long enough'))).toThrow();
  const body = Buffer.from(settleZip(early));
  body.writeUInt8((body.readUInt8(44) + 1) % 256, 44);
  expect(() => readZip(body)).toThrow();
});
