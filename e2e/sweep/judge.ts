import type { JobRow, JobView, JournalEntry } from '../../lib/domain/job.ts';
import type { RequestRecord } from '../../practice/traffic.ts';
import type { Ward } from './ward.ts';

/** A job as it was asked for, and the rosters it began with. */
export interface Wish {
  action: 'share' | 'revoke';
  imageIds: string[];
  /** Accounts of the request that can be served. */
  accounts: string[];
  /** Accounts of the request that the cloud refuses. */
  refused: string[];
  before: ReadonlyMap<string, readonly string[]>;
  /** Effects in the cloud when the job began. */
  effectsBefore: number;
}

/** What is wrong after a job; every number must be 0. */
export interface Verdict {
  /** Changes that nobody asked for: another account, another image, or the contrary. */
  wrong: number;
  /** Pairs of account and image that were asked for and are not so. */
  missing: number;
  /** Accounts on a roster that do not belong there. */
  extra: number;
  /** Rows of the report that say something else than the cloud. */
  reportMismatch: number;
  /** Calls that changed a roster, or tried to, without a line in the journal. */
  callsWithoutRecord: number;
  /** Jobs that did not end. */
  unended: number;
}

export const noVerdict: Verdict = {
  wrong: 0,
  missing: 0,
  extra: 0,
  reportMismatch: 0,
  callsWithoutRecord: 0,
  unended: 0,
};

/** @returns the sum of two verdicts */
export const addVerdicts = (one: Verdict, other: Verdict): Verdict => ({
  wrong: one.wrong + other.wrong,
  missing: one.missing + other.missing,
  extra: one.extra + other.extra,
  reportMismatch: one.reportMismatch + other.reportMismatch,
  callsWithoutRecord: one.callsWithoutRecord + other.callsWithoutRecord,
  unended: one.unended + other.unended,
});

export const sumOf = (verdict: Verdict): number =>
  Object.values(verdict).reduce((sum: number, count: number) => sum + count, 0);

const expectedOn = ({ action, accounts, before }: Wish, imageId: string): Set<string> => {
  const roster = before.get(imageId) ?? [];
  if (action === 'share') return new Set([...roster, ...accounts]);
  return new Set(roster.filter((account) => !accounts.includes(account)));
};

const judgeRosters = ({ cloud }: Ward, wish: Wish): Pick<Verdict, 'wrong' | 'missing' | 'extra'> => {
  const asked = new Set(wish.accounts);
  const wrong = cloud.effects
    .slice(wish.effectsBefore)
    .filter(
      ({ kind, imageId, account }) =>
        kind !== wish.action || !wish.imageIds.includes(imageId) || !asked.has(account),
    ).length;
  let missing = 0;
  let extra = 0;
  for (const imageId of wish.imageIds) {
    const expected = expectedOn(wish, imageId);
    const roster = new Set(cloud.rosterOf(imageId));
    const lacking = [...expected].filter((account) => !roster.has(account)).length;
    const surplus = [...roster].filter((account) => !expected.has(account)).length;
    // A revoke that was lost shows as an account too many.
    missing += wish.action === 'share' ? lacking : surplus;
    extra += wish.action === 'share' ? surplus : lacking;
  }
  return { wrong, missing, extra };
};

/** A row tells the truth when the cloud is as it says, and when "no change" was not our own doing. */
const isTrue = (
  { cloud }: Ward,
  wish: Wish,
  changed: ReadonlySet<string>,
  { account, imageId, action, outcome }: JobRow,
): boolean => {
  const isThere = cloud.rosterOf(imageId).includes(account);
  const isDone = isThere === (action === 'share');
  const isOurs = changed.has(`${imageId} ${account}`);
  if (action !== wish.action) return false;
  if (wish.refused.includes(account)) return outcome === 'refused' && !isDone;
  return isDone && outcome === (isOurs ? 'confirmed' : 'no-change');
};

const judgeReport = (ward: Ward, wish: Wish, view: JobView): number => {
  const changes = ward.cloud.effects.slice(wish.effectsBefore);
  const changed = new Set(changes.map(({ imageId, account }) => `${imageId} ${account}`));
  const pairs = wish.imageIds.length * (wish.accounts.length + wish.refused.length);
  const absent = Math.abs(pairs - view.rows.length);
  return absent + view.rows.filter((row) => !isTrue(ward, wish, changed, row)).length;
};

const batchOf = (imageId: string, accounts: readonly string[]) => `${imageId} ${[...accounts].sort()}`;

/** @returns what a request asks to change; undefined for other calls */
const askedBy = ({ action, search, body }: RequestRecord): string | undefined => {
  if (action !== 'ModifyImageSharePermission') return undefined;
  if (body.startsWith('{')) {
    const { ImageId, AccountIds } = JSON.parse(body) as { ImageId: string; AccountIds: string[] }; // as signed by us
    return batchOf(ImageId, AccountIds);
  }
  const parameters = [...new URLSearchParams(search), ...new URLSearchParams(body)];
  const values = (name: RegExp) => parameters.filter(([key]) => name.test(key)).map(([, value]) => value);
  return batchOf(
    values(/^ImageId$/)[0] ?? '',
    values(/^(?:Add|Remove)Accounts?(?:\.\d+)?$/)
      .join()
      .split(','),
  );
};

const signatureOf = ({ headers }: RequestRecord) =>
  `${headers.authorization} ${headers['x-tc-timestamp']} ${headers['x-acs-signature-nonce']}`;

/**
 * Every call that arrived has a line of its own; a copy that the browser made of a call has the same signature.
 * @returns calls without a line
 */
const judgeRecords = (log: readonly RequestRecord[], journal: readonly JournalEntry[]): number => {
  const lines = new Map<string, number>();
  for (const entry of journal) {
    if (entry.kind !== 'sending') continue;
    const batch = batchOf(entry.imageId, entry.accounts);
    lines.set(batch, (lines.get(batch) ?? 0) + 1);
  }
  const calls = new Map<string, Set<string>>();
  for (const record of log) {
    const batch = askedBy(record);
    if (batch !== undefined) calls.set(batch, (calls.get(batch) ?? new Set()).add(signatureOf(record)));
  }
  return [...calls].reduce(
    (sum, [batch, copies]) => sum + Math.max(0, copies.size - (lines.get(batch) ?? 0)),
    0,
  );
};

/**
 * Compares wish, cloud, report and journal of a job that has ended.
 * @param log requests since the job began
 */
export const judgeJob = (
  ward: Ward,
  wish: Wish,
  { view, journal, log }: { view: JobView; journal: readonly JournalEntry[]; log: readonly RequestRecord[] },
): Verdict => ({
  ...judgeRosters(ward, wish),
  reportMismatch: judgeReport(ward, wish, view),
  callsWithoutRecord: judgeRecords(log, journal),
  unended: view.job.state === 'finished' ? 0 : 1,
});

/** @returns lines of the journal that announced a call which never arrived */
export const countUnsent = (log: readonly RequestRecord[], journal: readonly JournalEntry[]): number => {
  const arrived = log.filter((record) => askedBy(record) !== undefined).length;
  return Math.max(0, journal.filter(({ kind }) => kind === 'sending').length - arrived);
};
