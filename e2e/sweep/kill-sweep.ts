import type { ProductId } from '../../lib/domain/product.ts';
import type { BrowserName } from '../../scripts/browsers.mjs';
import { openBench, saveKeys } from './bench.ts';
import { type JobResult, type Size, sweepJob } from './job.ts';
import type { Wish } from './judge.ts';
import type { Point } from './kills.ts';
import { wardOf } from './ward.ts';

/** What a job of a sweep is about. */
export interface Case {
  browser: BrowserName;
  product: ProductId;
  action: Wish['action'];
  point: Point;
}

export interface KillSweep {
  browser: BrowserName;
  /** Folder of the built extension. */
  extension: string;
  products: readonly ProductId[];
  points: readonly Point[];
  /** Jobs of each product, action and point are run until they were killed so often. */
  killsPerCase: number;
  /** How large the jobs are; as many accounts as make several calls on each image unless told. */
  size?: Size;
  report: (about: Case, result: JobResult) => void;
}

/** Several calls on each of two images, by what the product takes in one call. */
const accountsOf: Record<ProductId, Record<Wish['action'], number>> = {
  'tencent-cvm': { share: 190, revoke: 190 },
  'alibaba-ecs': { share: 38, revoke: 38 },
  'alibaba-ens': { share: 38, revoke: 9 },
};

/** Images in one job: several, so that calls are on their way side by side, and few, so that each is struck. */
const images = 2;

/** The first job of a case is small and has an account that the cloud refuses. */
const sizeOf = ({ product, action }: Case, jobs: number): Size =>
  jobs === 0 && action === 'share'
    ? { images: 1, accounts: 4, hasRefused: true }
    : { images, accounts: accountsOf[product][action] };

/** Only a new connection for each call can be told from the last one's before its handshake. */
const needsNewConnections = (point: Point) => point === 'between-record-and-call';

/** Sweeps one product in one browser, with or without a connection for each call. */
const sweepProduct = async (
  sweep: KillSweep,
  product: ProductId,
  itsPoints: readonly Point[],
  requestsPerConnection: number,
) => {
  const { browser, extension, killsPerCase, size, report } = sweep;
  const bench = await openBench(browser, extension, requestsPerConnection);
  try {
    const ward = wardOf(bench.world, product);
    const profileId = await saveKeys(bench.page, ward);
    for (const point of itsPoints) {
      for (const action of ['share', 'revoke'] as const) {
        const about: Case = { browser, product, action, point };
        for (let kills = 0, jobs = 0; kills < killsPerCase; jobs += 1) {
          const its = { point, action, size: size ?? sizeOf(about, jobs) };
          const result = await sweepJob(bench, ward, profileId, its);
          report(about, result);
          kills += Math.max(1, result.kills);
        }
      }
    }
  } finally {
    await bench.close();
  }
};

/** Kills the background at every call of jobs, one product after another. */
export const sweepKills = async (sweep: KillSweep): Promise<void> => {
  for (const product of sweep.products) {
    const kept = sweep.points.filter((point) => !needsNewConnections(point));
    const fresh = sweep.points.filter(needsNewConnections);
    if (kept.length > 0) await sweepProduct(sweep, product, kept, 0);
    if (fresh.length > 0) await sweepProduct(sweep, product, fresh, 1);
  }
};
