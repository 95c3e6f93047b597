import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { canaries } from './canaries.ts';
import { createFinder } from './finder.ts';
import { needlesOf } from './needles.ts';
import { searchFolder } from './search.ts';
import { findInTraffic } from './traffic.ts';
import { unpackLz4, unpackSnappy } from './unpack.ts';

const needles = needlesOf(canaries);
const find = createFinder(needles);
const names = (bytes: Buffer) => [...new Set(find(bytes).map(({ needle }) => needle.name))].sort();

describe('the search', () => {
  test('finds every form at every place in a word', () => {
    for (const needle of needles) {
      for (let before = 0; before < 17; before += 1) {
        const bytes = Buffer.concat([Buffer.alloc(before, 'x'), needle.bytes, Buffer.from('yz')]);
        const found = find(bytes).map(({ needle: { form }, at }) => [form, at]);
        expect(found).toContainEqual([needle.form, before]);
      }
    }
  });

  test('finds a canary in base64, hex and URLs of a longer text, whatever stands before it', () => {
    for (const { name, text } of canaries) {
      for (const before of ['', 'a', 'ab', 'abc']) {
        const whole = `${before}${text}?`;
        const written = [
          ...(['utf8', 'utf16le'] as const).flatMap((encoding) =>
            (['base64', 'base64url', 'hex'] as const).map((form) =>
              Buffer.from(whole, encoding).toString(form),
            ),
          ),
          encodeURIComponent(whole),
        ];
        for (const form of written) expect([form, names(Buffer.from(form))]).toEqual([form, [name]]);
      }
    }
  });

  test('finds nothing where there is nothing', () => {
    const others = 'PRACTICE-KEY-main-0001 practice-secret PRACTICE SECRET correct horse battery';
    expect(names(Buffer.from(others.repeat(50)))).toEqual([]);
  });
});

/** A text that a packer writes in two parts: the second half of the canary is a copy from far before. */
const halves = { before: 'SECRET and more', text: 'PRACTICE-SECRET' };

/** Snappy: literal, literal, copy of 6 bytes. */
const snappy = Buffer.concat([
  Buffer.from([halves.before.length + halves.text.length]),
  Buffer.from([(halves.before.length - 1) << 2]),
  Buffer.from(halves.before),
  Buffer.from([(9 - 1) << 2]),
  Buffer.from('PRACTICE-'),
  Buffer.from([((6 - 1) << 2) | 2, halves.before.length + 9, 0]),
]);

/** The same in LZ4: two sequences, and an end without a copy. */
const lz4 = Buffer.concat([
  Buffer.from([0xf2, 24 - 15]),
  Buffer.from(`${halves.before}PRACTICE-`),
  Buffer.from([24, 0]),
  Buffer.from([0x00]),
]);

describe('packed values', () => {
  test('hide a canary from a search of the bytes, and show it unpacked', () => {
    const whole = halves.before + halves.text;
    expect([names(snappy), names(lz4)]).toEqual([[], []]);
    expect(unpackSnappy(snappy).toString()).toBe(whole);
    expect(unpackLz4(lz4, whole.length).toString()).toBe(whole);
  });

  test('that are damaged are refused', () => {
    for (let at = 1; at < snappy.length; at += 1) {
      expect(() => unpackSnappy(snappy.subarray(0, at))).toThrow(RangeError);
    }
    expect(() => unpackLz4(lz4, 5)).toThrow(RangeError);
  });

  test('are found in a folder, whatever packed them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'image-roster-canary-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(halves.before.length + halves.text.length);
    const files = {
      'sessionstore.jsonlz4': Buffer.concat([Buffer.from('mozLz40\0'), size, lz4]),
      'cache/entry': gzipSync(halves.text),
      'x.indexeddb.leveldb/000003.log': Buffer.concat([Buffer.from('ff1102', 'hex'), snappy]),
      'plain/PRACTICE-SECRET': Buffer.from('a name alone'),
    };
    for (const [name, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    const { files: count, hits } = searchFolder(folder, find);
    expect(count).toBe(4);
    expect(hits.map(({ where }) => where).sort()).toEqual([
      'cache/entry, unpacked',
      'sessionstore.jsonlz4, unpacked',
      'the name of a file',
      'x.indexeddb.leveldb/000003.log, unpacked',
    ]);
  });
});

describe('the session token', () => {
  const mayHaveToken = (host: string) => host === 'cvm.tencentcloudapi.com';
  const sent = (lines: string[], body = '{}') =>
    Buffer.from(`POST / HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
  const seen = (bytes: Buffer) => findInTraffic(find, bytes, mayHaveToken).map(({ needle }) => needle.name);
  const token = 'PRACTICE-TOKEN-x';

  test.each([
    ['Host: cvm.tencentcloudapi.com', `X-TC-Token: ${token}`],
    [`x-acs-security-token: ${token}`, 'host: cvm.tencentcloudapi.com:443'],
  ])('may travel in its header to a listed host: %s, %s', (...lines) => {
    expect(seen(sent(lines))).toEqual([]);
  });

  test.each([
    ['to another host', sent(['Host: console.example', `X-TC-Token: ${token}`])],
    ['in another header', sent(['Host: cvm.tencentcloudapi.com', `X-Other: ${token}`])],
    ['in a body', sent(['Host: cvm.tencentcloudapi.com', 'X-TC-Token: other'], token)],
    [
      'to another host, behind a request to a listed one',
      Buffer.concat([
        sent(['Host: cvm.tencentcloudapi.com', `X-TC-Token: ${token}`]),
        sent(['Host: console.example', `X-TC-Token: ${token}`]),
      ]),
    ],
  ])('is found %s', (_, bytes) => {
    expect(seen(bytes)).toEqual(['head of a token']);
  });

  test('does not let a secret travel in its header', () => {
    const bytes = sent(['Host: cvm.tencentcloudapi.com', 'X-TC-Token: PRACTICE-SECRET']);
    expect(seen(bytes)).toEqual(['head of a secret']);
  });
});
