import { type BenchRow, type Growth, isGrowthMet, type Measured, powerOf, rounded } from './row.ts';

/** A part as it came out. */
export interface PartReport extends Measured {
  name: string;
  title: string;
  seconds: number;
}

/** What `.output/bench.json` holds. */
export interface BenchReport {
  machine: { cores: number; memoryGb: number };
  parts: PartReport[];
}

const number = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 4 });

const verdict = ({ aim, met, why }: { aim?: string; met?: boolean; why?: string }): string =>
  aim === undefined ? '' : met ? 'yes' : `no: ${why ?? 'nobody knows why'}`;

const rowCells = (row: BenchRow): string[] => [
  row.what,
  `${number(row.figure)} ${row.unit}${row.note ? ` (${row.note})` : ''}`,
  row.against ?? '',
  row.ratio === undefined ? '' : number(row.ratio),
  row.aim ?? '',
  verdict(row),
];

const growthCells = (growth: Growth): string[] => [
  growth.what,
  `${growth.at.map(({ size }) => number(size)).join(' → ')} ${growth.of}`,
  `${growth.at.map(({ figure }) => number(rounded(figure))).join(' → ')} ${growth.unit}`,
  `work^${powerOf(growth).toFixed(2)}`,
  growth.aim ?? '',
  verdict({ ...growth, met: isGrowthMet(growth) }),
];

const rowHead = ['what', 'figure', 'against', 'ratio', 'aim', 'met'];
const growthHead = ['what', 'work', 'figure', 'grows with', 'aim', 'met'];

const asLines = (head: readonly string[], body: readonly string[][]): string => {
  const all = [head, ...body];
  const widths = head.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  return all
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

/** @returns a part as text for a terminal */
export const partText = ({ title, seconds, rows }: PartReport): string =>
  `\n${title} (${seconds.toFixed(0)} s)\n${asLines(rowHead, rows.map(rowCells))}`;

/** @returns how everything grows, as text for a terminal */
export const growthText = ({ parts }: BenchReport): string =>
  `\nGrowth\n${asLines(growthHead, parts.flatMap(({ growth }) => growth).map(growthCells))}`;

const asMarkdown = (head: readonly string[], body: readonly string[][]): string =>
  [head, head.map(() => '---'), ...body]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

/** @returns the report as the README shows it */
export const readmeText = ({ machine, parts }: BenchReport): string =>
  [
    `Measured on ${machine.cores} cores and ${machine.memoryGb} GB of memory.`,
    ...parts.flatMap(({ title, rows }) => [
      `### ${title}`,
      asMarkdown(rowHead, rows.filter(({ isDetail }) => !isDetail).map(rowCells)),
    ]),
    '### Growth',
    asMarkdown(growthHead, parts.flatMap(({ growth }) => growth).map(growthCells)),
  ].join('\n\n');

/** @returns how many aims there are, how many are missed, and the missed ones without a reason */
export const judge = ({ parts }: BenchReport): { aims: number; missed: number; unexplained: string[] } => {
  const claims = parts.flatMap(({ rows, growth }) => [
    ...rows.filter(({ aim }) => aim !== undefined),
    ...growth.filter(({ aim }) => aim !== undefined).map((each) => ({ ...each, met: isGrowthMet(each) })),
  ]);
  const missed = claims.filter(({ met }) => !met);
  return {
    aims: claims.length,
    missed: missed.length,
    unexplained: missed.filter(({ why }) => why === undefined).map(({ what }) => what),
  };
};
