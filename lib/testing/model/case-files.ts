import type { Job, JournalEntry, Plan, SettledRow } from '../../domain/job';
import type { Action } from '../../domain/product';
import { pairOf } from './history';

/** What an observer knows of one job: what was asked, what was announced, sent and reported; never what it holds in memory. */
export interface CaseFile {
  job: Job;
  plan: Plan;
  /** Order in which people's wishes were taken. */
  order: number;
  /** What was asked of each pair. */
  asked: Map<string, Action>;
  /** Order in which the last retry was taken. */
  retryTaken: number;
  /** Order of the last retry that asked for a pair again, which it had been refused. */
  askedAgain: Map<string, number>;
  /** The last report of each pair. */
  reported: Map<string, SettledRow>;
  /** Writes announced in the journal and not yet sent, as `markOf` writes them. */
  announced: string[];
  /** When a pair was last sent, in order of events. */
  sent: Map<string, number>;
  /** Pairs whose last call had no answer that says what became of it. */
  doubtful: Set<string>;
  /** Marks of calls whose answer asked for a new signature; they may leave once more. */
  resigned: Set<string>;
  /** Set from the moment a person was told that the job stops; with the writes sent since. */
  stopped: { by: 'cancel' | 'pause'; writes: number } | undefined;
  /** Whether a person has pressed cancel since the last start or retry, whatever was answered. */
  isCancelAsked: boolean;
  /** Whether a life died with a cancel that was pressed and not yet seen on disk: it may have been on its way there. */
  isCancelUnderWay: boolean;
  /** A press of "Retry refused" that has no answer yet, and whether cancel was pressed since. */
  retrying: { isCancelAsked: boolean } | undefined;
}

/** A write as the journal and the wire both tell it. */
export interface Write {
  imageId: string;
  action: Action;
  accounts: readonly string[];
}

export const markOf = ({ imageId, action, accounts }: Write): string =>
  `${action} ${imageId} ${accounts.join(',')}`;

export const opposite: Record<Action, Action> = { share: 'revoke', revoke: 'share' };

const askedByRequest = ({ request, images }: Plan): Map<string, Action> => {
  const asked = new Map<string, Action>();
  for (const { image, revoke, isLast } of images) {
    // A person who matches or replaces approves the list of what goes, which the plan shows.
    if (isLast) for (const account of revoke) asked.set(pairOf(image.imageId, account), 'revoke');
    if (isLast) continue;
    if (request.mode === 'match') {
      for (const account of revoke)
        if (!request.accounts.includes(account)) asked.set(pairOf(image.imageId, account), 'revoke');
    }
    for (const account of request.accounts)
      asked.set(pairOf(image.imageId, account), request.mode === 'revoke' ? 'revoke' : 'share');
  }
  return asked;
};

/**
 * @returns the way back of what a job reported as done by it, whatever it had been asked for; also of what it took off
 *   an image that was left for last and does not know to be gone, so that nobody is left with neither image
 */
export const wayBack = ({ asked, reported, plan }: CaseFile): Map<string, Action> => {
  const back = new Map<string, Action>();
  const last = plan.images.filter(({ isLast }) => isLast).map(({ image }) => image.imageId);
  const isLastAmong = (pair: string) => last.some((imageId) => pair.startsWith(`${imageId}/`));
  for (const [pair, row] of reported) {
    const action = asked.get(pair);
    const isInDoubt = row.outcome === 'unknown' && action === 'revoke' && isLastAmong(pair);
    if ((row.outcome === 'confirmed' || isInDoubt) && action) back.set(pair, opposite[action]);
  }
  return back;
};

export const openFile = (job: Job, plan: Plan, order: number, undone: CaseFile | undefined): CaseFile => ({
  job,
  plan,
  order,
  asked: undone ? wayBack(undone) : askedByRequest(plan),
  retryTaken: 0,
  askedAgain: new Map(),
  reported: new Map(),
  announced: [],
  sent: new Map(),
  doubtful: new Set(),
  resigned: new Set(),
  stopped: undefined,
  isCancelAsked: false,
  isCancelUnderWay: false,
  retrying: undefined,
});

/** @returns whether a pair is reported as standing the way the job was asked to bring it */
export const claims = (file: CaseFile, pair: string): boolean => {
  const row = file.reported.get(pair);
  return row?.outcome === 'confirmed' || (row?.outcome === 'no-change' && row.skip !== 'cancelled');
};

/**
 * Place of a person's word on a pair in the order of events: the job's start, or a retry of what it was refused.
 * @param until words after this place do not count
 */
export const wordOn = (
  { order, askedAgain }: CaseFile,
  pair: string,
  until = Number.POSITIVE_INFINITY,
): number => {
  const again = askedAgain.get(pair) ?? 0;
  return again > order && again <= until ? again : order;
};

/** Pairs that "Retry refused" asks for again. An image that was blocked when planned is refused without a report. */
const refusedOf = ({ asked, plan, reported }: CaseFile): string[] => {
  const blocked = plan.images.filter(
    ({ blockedBy, isLast }) => blockedBy && !isLast && plan.request.mode !== 'match',
  );
  const isBlocked = (pair: string) => blocked.some(({ image }) => pair.startsWith(`${image.imageId}/`));
  return [...asked.keys()].filter((pair) => {
    const row = reported.get(pair);
    return row ? row.outcome === 'refused' && row.skip === undefined : isBlocked(pair);
  });
};

/** Takes a stored line into account. @returns the pairs it reports on */
export const takeLine = (file: CaseFile, entry: JournalEntry): { pair: string; row: SettledRow }[] => {
  if (entry.kind === 'sending') file.announced.push(markOf(entry));
  // A call that was called back before it left.
  if (entry.kind === 'answered') {
    file.announced = file.announced.filter((mark) => mark !== markOf(entry));
    // What was refused for its clock leaves once more before it is answered, or not at all.
    file.resigned.delete(markOf(entry));
  }
  if (entry.kind === 'retried') {
    for (const pair of refusedOf(file)) {
      file.reported.delete(pair);
      file.askedAgain.set(pair, file.retryTaken);
    }
  }
  if (entry.kind !== 'settled') return [];
  return entry.rows.map((row) => {
    const pair = pairOf(entry.imageId, row.account);
    file.reported.set(pair, row);
    return { pair, row };
  });
};
