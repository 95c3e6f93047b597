// A spreadsheet runs a cell that begins so as a formula (OWASP, CSV Injection); ids of digits alone are harmless.
const formulaStart = /^[=+\-@\t\r＝＋－＠]/u;

const cell = (value: string): string => {
  const safe = formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/**
 * Writes rows as CSV (RFC 4180) that no spreadsheet runs as formulas.
 * @param rows cells in order, the head first
 * @returns text with CRLF lines and a byte order mark, by which Excel reads it as UTF-8
 */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
