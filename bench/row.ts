/** One line of the bench: what was measured, against what, and whether the aim is met. */
export interface BenchRow {
  what: string;
  figure: number;
  unit: string;
  /** What else belongs to the figure: counts, sizes, whether it came out right. */
  note?: string;
  /** What it was measured against in the same run, with its figure. */
  against?: string;
  /** The figure to what it was measured against. */
  ratio?: number;
  /** The aim in words; absent for what is only told. */
  aim?: string;
  met?: boolean;
  /** Why the aim is missed. A miss without it fails the bench. */
  why?: string;
  /** Left out of the README. */
  isDetail?: boolean;
}

/** How one figure grows with the work: the same measure at several sizes, smallest first. */
export interface Growth {
  what: string;
  unit: string;
  /** What the sizes count. */
  of: string;
  at: readonly { size: number; figure: number }[];
  /** What it must not grow faster than; absent where it is only told. */
  aim?: 'constant' | 'linear';
  /** See BenchRow. */
  why?: string;
}

/** What a part of the bench gives. */
export interface Measured {
  rows: BenchRow[];
  growth: Growth[];
}

/** Why an aim is known to be missed, and the worst value that this explains: whatever is worse has no reason. */
export interface KnownMiss {
  upTo: number;
  why: string;
}

interface Claim {
  what: string;
  figure: number;
  unit: string;
  note?: string;
  isDetail?: boolean;
  knownMiss?: KnownMiss | undefined;
}

/** @returns `value` with three digits that count */
export const rounded = (value: number): number => (value === 0 ? 0 : Number(value.toPrecision(3)));

const judged = (value: number, aim: number, knownMiss: KnownMiss | undefined) => {
  const met = value <= aim;
  const isKnown = !met && knownMiss !== undefined && value <= knownMiss.upTo;
  return { met, ...(isKnown ? { why: knownMiss.why } : {}) };
};

/**
 * A figure against another one of the same run.
 * @param aim the largest ratio that is good enough; without, the ratio is only told
 */
export const compared = (
  { knownMiss, ...claim }: Claim,
  against: { what: string; figure: number },
  aim?: number,
): BenchRow => {
  const ratio = claim.figure / against.figure;
  return {
    ...claim,
    figure: rounded(claim.figure),
    against: `${against.what}: ${rounded(against.figure)} ${claim.unit}`,
    ratio: rounded(ratio),
    ...(aim === undefined ? {} : { aim: `at most ${aim} ×`, ...judged(ratio, aim, knownMiss) }),
  };
};

/** @param aim the largest figure that is good enough, in its unit; without, the figure is only told */
export const held = ({ knownMiss, ...claim }: Claim, aim?: number): BenchRow => ({
  ...claim,
  figure: rounded(claim.figure),
  ...(aim === undefined
    ? {}
    : { aim: `at most ${aim} ${claim.unit}`, ...judged(claim.figure, aim, knownMiss) }),
});

/** The greatest power of the work that a figure may grow with; larger work misses the processor's caches more often. */
const mostPower = { constant: 0.15, linear: 1.2 };

/** @returns the power of the work that the figure grows with from the first size to the last: 0 constant, 1 linear */
export const powerOf = ({ at }: Growth): number => {
  const [first] = at;
  const last = at.at(-1);
  if (!first || !last || first === last || first.figure <= 0) return 0;
  return Math.log(Math.max(last.figure, Number.MIN_VALUE) / first.figure) / Math.log(last.size / first.size);
};

/** @returns whether it grows no faster than it may */
export const isGrowthMet = (growth: Growth): boolean =>
  growth.aim === undefined || powerOf(growth) <= mostPower[growth.aim];

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
