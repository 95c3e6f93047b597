/**
 * Reads the table under a heading of a Markdown text.
 * @returns its rows as cells, without head and ruler; none when there is no such heading or table
 */
export const tableUnder = (markdown: string, heading: string): string[][] => {
  const [, after = ''] = markdown.split(`\n## ${heading}`);
  const section = after.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
};

/** @returns what stands between backticks */
export const codesIn = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

/**
 * Compares what a manifest asks for with a table of reasons; `<region>` in a table stands for one name of a host.
 * @returns what has no reason, and what has a reason and is not asked for
 */
export const compareReasons = (asked: readonly string[], rows: readonly string[][]) => {
  const named = rows.filter(([, reason]) => reason).flatMap(([what = '']) => codesIn(what));
  const fits = (one: string, name: string) =>
    new RegExp(`^${name.replace(/[.*/]/g, '\\$&').replace('<region>', '[a-z0-9-]+')}$`).test(one);
  return {
    unexplained: asked.filter((one) => !named.some((name) => fits(one, name))),
    unasked: named.filter((name) => !asked.some((one) => fits(one, name))),
  };
};
