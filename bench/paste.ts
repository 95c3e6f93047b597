import { parsePaste } from '../lib/domain/paste/parse-paste.ts';
import { tencentCvm } from '../lib/providers/tencent/cvm/product.ts';
import { measurePanelPaste } from './panel-paste.ts';
import { type BenchRow, compared, type Growth, type Measured, shortest } from './row.ts';

const idOf = (at: number): string => String(100_000_000_000 + at * 7);

const rawTexts = {
  ids: (count: number) => Array.from({ length: count }, (_, at) => idOf(at)).join('\n'),
  'ids with names': (count: number) =>
    Array.from({ length: count }, (_, at) => `Partner ${'abcdefghij'[at % 10]}\t${idOf(at)}`).join('\n'),
};

type Kind = keyof typeof rawTexts;

/** @returns milliseconds of the parser, and of the least that any reader would do with the same text */
const timesOf = (kind: Kind, count: number, runs: number) => {
  const text = rawTexts[kind](count);
  let kept = 0;
  const theirs = shortest(runs, () => {
    kept = new Set(text.split('\n')).size;
  });
  const ours = shortest(runs, () => {
    if (parsePaste(text, tencentCvm).counts.accounts !== kept) throw new Error('the parser lost accounts');
  });
  return { ours, theirs };
};

const compare = (kind: Kind, count: number, runs: number, aim?: number): BenchRow => {
  const { ours, theirs } = timesOf(kind, count, runs);
  const what = `read ${count.toLocaleString('en')} pasted ${kind}`;
  return compared({ what, unit: 'ms', figure: ours }, { what: 'split and Set', figure: theirs }, aim);
};

/** As a ratio: also a split and a Set take more than a hundred times as long for a hundred times the text. */
const growthOf = (kind: Kind, sizes: readonly number[]): Growth => ({
  what: `reading ${kind}`,
  unit: '× split and Set',
  of: 'pasted lines',
  at: sizes.map((size) => {
    const { ours, theirs } = timesOf(kind, size, size > 100_000 ? 2 : 4);
    return { size, figure: ours / theirs };
  }),
  aim: 'constant',
});

/** Reading a paste against the least that any reader would do with the same text, and in the panel. */
export const measurePaste = async (): Promise<Measured> => ({
  rows: [
    compare('ids', 100_000, 9, 6),
    compare('ids', 1_000_000, 4, 6),
    // A split and a Set read no names, so this is only told; what a person feels of it are the two rows below.
    compare('ids with names', 100_000, 4),
    ...(await measurePanelPaste()),
  ],
  growth: [
    growthOf('ids', [10_000, 100_000, 1_000_000]),
    growthOf('ids with names', [1_000, 10_000, 100_000]),
  ],
});
