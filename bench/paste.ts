import { parsePaste } from '../lib/domain/paste/parse-paste.ts';
import { tencentCvm } from '../lib/providers/tencent/cvm/product.ts';
import { type BenchEntry, comparedWith, shortest } from './entry.ts';

const idOf = (at: number): string => String(100_000_000_000 + at * 7);

const rawTexts = {
  ids: (count: number) => Array.from({ length: count }, (_, at) => idOf(at)).join('\n'),
  'ids with names': (count: number) =>
    Array.from({ length: count }, (_, at) => `Partner ${'abcdefghij'[at % 10]}\t${idOf(at)}`).join('\n'),
};

const compare = (kind: keyof typeof rawTexts, count: number, runs: number, aim: number): BenchEntry => {
  const text = rawTexts[kind](count);
  let kept = 0;
  const theirs = shortest(runs, () => {
    kept = new Set(text.split('\n')).size;
  });
  const ours = shortest(runs, () => {
    if (parsePaste(text, tencentCvm).counts.accounts !== kept) throw new Error('the parser lost accounts');
  });
  const name = `read ${count.toLocaleString('en')} pasted ${kind}`;
  return comparedWith('split and Set', { name, unit: 'ms', ours, theirs, aim });
};

/** Reading a paste against the least that any reader would do with the same text. */
export const benchPaste = async (): Promise<BenchEntry[]> => [
  compare('ids', 100_000, 9, 6),
  compare('ids', 1_000_000, 4, 6),
  // Names are looked at word by word; the aim is what keeps 100,000 of them within two seconds of slices.
  compare('ids with names', 100_000, 4, 30),
];
