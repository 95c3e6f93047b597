/** One line of the bench: what was measured, against what, and whether the aim is met. */
export interface BenchEntry {
  name: string;
  unit: string;
  ours: number;
  /** What it is measured against. */
  other: string;
  /** Ours to the other; without another, ours to the aim. */
  ratio: number;
  /** The largest ratio, or value where there is no other, that is good enough. */
  aim: number;
  met: boolean;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** @returns an entry that compares two times of the same work */
export const comparedWith = (
  other: string,
  {
    name,
    unit,
    ours,
    theirs,
    aim,
  }: { name: string; unit: string; ours: number; theirs: number; aim: number },
): BenchEntry => ({
  name,
  unit,
  ours: round(ours),
  other: `${other}: ${round(theirs)} ${unit}`,
  ratio: round(ours / theirs),
  aim,
  met: ours / theirs <= aim,
});

/** @returns an entry that holds a value against a limit */
export const heldTo = (
  limit: string,
  { name, unit, ours, aim }: { name: string; unit: string; ours: number; aim: number },
): BenchEntry => ({
  name,
  unit,
  ours: round(ours),
  other: limit,
  ratio: round(ours / aim),
  aim,
  met: ours <= aim,
});

/** @returns the shortest of several runs in milliseconds, which the machine's other work disturbs least */
export const shortest = (runs: number, work: () => void): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
};
