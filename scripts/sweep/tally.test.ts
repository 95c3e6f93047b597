import { describe, expect, it } from 'vitest';
import { noVerdict } from '../../e2e/sweep/judge.ts';
import { count, countCrashed, emptyCrashTally, emptyTally, endCrashes } from './tally.ts';

const about = { browser: 'firefox', product: 'alibaba-ens', action: 'share', point: 'after-answer' } as const;
const result = { kills: 7, writeKills: 2, unsent: 1, seconds: 3, verdict: noVerdict };

describe('the tally of a sweep', () => {
  it('counts kills by browser, point, product and action', () => {
    const once = count(emptyTally(), about, result);
    const twice = count(once, { ...about, browser: 'chromium', action: 'revoke' }, { ...result, kills: 3 });
    expect(twice).toMatchObject({
      kills: 10,
      byBrowser: { firefox: 7, chromium: 3 },
      byPoint: { 'after-answer': 10 },
      byProduct: { 'alibaba-ens': 10 },
      byAction: { share: 7, revoke: 3 },
      atWrites: 4,
      recordsWithoutCall: 2,
      jobs: 2,
      violations: 0,
    });
  });

  it('adds up what is wrong', () => {
    const verdict = { ...noVerdict, missing: 2, reportMismatch: 3 };
    const tally = count(count(emptyTally(), about, { ...result, verdict }), about, { ...result, verdict });
    expect(tally).toMatchObject({ missing: 4, reportMismatch: 6, wrong: 0, violations: 10 });
  });

  it('takes a start after which nothing was said for a violation', () => {
    const crashes = {
      kills: 5,
      tooLate: 1,
      whileLocked: 1,
      saidLocked: 4,
      silent: 1,
      longestUntilSaidMs: 35_000,
      longestUntilResumedMs: 900,
      jobs: 2,
    };
    const tally = countCrashed(emptyCrashTally(), { ...noVerdict, extra: 1 });
    expect(endCrashes(tally, 'chromium', crashes)).toMatchObject({
      kills: 5,
      byBrowser: { chromium: 5 },
      silent: 1,
      extra: 1,
      violations: 2,
    });
  });
});
