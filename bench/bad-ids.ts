import type { ProductId } from '../lib/domain/product.ts';
import { products } from '../lib/providers/catalog.ts';
import { playKits } from '../lib/testing/practice-kits.ts';
import { allEcsQuirks, allEnsQuirks } from '../practice/alibaba/quirks.ts';
import { allQuirks } from '../practice/tencent/quirks.ts';
import { doOurs, type OurOutcome } from './job/ours.ts';
import { makeWork, type Quirks } from './job/work.ts';
import { type BenchRow, compared, type Growth, held, type Measured } from './row.ts';

const accounts = 500;

interface Law {
  quirks: Quirks;
  /** Most accounts that the cloud takes in a call under this law. */
  cap: number;
}

const known = (product: ProductId): number => products[product].limits.accountsPerCall.share;

/** Every behaviour that the practice clouds play in which no message names a bad id. Codes, ways to write, and revokes do not count. */
const laws: Record<ProductId, readonly Law[]> = {
  'tencent-cvm': allQuirks()
    .filter(({ namesBadId, cancelNotShared }) => !namesBadId && cancelNotShared === 'ok')
    .map((quirks) => ({ quirks, cap: quirks.perCallCap ?? known('tencent-cvm') })),
  'alibaba-ecs': allEcsQuirks()
    .filter((law) => !law.namesBadId && !law.idsAsNumbers && law.cancelNotShared === 'ok')
    .map((quirks) => ({ quirks, cap: known('alibaba-ecs') })),
  'alibaba-ens': allEnsQuirks()
    .filter((law) => law.ensBadIdCode === 'InvalidParameter' && law.cancelNotShared === 'ok')
    .map((quirks) => ({ quirks, cap: quirks.ensPerCallCap ?? known('alibaba-ens') })),
};

/**
 * Writes that finding the bad ids may cost: 1.3 · d · log2(n/d), the batches needed anyway, and where the cloud takes
 * fewer in a call than its documents say, the steps to learn how many.
 */
const mostWrites = (product: ProductId, { cap }: Law, bad: number): number => {
  const search = bad === 0 ? 0 : 1.3 * bad * Math.log2(accounts / bad);
  const learning = cap < known(product) ? Math.ceil(Math.log2(known(product))) : 0;
  return search + Math.ceil(accounts / cap) + learning;
};

interface Played extends OurOutcome {
  most: number;
  /** Rosters read beyond those of the same job without a bad id. */
  extraRosters: number;
}

const playAll = async (product: ProductId, bad: number, plain: Map<Law, number>): Promise<Played[]> => {
  const played: Played[] = [];
  for (const [at, law] of laws[product].entries()) {
    const work = makeWork(playKits[product], 'share', accounts, 1, { bad, seed: at + 1 });
    const outcome = await doOurs(work, law.quirks);
    if (bad === 0) plain.set(law, outcome.rosters);
    const extraRosters = outcome.rosters - (plain.get(law) ?? 0);
    played.push({ ...outcome, most: mostWrites(product, law, bad), extraRosters });
  }
  return played;
};

const worstOf = (played: readonly Played[], of: (each: Played) => number): Played =>
  played.reduce((worst, each) => (of(each) > of(worst) ? each : worst));

const rowsOf = (name: string, played: readonly Played[]): BenchRow[] => {
  const writes = worstOf(played, (each) => each.writes / each.most);
  const reads = worstOf(played, (each) => each.extraRosters - each.refused);
  return [
    compared(
      {
        what: `${name}: writes at worst`,
        figure: writes.writes,
        unit: 'writes',
        note: `${writes.refused} refused`,
      },
      { what: 'allowed', figure: writes.most },
      1,
    ),
    held(
      {
        what: `${name}: rosters read beyond one per refused write`,
        figure: Math.max(0, reads.extraRosters - reads.refused),
        unit: 'rosters',
        note: `${reads.extraRosters} for ${reads.refused}`,
        isDetail: true,
        knownMiss: {
          upTo: 1,
          why: 'what was refused alone is looked for once more at the end, as the call before may have shared with it unseen',
        },
      },
      0,
    ),
  ];
};

const names: Record<ProductId, string> = { 'tencent-cvm': 'CVM', 'alibaba-ecs': 'ECS', 'alibaba-ens': 'ENS' };

/** One share of 500 accounts with ids that belong to nobody and are not named, under every law of the practice clouds. */
export const measureBadIds = async (): Promise<Measured> => {
  const rows: BenchRow[] = [];
  let wrong = 0;
  let throttled = 0;
  let jobs = 0;
  const found: { size: number; figure: number }[] = [];
  // Keys of the record.
  for (const product of Object.keys(names) as ProductId[]) {
    const plain = new Map<Law, number>();
    for (const bad of [0, 1, 5]) {
      const played = await playAll(product, bad, plain);
      jobs += played.length;
      wrong += played.filter(({ isRight }) => !isRight).length;
      throttled += played.reduce((sum, each) => sum + each.throttled, 0);
      rows.push(...rowsOf(`${names[product]}, ${bad} of ${accounts} ids bad, ${played.length} laws`, played));
    }
  }
  for (const size of [1, 10, 100]) {
    const work = makeWork(playKits['tencent-cvm'], 'share', accounts, 1, { bad: size });
    found.push({ size, figure: (await doOurs(work, { namesBadId: false })).writes });
  }
  rows.unshift(
    held({ what: `jobs with a wrong end state or report, of ${jobs}`, figure: wrong, unit: 'jobs' }, 0),
    held({ what: 'calls throttled in all of them', figure: throttled, unit: 'calls' }, 0),
  );
  const growth: Growth = {
    what: 'writes to find bad ids',
    unit: 'writes',
    of: 'bad ids',
    at: found,
    aim: 'linear',
  };
  return { rows, growth: [growth] };
};
