import { createJudge } from './judge';
import { createLineReader } from './line-reader';
import { createLines } from './lines';
import type { Paste, PasteRules } from './token';

/** Longest text that is read, in UTF-16 units: 1,000,000 ids with a name beside each. */
export const maxPasteLength = 32_000_000;

/** Reads a text in steps, so that a page can do other things in between. */
export interface PasteReader {
  /**
   * Reads on for a few hundred units at least.
   * @returns the place up to which the text is read
   */
  step(): number;
  /** @returns what the text holds; called once, when all of it is read */
  end(): Paste;
}

/** Units between two looks at the clock. */
const stepLength = 2000;

/**
 * Starts to read account ids out of any text: a spreadsheet column, chat, JSON, a console copy. Takes time in
 * proportion to the text. Every digit lies in exactly one token, so nothing is lost silently.
 * @param text as pasted; the caller keeps it under `maxPasteLength`
 * @param rules of the product
 */
export const createPasteReader = (text: string, rules: PasteRules): PasteReader => {
  const judge = createJudge();
  const endOf = createLines(text);
  const lines = createLineReader(text, rules, judge);
  let place = 0;
  return {
    step: () => {
      const stop = place + stepLength;
      while (place < text.length && place < stop) {
        const end = endOf(place);
        lines.read(place, end);
        place = text.charCodeAt(end) === 10 ? end + 1 : end;
      }
      return place;
    },
    end: () => {
      lines.end();
      return judge.end();
    },
  };
};

/**
 * Reads a whole text at once.
 * @returns tokens in order; the first of equal accounts is the kept one
 */
export const parsePaste = (text: string, rules: PasteRules): Paste => {
  const reader = createPasteReader(text, rules);
  while (reader.step() < text.length);
  return reader.end();
};
