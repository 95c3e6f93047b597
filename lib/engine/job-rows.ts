import type {
  ImagePlan,
  JobRow,
  JournalEntry,
  OutcomeCounts,
  Plan,
  SettledRow,
  Skipped,
} from '../domain/job';
import type { Action } from '../domain/product';

/** A job's rows with the index to find them; the same plan and journal always give the same rows. */
export interface JobRows {
  rows: JobRow[];
  /** Position by row key. */
  places: Map<string, number>;
}

/** @returns the key of a row within a job */
export const rowKey = (imageId: string, action: Action, account: string): string =>
  `${imageId}/${action}/${account}`;

/**
 * Makes a job's rows: one per account and image. Accounts the plan found in place wait too, since the
 * roster may change before the job's turn; own and malformed ids are refused from the start.
 */
export const createRows = (plan: Plan): JobRows => {
  const rows: JobRow[] = [];
  const places = new Map<string, number>();
  const add = (row: Omit<JobRow, 'index'>) => {
    const key = rowKey(row.imageId, row.action, row.account);
    if (places.has(key)) return;
    places.set(key, rows.length);
    rows.push({ index: rows.length, ...row });
  };
  for (const image of plan.images) for (const row of rowsOfImage(image, plan)) add(row);
  return { rows, places };
};

const rowsOfImage = (plan: ImagePlan, { request }: Plan): Omit<JobRow, 'index'>[] => {
  const { imageId } = plan.image;
  const waiting = (action: Action) => (account: string) =>
    ({ account, imageId, action, outcome: 'waiting' }) as const;
  return [
    ...plan.revoke.map(waiting('revoke')),
    ...plan.share.map(waiting('share')),
    ...(plan.blockedBy ? blockedRows(plan, request.accounts, request.mode) : []),
    ...plan.skipped.flatMap((skipped) => skippedRow(skipped, imageId, request.mode === 'revoke')),
  ];
};

const blockedRows = (
  plan: ImagePlan,
  accounts: readonly string[],
  mode: Plan['request']['mode'],
): Omit<JobRow, 'index'>[] => {
  const left = new Set(plan.skipped.map((skipped) => skipped.account));
  return accounts
    .filter((account) => !left.has(account))
    .map((account) => ({
      account,
      imageId: plan.image.imageId,
      action: mode === 'revoke' || plan.isLast ? 'revoke' : 'share',
      outcome: 'refused',
      failure: plan.blockedBy,
      // A blocked "match exactly" has no list of what to take away; a replaced image waits for a new plan.
      ...(mode === 'match' || plan.isLast ? { isFixed: true as const } : {}),
    }));
};

const skippedRow = (
  { account, reason }: Skipped,
  imageId: string,
  isRevoke: boolean,
): Omit<JobRow, 'index'>[] => {
  const action = isRevoke ? 'revoke' : 'share';
  switch (reason) {
    case 'already-there':
      return [{ account, imageId, action: 'share', outcome: 'waiting' }];
    case 'not-there':
      return [{ account, imageId, action: 'revoke', outcome: 'waiting' }];
    case 'own-account':
      return [
        { account, imageId, action, outcome: 'refused', skip: reason, failure: { kind: 'account-is-own' } },
      ];
    case 'malformed':
      return [
        {
          account,
          imageId,
          action,
          outcome: 'refused',
          skip: reason,
          failure: { kind: 'account-malformed' },
        },
      ];
    case 'cancelled':
    case 'duplicate':
      return [];
  }
};

/**
 * Applies one line of the journal.
 * @returns positions of the rows that changed
 */
export const foldEntry = ({ rows, places }: JobRows, entry: JournalEntry): number[] => {
  switch (entry.kind) {
    case 'sending':
    case 'answered':
    case 'extra':
      return [];
    case 'settled':
      return entry.rows.flatMap((settled) => settleRow(rows, places, entry.imageId, settled));
    case 'retried':
      return rows.filter(canRetry).map((row) => {
        rows[row.index] = { ...row, outcome: 'waiting', failure: undefined };
        return row.index;
      });
  }
};

/** @returns whether "Retry refused" takes this row up again; own and malformed ids never change */
export const canRetry = (row: JobRow): boolean =>
  row.outcome === 'refused' && row.skip === undefined && !row.isFixed;

const settleRow = (
  rows: JobRow[],
  places: ReadonlyMap<string, number>,
  imageId: string,
  { account, action, outcome, failure, skip }: SettledRow,
): number[] => {
  const index = places.get(rowKey(imageId, action, account));
  if (index === undefined) return [];
  rows[index] = { index, account, imageId, action, outcome, failure, skip };
  return [index];
};

/** @returns how many rows stand at each outcome */
export const countRows = (rows: readonly JobRow[]): OutcomeCounts => {
  const counts: OutcomeCounts = { waiting: 0, confirmed: 0, 'no-change': 0, refused: 0, unknown: 0 };
  for (const row of rows) counts[row.outcome] += 1;
  return counts;
};
