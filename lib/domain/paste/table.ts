/** What the head of a table says: where accounts stand, and where their names. */
export interface TableShape {
  separator: string;
  accountColumn: number;
  nameColumn: number | undefined;
}

// In order of how sure they are; vendors' consoles, their exports and people's own sheets.
const accountHeads = [
  /^(?:owner|root|main)?[ _-]?(?:ali)?(?:uin|uid)$/i,
  /^(?:(?:tencent|alibaba|aliyun|cloud|root|main|owner|target)[ _-]?)*(?:cloud[ _-]?)?account[ _-]?(?:id|uid|uin|number|no\.?)$/i,
  /^(?:腾讯云|阿里云|云|主|主账号|对方|客户|共享|目标)*[账帐][号户](?: ?(?:id|uin|uid|编号))?$/i,
  /^(?:root|main|owner)[ _-]?account$/i,
  /^account(?:s)?$/i,
  /^id$/i,
];
const nameHeads =
  /^(?:(?:account|customer|partner|company|user|display|cloud)[ _-]?)?(?:name|label|alias|customer|partner|company)$|^(?:客户|公司|账号|帐号|账户|用户|合作伙伴|伙伴)?(?:名称|名字|姓名|名|别名|昵称|标签)$|^(?:客户|公司|合作伙伴|伙伴|备注)$|^(?:remark|remarks|note|notes|owner|team)$/i;

const longestHead = 2000;
const separators = ['\t', ',', ';', '|', '，'];

/** @returns where the cells of a line begin; quotes keep a separator within a cell (RFC 4180) */
export const cellStarts = (line: string, separator: string): number[] => {
  const starts = [0];
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at];
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === separator && !isQuoted) starts.push(at + 1);
  }
  return starts;
};

/** @returns the cells of a line, without their quotes and outer spaces */
export const cellsOf = (line: string, separator: string): string[] => {
  const starts = cellStarts(line, separator);
  return starts.map((start, column) => {
    const next = starts[column + 1];
    const cell = line
      .slice(start, next === undefined ? line.length : next - 1)
      .replace(/^[\s'\ufeff]+|\s+$/gu, '');
    return /^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"').trim() : cell.replace(/^"|"$/g, '');
  });
};

/** @returns the column of a place in a line */
export const columnAt = (starts: readonly number[], place: number): number => {
  let column = 0;
  while (column + 1 < starts.length && (starts[column + 1] ?? 0) <= place) column += 1;
  return column;
};

/**
 * Reads a line as the head of a table.
 * @param line without a digit
 * @returns undefined for any other line, and for a head that names no account column
 */
export const readHead = (line: string): TableShape | undefined => {
  if (line.length > longestHead) return undefined;
  const separator = separators.find((each) => line.includes(each));
  if (separator === undefined) return undefined;
  const cells = cellsOf(line, separator);
  for (const head of accountHeads) {
    const accountColumn = cells.findIndex((cell) => head.test(cell));
    if (accountColumn < 0) continue;
    const nameColumn = cells.findIndex((cell, column) => column !== accountColumn && nameHeads.test(cell));
    return { separator, accountColumn, nameColumn: nameColumn < 0 ? undefined : nameColumn };
  }
  return undefined;
};
