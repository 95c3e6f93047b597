import type { Piece } from './token';

// Zero-width and direction marks ride along in text copied from chats and web pages. Alternatives, not a class:
// joiners in a class would read as parts of combined signs.
const invisible = /\u00ad|\u200b|\u200c|\u200d|\u200e|\u200f|[\u202a-\u202e]|[\u2060-\u2069]|\ufeff/gu;
// All of \s but the byte order mark U+FEFF, which is invisible and splits nothing.
const spaces = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const signs = ',，、;；|｜"\'`´“”‘’„«»「」『』()（）\\[\\]［］【】〔〕{}｛｝<>＜＞《》〈〉';
const separators = spaces + signs;
// Han text needs no space before a number; a resource name keeps its colons and slashes together.
const pieces = new RegExp(
  `\\p{Script=Han}+|(?:qcs|acs|arn):[^${separators}]+|[^${separators}\\p{Script=Han}]+`,
  'giu',
);
// The same for text without any sign beyond ASCII, as most lines are: there is no Han text to look for.
const asciiPieces = /[^\t-\r ,;|"'`()[\]{}<>]+/g;
const ascii = /^[\0-\x7f]*$/;
const plainDigits = /^[0-9]+$/;
const innerPieces = /[^:：=＝/／]+/gu;
const resourceName = /^(?:qcs|acs|arn):/i;
const hasDigit = /\p{N}/u;

/** A day, a time, or both, as logs and spreadsheets write them. */
export const dateOrTime =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)$/i;

/** @returns the text without signs that nobody sees, with full-width digits as plain ones */
export const normalise = (text: string): string =>
  ascii.test(text) ? text : text.replace(invisible, '').normalize('NFKC');

/** @returns whether a piece is the name of a resource, which tells its owner */
export const isResourceName = (piece: string): boolean => resourceName.test(piece);

/** @returns the parts of a line that have a digit, in order; every digit is in exactly one */
export const piecesOf = (line: string): Piece[] => {
  const found: Piece[] = [];
  for (const { 0: whole, index } of line.matchAll(ascii.test(line) ? asciiPieces : pieces)) {
    if (!hasDigit.test(whole)) continue;
    if (plainDigits.test(whole) || resourceName.test(whole) || dateOrTime.test(whole)) {
      found.push({ text: whole, start: index, end: index + whole.length });
      continue;
    }
    for (const { 0: text, index: at } of whole.matchAll(innerPieces)) {
      if (hasDigit.test(text)) found.push({ text, start: index + at, end: index + at + text.length });
    }
  }
  return found;
};
