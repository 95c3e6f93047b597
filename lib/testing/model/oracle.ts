// Longer than other modules: the laws read one another's books, and cut apart they would hand those back and forth.
import type { Job, JournalEntry, Plan, SettledRow } from '../../domain/job';
import type { Action } from '../../domain/product';
import {
  type CaseFile,
  claims,
  markOf,
  openFile,
  opposite,
  takeLine,
  type Write,
  wayBack,
  wordOn,
} from './case-files';
import { type Author, createHistory, pairOf } from './history';

/** How a call ended for the background: a 200, a refusal in the vendor's words, or without a word that counts. */
export type Ending = 'accepted' | 'refused' | 'resign' | 'unknown';

/** A law that was broken, and how. */
export interface Violation {
  law: string;
  what: string;
}

interface Read {
  /** Arrival at the cloud: its place in the order of events, and milliseconds since the epoch. */
  order: number;
  at: number;
  isAnswered: boolean;
}

/**
 * Watches a run from outside and says which promise was broken. It knows what people asked for and when, every call on
 * the wire, every change of a roster with its author, and every report at the moment it is stored. It never asks the
 * engine what it thinks. The laws:
 *
 * - unrecorded: a write leaves only after a line that announces it was stored; one line, one write. A call refused for
 *   its clock may leave once more, newly signed.
 * - unasked: a write touches only pairs of account and image that its job was asked to change that way: the request's
 *   accounts, for "match exactly" also what the approved plan takes away, for an undo the contrary of what the undone
 *   job reported as confirmed. So no foreign account is ever touched.
 * - overruled: once a job has sent or reported the contrary of a pair, asked for later, one that was asked earlier sends
 *   it no more, unless the later one was refused it or cancelled before it came to it. A pair is asked for by its job's
 *   start, and again by "Retry refused" where it was refused.
 * - dropped: only what a person cancelled, or asked the contrary of later, is reported as cancelled.
 * - stopped: after a person was told that a job is cancelled or paused, at most one write still leaves.
 * - blind: a write of a pair whose last call had no usable answer leaves only after the image's roster was read.
 * - order: on one image a share leaves only when everything the job is to take away there was sent or reported; where an
 *   image replaces another, an account leaves the old one only when it was seen on the new one.
 * - unseen: "confirmed", "already there" and "not there" are reported only when a roster read that reached the cloud
 *   after the job began and after its last write of the pair showed it, and the cloud's truth at that read agreed. A
 *   cloud that shows writes late is believed for as long as it lags.
 * - undo: the plan of an undo holds the contrary of what was reported as confirmed: all of it, nothing else.
 * - lost: at the end, when no copy can land any more, a pair stands as the job that claims it and was asked for it last reported, unless
 *   somebody else or a later job of ours changed it. So no late copy turns back what was reported.
 * - misreported: nothing that a job's own write has changed, and that still stands, is reported as refused or cancelled.
 * - silent: an ended job names every pair it was asked about, each with an outcome.
 * - hang: every job ends once the troubles are over and a person has pressed "go on".
 * - unsettled: nothing stays unknown after a last "look again" under a healthy cloud, but where a later job was asked for
 *   the contrary.
 * - crash: no job stops for an internal error.
 *
 * What is allowed: a late revoke of ours that turns back the share of a cancelled job, which watches no longer; a
 * foreign edit between a read and its report, or after it; an answer that is lost although the call was applied; "unknown" while nobody can know. Copies of a call that was answered are not held back: the browser sends
 * both at once, and the promise about late copies is made for calls whose outcome nobody knows.
 */
