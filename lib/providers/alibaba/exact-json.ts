import { namesTwice } from '../names-twice';

/** A string as a whole, so that digits inside are left alone, or a number with its fraction and exponent. */
const stringOrNumber = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const longInteger = /^[1-9]\d{15,}$/;

/**
 * Parses JSON so that account ids written as bare numbers stay what they are: whole numbers of 16 digits or more
 * become texts, since those above 9007199254740991 would lose digits.
 * @returns the value, or undefined when the text is no JSON or names a field twice
 */
export const parseExactJson = (text: string): unknown => {
  try {
    const exact = /\d{16}/.test(text)
      ? text.replace(stringOrNumber, (token) => (longInteger.test(token) ? `"${token}"` : token))
      : text;
    const json: unknown = JSON.parse(exact);
    return namesTwice(text) ? undefined : json;
  } catch {
    return undefined;
  }
};
