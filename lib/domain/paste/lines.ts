/** Long lines, such as JSON without line ends, are read in parts of about so many UTF-16 units. */
const longestPart = 4000;

const breaks = /[\s,;，；、|}]/u;
const isDigit = (code: number) => code >= 48 && code <= 57;

/**
 * Whether a text may be parted before `place` without parting a number: behind a separator that does not stand
 * between two digits, as the signs of grouped numbers do, unless more than three digits lead up to it.
 */
const isBreak = (text: string, place: number): boolean => {
  if (!breaks.test(text[place - 1] ?? '')) return false;
  if (!isDigit(text.charCodeAt(place)) || !isDigit(text.charCodeAt(place - 2))) return true;
  let digits = 0;
  while (digits < 5 && isDigit(text.charCodeAt(place - 2 - digits))) digits += 1;
  return digits === 5;
};

/**
 * Parts a text into lines, and long lines into parts; the parts depend on the text alone.
 * @returns a function that gives the end of the part that begins at a place; places must grow
 */
export const createLines = (text: string): ((start: number) => number) => {
  let lineEnd = -1;
  return (start) => {
    if (lineEnd < start) {
      const found = text.indexOf('\n', start);
      lineEnd = found < 0 ? text.length : found;
    }
    if (lineEnd - start <= longestPart) return lineEnd;
    let place = start + longestPart;
    while (place < lineEnd && !isBreak(text, place)) place += 1;
    return place;
  };
};
