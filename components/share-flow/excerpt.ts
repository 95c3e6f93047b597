/** Text fields stop answering when they hold many thousand lines, so longer texts show a part, in UTF-16 units. */
const longestShown = 20_000;
const excerptLength = 6000;
const linesAbove = 400;

/** A part of a text: the places of its begin and of its end. */
export interface Excerpt {
  start: number;
  end: number;
}

/** @returns the part of a text that a field shows, of whole lines where they are short, around `place` */
export const excerptOf = (text: string, place: number): Excerpt => {
  if (text.length <= longestShown) return { start: 0, end: text.length };
  const from = Math.max(0, Math.min(place, text.length) - linesAbove);
  const line = from === 0 ? -1 : text.lastIndexOf('\n', from);
  const start = from - line > excerptLength / 2 ? from : line + 1;
  const to = Math.min(text.length, start + excerptLength);
  const lineEnd = text.indexOf('\n', to);
  return { start, end: lineEnd >= 0 && lineEnd - to < excerptLength / 2 ? lineEnd : to };
};

/** @returns whether a text is too long for a field */
export const isLong = (text: string): boolean => text.length > longestShown;
