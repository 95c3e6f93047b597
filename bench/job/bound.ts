import type { ProductId } from '../../lib/domain/product.ts';
import { products } from '../../lib/providers/catalog.ts';
import { latencyMs, type Work } from './work.ts';

/** Published or assumed rates, calls per second of an API; where from stands in each product's `endpoints.ts`. */
const rates: Record<ProductId, { writes: number; reads: number }> = {
  'tencent-cvm': { writes: 10, reads: 10 },
  'alibaba-ecs': { writes: 5, reads: 5 },
  'alibaba-ens': { writes: 2, reads: 5 },
};

/** Most accounts on one page of a roster; Tencent Cloud has no pages. */
const rosterPage: Record<ProductId, number> = {
  'tencent-cvm': Number.POSITIVE_INFINITY,
  'alibaba-ecs': 100,
  'alibaba-ens': 100,
};

const pagesOf = (product: ProductId, accounts: number): number =>
  Math.max(1, Math.ceil(accounts / rosterPage[product]));

/** @returns when the last of `calls` may leave at `perSecond`, milliseconds after the first: that many in any second */
const lastLeavesMs = (calls: number, perSecond: number): number =>
  Math.floor((calls - 1) / perSecond) * 1_000;

/** The least that a job can take. */
export interface Bound {
  ms: number;
  writes: number;
  reads: number;
}

/**
 * The fewest calls that can do the work and prove it, as fast as rates and latency let them. By hand, for any client:
 * - whose keys these are must be asked once, since they may have changed since the plan was confirmed: one call;
 * - of each image, who has it must be read before (only then an undo knows what this job has changed) and after (a
 *   write's answer proves nothing): two rosters, each of as many pages as it is long;
 * - writes take as many accounts as the vendor is known to take in a call, and writes to one roster go one after
 *   another: no vendor says what two at once do to one list.
 * No time is shorter than one image's own chain of calls, nor than what either rate allows: all calls of an API in
 * windows of a second, with what must come before the first and after the last of them.
 */
export const boundOf = ({ kit, action, accounts, images }: Work): Bound => {
  const { product } = kit;
  const batches = Math.ceil(accounts.length / products[product].limits.accountsPerCall[action]);
  const long = pagesOf(product, accounts.length);
  const [before, after] = action === 'share' ? [1, long] : [long, 1];
  const writes = batches * images.length;
  const reads = (before + after) * images.length;
  const { writes: writeRate, reads: readRate } = rates[product];
  const turn = latencyMs;
  const readsMs = (pages: number) =>
    pages - 1 > 0 ? Math.max(pages * turn, lastLeavesMs(pages, readRate)) : turn;
  const writesMs = Math.max(batches * turn, lastLeavesMs(batches, writeRate) + turn);
  const chain = readsMs(before) + writesMs + readsMs(after);
  const byWrites = readsMs(before) + lastLeavesMs(writes, writeRate) + turn + readsMs(after);
  const byReads = lastLeavesMs(reads, readRate) + turn;
  return { ms: turn + Math.max(chain, byWrites, byReads), writes, reads };
};