export const createOracle = () => {
  const history = createHistory();
  const files = new Map<string, CaseFile>();
  const plans = new Map<string, Plan>();
  const reads = new Map<string, Read[]>();
  const violations: Violation[] = [];
  let order = 0;
  let longestLagMs = 0;

  const breach = (law: string, what: string): void => void violations.push({ law, what });

  const newest = (): CaseFile[] => [...files.values()].sort((one, other) => other.order - one.order);

  const hasRead = (imageId: string, since: number): boolean =>
    (reads.get(imageId) ?? []).some((read) => read.isAnswered && read.order > since);

  /** Whether `later` was asked for the contrary after the last word on the pair in `file`. */
  const isContrary = (file: CaseFile, pair: string, later: CaseFile): boolean => {
    const asked = file.asked.get(pair);
    return (
      asked !== undefined &&
      later.asked.get(pair) === opposite[asked] &&
      wordOn(later, pair) > wordOn(file, pair)
    );
  };

  const isOverruled = (file: CaseFile, pair: string): boolean =>
    [...files.values()].some((later) => isContrary(file, pair, later));

  /** Also one that a person cancelled and that found everything in place. */
  const isCancelled = (file: CaseFile): boolean =>
    file.job.state === 'cancelled' || file.stopped?.by === 'cancel' || file.isCancelAsked;

  /** A job that was cancelled before it sent anything of a pair says only what it read. */
  const isGivenUp = (file: CaseFile, pair: string): boolean => isCancelled(file) && !file.sent.has(pair);

  const checkUndo = (file: CaseFile, undone: CaseFile): void => {
    const back = wayBack(undone);
    const planned = new Set<string>();
    for (const { image, share, revoke, skipped, blockedBy } of file.plan.images) {
      const named = [...share, ...revoke, ...skipped.map(({ account }) => account)];
      for (const account of named) planned.add(pairOf(image.imageId, account));
      for (const [action, accounts] of [['share', share] as const, ['revoke', revoke] as const]) {
        for (const account of accounts)
          if (back.get(pairOf(image.imageId, account)) !== action)
            breach('undo', `${action} ${account} unasked`);
      }
      if (blockedBy)
        for (const pair of back.keys()) if (pair.startsWith(`${image.imageId}/`)) planned.add(pair);
    }
    for (const pair of back.keys()) if (!planned.has(pair)) breach('undo', `${pair} left out`);
  };

  const checkPair = (file: CaseFile, { imageId, action }: Write, account: string): void => {
    const pair = pairOf(imageId, account);
    if (file.asked.get(pair) !== action) breach('unasked', `${file.job.id} ${action} ${pair}`);
    for (const later of files.values()) {
      if (!isContrary(file, pair, later)) continue;
      const row = later.reported.get(pair);
      const isDropped = row?.outcome === 'refused' || row?.skip === 'cancelled' || isGivenUp(later, pair);
      const hasSent = (later.sent.get(pair) ?? 0) > wordOn(later, pair);
      if (!isDropped && (row !== undefined || hasSent))
        breach('overruled', `${file.job.id} ${action} ${pair} after ${later.job.id}`);
    }
    const before = file.sent.get(pair);
    if (before !== undefined && file.doubtful.has(pair) && !hasRead(imageId, before))
      breach('blind', `${file.job.id} ${action} ${pair}`);
  };

  const checkOrder = (file: CaseFile, imageId: string): void => {
    for (const [pair, action] of file.asked) {
      if (action !== 'revoke' || !pair.startsWith(`${imageId}/`)) continue;
      if (!isOverruled(file, pair) && !file.sent.has(pair) && !file.reported.has(pair))
        breach('order', `${file.job.id} shares before ${pair}`);
    }
  };

  const checkSource = (file: CaseFile, { imageId, action }: Write, account: string): void => {
    const isSource = file.plan.images.some(({ image, isLast }) => isLast && image.imageId === imageId);
    if (!isSource || action !== 'revoke' || file.job.undoes !== undefined) return;
    for (const { image, isLast } of file.plan.images) {
      const pair = pairOf(image.imageId, account);
      if (!isLast && file.asked.get(pair) === 'share' && !claims(file, pair) && !isOverruled(file, pair))
        breach('order', `${file.job.id} takes ${account} off before it has ${pair}`);
    }
  };

  const authorOf = (write: Write): CaseFile | undefined => {
    const mark = markOf(write);
    for (const file of files.values()) {
      const at = file.announced.indexOf(mark);
      if (at >= 0) {
        file.announced.splice(at, 1);
        return file;
      }
      if (file.resigned.delete(mark)) return file;
    }
    breach('unrecorded', mark);
    return undefined;
  };

  const checkReport = (file: CaseFile, pair: string, imageId: string, row: SettledRow): void => {
    if (row.skip === 'cancelled' && !file.isCancelAsked && !isOverruled(file, pair))
      breach('dropped', `${file.job.id} drops ${row.action} ${pair}`);
    if (!claims(file, pair)) return;
    const since = Math.max(file.sent.get(pair) ?? 0, wordOn(file, pair));
    const isPresent = row.action === 'share';
    const isShown = (reads.get(imageId) ?? []).some(
      (read) =>
        read.isAnswered &&
        read.order > since &&
        history.stood(pair, isPresent, read.at - longestLagMs, read.at),
    );
    if (!isShown) breach('unseen', `${file.job.id} says ${row.outcome} ${row.action} ${pair}`);
  };

  const judgePair = (pair: string, asking: readonly CaseFile[]): void => {
    const last = history.last(pair);
    const author = last?.author && files.get(last.author.jobId);
    if (!last?.author || !author) return;
    const authorsWord = wordOn(author, pair, last.author.leftAt);
    const claimant = asking.find((file) => claims(file, pair) && !isGivenUp(file, pair));
    const action = claimant?.asked.get(pair);
    const isUnwatched = claimant !== undefined && isCancelled(claimant) && action === 'share';
    const isTurned = claimant !== undefined && last.isPresent !== (action === 'share');
    if (isTurned && !isUnwatched && authorsWord <= wordOn(claimant, pair))
      breach('lost', `${claimant.job.id} claims ${action} ${pair}, turned back by ${author.job.id}`);
    const row = author.reported.get(pair);
    const isDenied = row?.outcome === 'refused' || row?.skip === 'cancelled';
    if (isDenied && last.isPresent === (author.asked.get(pair) === 'share'))
      breach(
        'misreported',
        `${author.job.id} says ${row?.outcome} ${row?.skip ?? ''} of ${pair}, which it changed`,
      );
  };

  return {
    violations,
    breach,
    files: (): CaseFile[] => [...files.values()],

    /** @param ms how late the cloud may show a write */
    lags: (ms: number): void => {
      longestLagMs = Math.max(longestLagMs, ms);
    },
    planned: (plan: Plan): void => void plans.set(plan.id, plan),

    stored: (job: Job): void => {
      const known = files.get(job.id);
      if (known) {
        // A retry is taken when its time is stored with the head; its line follows, or is lost.
        if (job.retriedAt !== known.job.retriedAt) {
          const isCancelAsked = known.retrying?.isCancelAsked === true;
          const spoken = { isCancelAsked, isCancelUnderWay: false };
          Object.assign(known, { retryTaken: ++order, stopped: undefined, ...spoken });
        }
        known.job = job;
        if (job.state === 'cancelled' && known.isCancelUnderWay) known.isCancelAsked = true;
        // What it announced and called back without being able to store that stays where it is; it sends no more.
        if (job.endedAt !== undefined) {
          known.announced = [];
          known.resigned.clear();
        }
        if (job.state === 'running')
          known.stopped = known.stopped?.by === 'pause' ? undefined : known.stopped;
      } else {
        const plan = plans.get(job.planId);
        if (!plan) {
          breach('unrecorded', `${job.id} has no plan`);
          return;
        }
        order += 1;
        const undone = job.undoes === undefined ? undefined : files.get(job.undoes);
        const file = openFile(job, plan, order, undone);
        files.set(job.id, file);
        if (undone) checkUndo(file, undone);
      }
      if (job.cause?.kind === 'internal') breach('crash', `${job.id} stopped for an internal error`);
    },

    line: (jobId: string, entry: JournalEntry): void => {
      const file = files.get(jobId);
      if (!file) {
        breach('unrecorded', `a line of ${jobId}, which is not stored`);
        return;
      }
      for (const { pair, row } of takeLine(file, entry))
        if (entry.kind === 'settled') checkReport(file, pair, entry.imageId, row);
    },

    /** A person presses cancel. */
    cancelling: (jobId: string): void => {
      const file = files.get(jobId);
      if (file?.retrying) file.retrying.isCancelAsked = true;
      if (file && file.job.endedAt === undefined) file.isCancelAsked = true;
    },

    /** A person presses "Retry refused": once it is stored, only a cancel pressed since counts. @returns ends with its answer */
    retrying: (jobId: string): (() => void) => {
      const file = files.get(jobId);
      const retrying = { isCancelAsked: false };
      if (file) file.retrying = retrying;
      return () => {
        if (file?.retrying === retrying) file.retrying = undefined;
      };
    },

    /** A person was told that the job stops. */
    told: (jobId: string, by: 'cancel' | 'pause' | 'resume'): void => {
      const file = files.get(jobId);
      if (file) file.stopped = by === 'resume' ? undefined : { by, writes: 0 };
    },

    /** The background died: what it had announced and not sent, or was to sign anew, will not be sent by that line. */
    died: (): void => {
      for (const file of files.values()) {
        file.announced = [];
        file.resigned.clear();
        file.retrying = undefined;
        // A cancel that could not be stored was told as such, and holds in memory alone.
        if (file.job.state === 'cancelled' || file.job.endedAt !== undefined) continue;
        file.isCancelUnderWay ||= file.isCancelAsked;
        file.isCancelAsked = false;
      }
    },

    /** A write leaves. @returns whose it is */
    left: (write: Write): Author | undefined => {
      order += 1;
      const file = authorOf(write);
      if (!file) return undefined;
      for (const account of write.accounts) {
        checkPair(file, write, account);
        checkSource(file, write, account);
      }
      if (write.action === 'share') checkOrder(file, write.imageId);
      if (file.stopped) {
        file.stopped.writes += 1;
        if (file.stopped.writes > 1) breach('stopped', `${file.job.id} sends after ${file.stopped.by}`);
      }
      for (const account of write.accounts) {
        const pair = pairOf(write.imageId, account);
        file.sent.set(pair, order);
        // Until an answer says otherwise.
        file.doubtful.add(pair);
      }
      return { jobId: file.job.id, leftAt: order };
    },

    /** A write has an answer that a living background got. */
    answered: (jobId: string, write: Write, ending: Ending): void => {
      const file = files.get(jobId);
      if (!file) return;
      if (ending === 'resign') file.resigned.add(markOf(write));
      if (ending === 'unknown') return;
      for (const account of write.accounts) file.doubtful.delete(pairOf(write.imageId, account));
    },

    /** A read of a roster reaches the cloud. @returns to be called when a living background has its answer, whole */
    read: (imageId: string, at: number): (() => void) => {
      order += 1;
      const read: Read = { order, at, isAnswered: false };
      const known = reads.get(imageId);
      if (known) known.push(read);
      else reads.set(imageId, [read]);
      return () => {
        read.isAnswered = true;
      };
    },

    changed: (
      imageId: string,
      account: string,
      action: Action,
      at: number,
      author: Author | undefined,
    ): void => history.note(pairOf(imageId, account), action, at, author),

    /** @param isLast when a last "look again" under a healthy cloud is over */
    judge: (isLast: boolean): void => {
      const ordered = newest();
      const pairs = new Set(ordered.flatMap(({ asked }) => [...asked.keys()]));
      for (const pair of pairs)
        judgePair(
          pair,
          ordered
            .filter(({ asked }) => asked.has(pair))
            .sort((one, other) => wordOn(other, pair) - wordOn(one, pair)),
        );
      for (const file of ordered) {
        for (const pair of file.asked.keys()) {
          const outcome = file.reported.get(pair)?.outcome;
          const isLeft = outcome === 'unknown' && file.job.state === 'finished' && !isOverruled(file, pair);
          if (isLast && isLeft) breach('unsettled', `${file.job.id} leaves ${pair} unknown`);
        }
      }
    },
  };
};

export type Oracle = ReturnType<typeof createOracle>;
