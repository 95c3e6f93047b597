// A spreadsheet runs a cell that begins so as a formula (OWASP, CSV Injection); ids of digits alone are harmless.
// A quote before it is doubled too, so that reading takes off exactly what writing put on.
const formulaStart = /^'*[=+\-@\t\r＝＋－＠]/u;
const escapedFormula = /^''*[=+\-@\t\r＝＋－＠]/u;

/** @returns text that no spreadsheet runs as a formula; other text as it is */
const guard = (text: string): string => (formulaStart.test(text) ? `'${text}` : text);

const cell = (value: string): string => {
  const safe = guard(value);
  return /[",\r\n\t;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/**
 * Writes rows as CSV (RFC 4180) that no spreadsheet runs as formulas.
 * @param rows cells in order, the head first
 * @returns text with CRLF lines and a byte order mark, by which Excel reads it as UTF-8
 */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;

/** One line of a table with its number in the text, from 1. */
export interface CsvRow {
  line: number;
  cells: string[];
}

const separators = ['\t', ';', ','] as const;

/** @returns what the first line is separated by; spreadsheets copy with tabs, and save with ";" in some countries */
const separatorOf = (text: string): string => {
  const first = /^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(text)?.[0].replace(/"(?:[^"]|"")*"/g, '') ?? '';
  return separators.find((separator) => first.includes(separator)) ?? ',';
};

const plainCell = (raw: string): string => {
  const text = raw.startsWith('"') ? raw.slice(1).replace(/"$/, '').replaceAll('""', '"') : raw;
  return escapedFormula.test(text) ? text.slice(1) : text;
};

/**
 * Reads CSV (RFC 4180), also with tabs or semicolons, and takes off what `writeCsv` put before formulas. Never fails:
 * a quote that is not closed ends with the text. Takes time in proportion to the text.
 * @returns rows in order, without those that have nothing in them
 */
export const readCsv = (given: string): CsvRow[] => {
  const text = given.replace(/^\ufeff/, '');
  const separator = separatorOf(text);
  const stop = separator === '\t' ? '\\t' : separator;
  const token = new RegExp(`("(?:[^"]|"")*(?:"|$)|[^${stop}\\r\\n]*)(${stop}|\\r\\n|\\n|\\r|$)`, 'g');
  const rows: CsvRow[] = [];
  let line = 1;
  let row: CsvRow = { line, cells: [] };
  for (const [whole, raw = '', end = ''] of text.matchAll(token)) {
    row.cells.push(plainCell(raw));
    line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (end === separator) continue;
    if (row.cells.some((each) => each.trim() !== '')) rows.push(row);
    row = { line, cells: [] };
    if (end === '') break;
  }
  return rows;
};
