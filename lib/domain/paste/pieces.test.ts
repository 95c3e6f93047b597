import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { normalise, piecesOf } from './pieces';

/** Separates as a plain space does, and is no ASCII sign. */
const wideSpace = '\u3000';

test('cuts ASCII text as it cuts any other', () => {
  assert(
    property(string({ unit: 'binary-ascii', maxLength: 60 }), (line) => {
      expect(piecesOf(line)).toEqual(piecesOf(line + wideSpace));
    }),
    {
      numRuns: 3_000,
      examples: [['uin:123456/7=8'], ['a\t12,3;4|5"6'], ['arn:aws:12/34 2026-11-22T10:00Z']],
    },
  );
});

test('leaves ASCII text as it is', () => {
  assert(
    property(string({ unit: 'binary-ascii', maxLength: 60 }), (text) => {
      expect(normalise(text)).toBe(normalise(`${text}\u200b`));
    }),
  );
});
