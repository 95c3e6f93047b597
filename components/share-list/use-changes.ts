import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { KnownRoster } from '../../lib/domain/image';
import type { Plan } from '../../lib/domain/job';
import type { Action } from '../../lib/domain/product';
import type { Result } from '../../lib/domain/result';
import { useClient } from '../client-context';
import { startPlan, startRevoke } from './change-roster';
import { type ChangeState, changeReducer, noChanges, undoOfferMs } from './change-state';
import { followJob } from './follow-job';
import type { PageClock } from './page-clock';
import { itemKey } from './roster-items';

export interface Changes {
  state: ChangeState;
  revoke(known: KnownRoster, account: string): void;
  /** Starts a plan a person has confirmed. */
  revokePlanned(known: KnownRoster, plan: Plan, accounts: string[]): void;
  /** Takes the last change back. */
  undo(): void;
  dismiss(changeId: string, account: string): void;
}

interface Order {
  known: KnownRoster;
  action: Action;
  accounts: string[];
  isUndo?: boolean;
  start: () => Promise<Result<string | undefined>>;
}

/**
 * Runs changes side by side and follows each to its end in the cloud.
 * @param readAgain reads a roster anew; a change ends only after it, so that rows vanish by the cloud's word
 */
export const useChanges = (clock: PageClock, readAgain: (known: KnownRoster) => Promise<void>): Changes => {
  const client = useClient();
  const [state, dispatch] = useReducer(changeReducer, noChanges);
  const serial = useRef(0);
  const places = useRef(new Map<string, KnownRoster>());
  const life = useRef(new AbortController());
  useEffect(() => () => life.current.abort(), []);

  const lastId = state.last?.changeId;
  useEffect(() => {
    if (lastId === undefined) return;
    const offer = new AbortController();
    void clock.sleep(undoOfferMs, offer.signal).then(() => {
      if (!offer.signal.aborted) dispatch({ kind: 'offer-ended', changeId: lastId });
    });
    return () => offer.abort();
  }, [lastId, clock]);

  const run = async ({ known, action, accounts, start, isUndo = false }: Order) => {
    serial.current += 1;
    const id = `change-${serial.current}`;
    const { signal } = life.current;
    places.current.set(itemKey(known), known);
    dispatch({ kind: 'started', change: { id, itemKey: itemKey(known), action, accounts } });
    const started = await start();
    if (!started.ok) return dispatch({ kind: 'failed', changeId: id, failure: started.failure });
    if (started.value === undefined) {
      await readAgain(known);
      return dispatch({ kind: 'unneeded', changeId: id });
    }
    const end = await followJob(
      client,
      clock,
      started.value,
      (progress) => dispatch({ kind: 'progressed', changeId: id, progress }),
      signal,
    );
    if (signal.aborted) return;
    if (!end.ok) return dispatch({ kind: 'failed', changeId: id, failure: end.failure });
    await readAgain(known);
    dispatch({ kind: 'settled', changeId: id, end: end.value, isUndo });
  };

  return {
    state,
    revoke: (known, account) =>
      void run({
        known,
        action: 'revoke',
        accounts: [account],
        start: () => startRevoke(client, known, account),
      }),
    revokePlanned: (known, plan, accounts) =>
      void run({ known, action: 'revoke', accounts, start: () => startPlan(client, plan) }),
    undo: () => {
      const { last } = state;
      const known = last && places.current.get(last.itemKey);
      const jobId = last?.jobId;
      if (!last || !known || jobId === undefined) return;
      void run({
        known,
        action: last.action === 'revoke' ? 'share' : 'revoke',
        accounts: last.confirmed,
        isUndo: true,
        start: async () => {
          const undone = await client('job.undo', { jobId, isProven: true });
          return undone.ok ? { ok: true, value: undone.value.jobId } : undone;
        },
      });
    },
    dismiss: (changeId, account) => dispatch({ kind: 'dismissed', changeId, account }),
  };
};
