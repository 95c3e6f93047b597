import type { Failure } from '../../lib/domain/failure';
import type { Action } from '../../lib/domain/product';
import type { JobEnd, JobProgress } from './follow-job';

/** How long an undo is offered, in milliseconds. */
export const undoOfferMs = 30_000;

/** Something asked for and not yet shown by the cloud. */
export interface Change {
  id: string;
  /** Key of the image's item. */
  itemKey: string;
  action: Action;
  accounts: string[];
  progress?: JobProgress | undefined;
}

/** An account the cloud refused to change, or whose outcome nobody knows. */
export interface Refusal {
  changeId: string;
  itemKey: string;
  action: Action;
  /** Empty when the whole change was refused. */
  account: string;
  failure: Failure;
}

/** What the last change came to; `jobId` is set where it can be taken back. */
export interface LastResult {
  changeId: string;
  itemKey: string;
  action: Action;
  confirmed: string[];
  unchanged: string[];
  refused: number;
  jobId?: string | undefined;
}

export interface ChangeState {
  running: Change[];
  refusals: Refusal[];
  last?: LastResult | undefined;
}

export type ChangeEvent =
  | { kind: 'started'; change: Change }
  | { kind: 'progressed'; changeId: string; progress: JobProgress }
  | { kind: 'settled'; changeId: string; end: JobEnd; isUndo: boolean }
  | { kind: 'unneeded'; changeId: string }
  | { kind: 'failed'; changeId: string; failure: Failure }
  | { kind: 'offer-ended'; changeId: string }
  | { kind: 'dismissed'; changeId: string; account: string };

export const noChanges: ChangeState = { running: [], refusals: [] };

const without = (state: ChangeState, changeId: string) =>
  state.running.filter((change) => change.id !== changeId);

const settle = (
  state: ChangeState,
  change: Change,
  { end, isUndo }: { end: JobEnd; isUndo: boolean },
): ChangeState => {
  const withOutcome = (outcome: string) =>
    end.rows.filter((row) => row.outcome === outcome).map((row) => row.account);
  const refusals = end.rows
    .filter((row) => row.outcome === 'refused' || row.outcome === 'unknown')
    .map((row) => ({
      changeId: change.id,
      itemKey: change.itemKey,
      action: change.action,
      account: row.account,
      failure: row.failure ?? { kind: 'timed-out' as const },
    }));
  const confirmed = withOutcome('confirmed');
  return {
    running: without(state, change.id),
    refusals: [...state.refusals, ...refusals],
    last: {
      changeId: change.id,
      itemKey: change.itemKey,
      action: change.action,
      confirmed,
      unchanged: withOutcome('no-change'),
      refused: refusals.length,
      jobId: !isUndo && end.isUndoPossible && confirmed.length > 0 ? end.jobId : undefined,
    },
  };
};

/** The changes a person started in this popup. Nothing is said to be done before the cloud showed it. */
export const changeReducer = (state: ChangeState, event: ChangeEvent): ChangeState => {
  if (event.kind === 'started') {
    const { change } = event;
    const isSame = (refusal: Refusal) =>
      refusal.itemKey === change.itemKey &&
      (refusal.account === '' || change.accounts.includes(refusal.account));
    return {
      running: [...state.running, change],
      refusals: state.refusals.filter((refusal) => !isSame(refusal)),
    };
  }
  if (event.kind === 'offer-ended') {
    return state.last?.changeId === event.changeId ? { ...state, last: undefined } : state;
  }
  if (event.kind === 'dismissed') {
    const isIt = (refusal: Refusal) =>
      refusal.changeId === event.changeId && refusal.account === event.account;
    return { ...state, refusals: state.refusals.filter((refusal) => !isIt(refusal)) };
  }
  const change = state.running.find((running) => running.id === event.changeId);
  if (!change) return state;
  switch (event.kind) {
    case 'progressed':
      return {
        ...state,
        running: state.running.map((one) => (one === change ? { ...one, progress: event.progress } : one)),
      };
    case 'settled':
      return settle(state, change, event);
    case 'unneeded': {
      const { itemKey, action, accounts } = change;
      const last = { changeId: change.id, itemKey, action, confirmed: [], unchanged: accounts, refused: 0 };
      return { ...state, running: without(state, change.id), last };
    }
    case 'failed': {
      const { itemKey, action, accounts } = change;
      const account = accounts.length === 1 ? (accounts[0] ?? '') : '';
      const refusal = { changeId: change.id, itemKey, action, account, failure: event.failure };
      return { ...state, running: without(state, change.id), refusals: [...state.refusals, refusal] };
    }
  }
};

/** @returns the change under way for one account of an image */
export const runningFor = (state: ChangeState, itemKey: string, account: string): Change | undefined =>
  state.running.find((change) => change.itemKey === itemKey && change.accounts.includes(account));
