import { describe, expect, it } from 'vitest';
import { makeWish } from '../../e2e/sweep/job.ts';
import { countUnsent, judgeJob, noVerdict, type Wish } from '../../e2e/sweep/judge.ts';
import { wardOf } from '../../e2e/sweep/ward.ts';
import type { JobRow, JournalEntry } from '../../lib/domain/job.ts';
import type { RequestRecord } from '../../practice/traffic.ts';
import { createPracticeWorld } from '../../practice/world.ts';

/** A share of one image with three accounts, the first of which has it; and the same job as it should have ended. */
const play = () => {
  const world = createPracticeWorld({ rates: 'none' });
  const ward = wardOf(world, 'tencent-cvm');
  const wish = makeWish(ward, 'share', { images: 1, accounts: 3, hasRefused: true });
  const [imageId = ''] = wish.imageIds;
  const added = wish.accounts.slice(1);
  const share = (accounts: readonly string[]) => world.cloud.foreignEdit('share', imageId, accounts);
  const revoke = (accounts: readonly string[]) => world.cloud.foreignEdit('revoke', imageId, accounts);
  const rows = [...wish.accounts, ...wish.refused].map((account, index): JobRow => {
    const outcome = index === 0 ? 'no-change' : account === ward.nobody ? 'refused' : 'confirmed';
    return { index, account, imageId, action: 'share', outcome };
  });
  const record = {
    action: 'ModifyImageSharePermission',
    search: '',
    body: JSON.stringify({ ImageId: imageId, AccountIds: added, Permission: 'SHARE' }),
    headers: { authorization: 'signed', 'x-tc-timestamp': '1' },
  } as unknown as RequestRecord; // the fields that are judged
  const line: JournalEntry = { kind: 'sending', imageId, action: 'share', accounts: added, at: 0 };
  const judge = (
    more: { rows?: JobRow[]; log?: RequestRecord[]; journal?: JournalEntry[]; wish?: Wish } = {},
  ) =>
    judgeJob(ward, more.wish ?? wish, {
      // What of a view is judged.
      view: { job: { state: 'finished' }, rows: more.rows ?? rows } as Parameters<typeof judgeJob>[2]['view'],
      journal: more.journal ?? [line],
      log: more.log ?? [record],
    });
  return { world, ward, wish, imageId, added, share, revoke, rows, record, line, judge };
};

describe('the judge of a sweep', () => {
  it('finds nothing where cloud, report and journal agree', () => {
    const { share, added, judge } = play();
    share(added);
    expect(judge()).toEqual(noVerdict);
  });

  it('sees an account that is missing and was called confirmed', () => {
    const { share, added, judge } = play();
    share(added.slice(1));
    expect(judge()).toEqual({ ...noVerdict, missing: 1, reportMismatch: 1 });
  });

  it('sees an account that nobody asked for', () => {
    const { share, added, judge, ward } = play();
    share([...added, ward.recipients(9)[8] ?? '']);
    expect(judge()).toEqual({ ...noVerdict, wrong: 1, extra: 1 });
  });

  it('sees a bystander who lost the image', () => {
    const { share, revoke, added, judge, ward } = play();
    share(added);
    revoke(ward.recipients(1));
    expect(judge()).toEqual({ ...noVerdict, wrong: 1, missing: 1 });
  });

  it('sees a change on another image', () => {
    const { share, added, judge, world } = play();
    share(added);
    world.cloud.foreignEdit('share', 'img-plain001', added.slice(1));
    expect(judge()).toEqual({ ...noVerdict, wrong: 1 });
  });

  it('sees a report that calls our own change no change, or leaves a row out', () => {
    const { share, added, judge, rows } = play();
    share(added);
    const denied = rows.map((row) => ({ ...row, outcome: 'no-change' as const }));
    expect(judge({ rows: denied })).toEqual({ ...noVerdict, reportMismatch: 3 });
    expect(judge({ rows: rows.slice(1) })).toEqual({ ...noVerdict, reportMismatch: 1 });
  });

  it('sees a call without a line, and takes a copy of a call for the call', () => {
    const { share, added, judge, record } = play();
    share(added);
    expect(judge({ log: [record, record] })).toEqual(noVerdict);
    expect(judge({ journal: [] })).toEqual({ ...noVerdict, callsWithoutRecord: 1 });
    const again = { ...record, headers: { ...record.headers, 'x-tc-timestamp': '2' } };
    expect(judge({ log: [record, again] })).toEqual({ ...noVerdict, callsWithoutRecord: 1 });
  });

  it('counts lines whose call never arrived', () => {
    const { line, record } = play();
    expect(countUnsent([record], [line, line, line])).toBe(2);
  });
});
