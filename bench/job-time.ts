import { playKits } from '../lib/testing/practice-kits.ts';
import { boundOf } from './job/bound.ts';
import { doOurs } from './job/ours.ts';
import { doTheirs, type Pattern, patterns } from './job/theirs.ts';
import { makeWork, type Outcome, type Work } from './job/work.ts';
import { type BenchRow, compared, type Growth, held, type Measured } from './row.ts';

const { 'tencent-cvm': cvm, 'alibaba-ecs': ecs, 'alibaba-ens': ens } = playKits;

/** What is measured without a bad id. */
const works: readonly (readonly [string, Work])[] = [
  ['CVM, share 500 accounts × 1 image', makeWork(cvm, 'share', 500, 1)],
  ['CVM, share 200 × 20', makeWork(cvm, 'share', 200, 20)],
  ['CVM, share 50 × 300', makeWork(cvm, 'share', 50, 300)],
  ['ECS, share 50 × 20', makeWork(ecs, 'share', 50, 20)],
  ['ENS, share 200 × 1', makeWork(ens, 'share', 200, 1)],
  ['ENS, revoke 200 × 1', makeWork(ens, 'revoke', 200, 1)],
];

const noteOf = ({ writes, reads, throttled, isRight }: Outcome): string =>
  [
    `${writes} writes, ${reads} reads`,
    ...(throttled > 0 ? [`${throttled} calls throttled`] : []),
    `end state ${isRight ? 'right' : 'WRONG'}`,
  ].join(', ');

const seconds = (ms: number): number => ms / 1_000;

/** Ours against the bound, then what people use today against ours. */
const compareWork = async (name: string, work: Work): Promise<BenchRow[]> => {
  const ours = await doOurs(work);
  const bound = boundOf(work);
  const against = {
    what: `bound (${bound.writes} writes, ${bound.reads} reads)`,
    figure: seconds(bound.ms),
  };
  const isWrong = !ours.isRight || ours.throttled > 0;
  const mine = compared(
    { what: name, figure: seconds(ours.ms), unit: 's', note: noteOf(ours) },
    against,
    1.05,
  );
  const rows: BenchRow[] = [isWrong ? { ...mine, met: false } : mine];
  // Keys of the record.
  for (const pattern of Object.keys(patterns) as Pattern[]) {
    const theirs = await doTheirs(pattern, work);
    rows.push(
      compared(
        { what: `— ${pattern}`, figure: seconds(theirs.ms), unit: 's', note: noteOf(theirs) },
        { what: 'ours', figure: seconds(ours.ms) },
      ),
    );
  }
  return rows;
};

/** 50 accounts on 3, 30 and 300 images. */
const growthOfTime = async (): Promise<Growth> => {
  const at: { size: number; figure: number }[] = [];
  for (const images of [3, 30, 300]) {
    const { ms } = await doOurs(makeWork(cvm, 'share', 50, images));
    at.push({ size: images, figure: seconds(ms) });
  }
  return { what: 'job time', unit: 's', of: 'images with 50 accounts each', at, aim: 'linear' };
};

/** Time of whole jobs on a virtual clock, from Apply to the end of the report, against the bound and against today's ways. */
export const measureJobTime = async (): Promise<Measured> => {
  const rows: BenchRow[] = [];
  for (const [name, work] of works) rows.push(...(await compareWork(name, work)));
  const wrong = rows.filter(({ what, met }) => !what.startsWith('—') && met === false).length;
  rows.push(held({ what: 'jobs that are wrong, throttled or late', figure: wrong, unit: 'jobs' }, 0));
  return { rows, growth: [await growthOfTime()] };
};
