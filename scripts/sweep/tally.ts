import type { JobResult } from '../../e2e/sweep/job.ts';
import { addVerdicts, noVerdict, sumOf, type Verdict } from '../../e2e/sweep/judge.ts';
import type { Case } from '../../e2e/sweep/kill-sweep.ts';
import type { SigkillResult } from '../../e2e/sweep/sigkill.ts';

/** What a kill sweep comes to. */
export interface KillTally extends Verdict {
  kills: number;
  byBrowser: Record<string, number>;
  byPoint: Record<string, number>;
  byProduct: Record<string, number>;
  byAction: Record<string, number>;
  /** Kills at calls that change a roster, as far as the server can tell. */
  atWrites: number;
  /** Lines of journals whose call never arrived: the kill came between record and call. */
  recordsWithoutCall: number;
  jobs: number;
  violations: number;
}

export const emptyTally = (): KillTally => ({
  kills: 0,
  byBrowser: {},
  byPoint: {},
  byProduct: {},
  byAction: {},
  atWrites: 0,
  recordsWithoutCall: 0,
  jobs: 0,
  ...noVerdict,
  violations: 0,
});

const added = (counts: Record<string, number>, name: string, more: number) => ({
  ...counts,
  [name]: (counts[name] ?? 0) + more,
});

/** @returns the tally with one job more */
export const count = (
  tally: KillTally,
  { browser, point, product, action }: Case,
  { kills, writeKills, unsent, verdict }: JobResult,
): KillTally => ({
  kills: tally.kills + kills,
  byBrowser: added(tally.byBrowser, browser, kills),
  byPoint: added(tally.byPoint, point, kills),
  byProduct: added(tally.byProduct, product, kills),
  byAction: added(tally.byAction, action, kills),
  atWrites: tally.atWrites + writeKills,
  recordsWithoutCall: tally.recordsWithoutCall + unsent,
  jobs: tally.jobs + 1,
  ...addVerdicts(tally, verdict),
  violations: tally.violations + sumOf(verdict),
});

/** What the whole browser's kills come to. */
export interface CrashTally extends Verdict, SigkillResult {
  byBrowser: Record<string, number>;
  violations: number;
}

export const emptyCrashTally = (): CrashTally => ({
  kills: 0,
  tooLate: 0,
  byBrowser: {},
  whileLocked: 0,
  saidLocked: 0,
  silent: 0,
  longestUntilSaidMs: 0,
  longestUntilResumedMs: 0,
  jobs: 0,
  ...noVerdict,
  violations: 0,
});

/** @returns the tally with the verdict on one job more */
export const countCrashed = (tally: CrashTally, verdict: Verdict): CrashTally => ({
  ...tally,
  ...addVerdicts(tally, verdict),
  violations: tally.violations + sumOf(verdict),
});

/** @returns the tally with a browser's kills; a start after which nothing was said is a violation */
export const endCrashes = (tally: CrashTally, browser: string, result: SigkillResult): CrashTally => ({
  ...tally,
  kills: tally.kills + result.kills,
  tooLate: tally.tooLate + result.tooLate,
  byBrowser: added(tally.byBrowser, browser, result.kills),
  whileLocked: tally.whileLocked + result.whileLocked,
  saidLocked: tally.saidLocked + result.saidLocked,
  silent: tally.silent + result.silent,
  longestUntilSaidMs: Math.max(tally.longestUntilSaidMs, result.longestUntilSaidMs),
  longestUntilResumedMs: Math.max(tally.longestUntilResumedMs, result.longestUntilResumedMs),
  jobs: tally.jobs + result.jobs,
  violations: tally.violations + result.silent,
});
