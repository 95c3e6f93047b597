import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { KnownRoster } from '../../lib/domain/image';
import { useClient } from '../client-context';
import type { AccountItem } from './account-items';
import type { PageClock } from './page-clock';
import {
  type EverywhereEnd,
  type EverywherePlan,
  planEverywhere,
  runEverywhere,
  startsOf,
  undosOf,
} from './revoke-everywhere';

export type EverywhereStage =
  | { kind: 'idle' }
  | { kind: 'planning' }
  | { kind: 'asking'; plan: EverywherePlan }
  | { kind: 'running'; settled: number; total: number; isUndo: boolean }
  | { kind: 'ended'; end: EverywhereEnd; isUndo: boolean };

/** Told which rosters jobs have changed, so that the page shows them as soon as they are read anew. */
export const AwaitRosters = createContext<(changed: readonly KnownRoster[]) => void>(() => {});

/**
 * Revokes one account on every image it has: plans, waits for a person's yes, carries out, and takes back.
 * The background reads the rosters anew by itself, so nothing moves under a hand that is about to undo.
 */
export const useRevokeEverywhere = (clock: PageClock, { account, places }: AccountItem) => {
  const client = useClient();
  const awaitRosters = useContext(AwaitRosters);
  // Of the moment when it was asked: a reading after the revoke leaves the account no place.
  const asked = useRef(places);
  const [stage, setStage] = useState<EverywhereStage>({ kind: 'idle' });
  const life = useRef(new AbortController());
  useEffect(() => () => life.current.abort(), []);

  const run = async (starts: ReturnType<typeof startsOf>, isUndo: boolean) => {
    const { signal } = life.current;
    const end = await runEverywhere(
      client,
      clock,
      starts,
      (settled, total) => setStage({ kind: 'running', settled, total, isUndo }),
      signal,
    );
    if (signal.aborted) return;
    awaitRosters(asked.current.map(({ known }) => known));
    setStage({ kind: 'ended', end, isUndo });
  };

  return {
    stage,
    ask: async () => {
      asked.current = places;
      setStage({ kind: 'planning' });
      const plan = await planEverywhere(client, account, places);
      if (!life.current.signal.aborted) setStage({ kind: 'asking', plan });
    },
    confirm: () => {
      if (stage.kind === 'asking') void run(startsOf(client, stage.plan), false);
    },
    undo: () => {
      if (stage.kind === 'ended') void run(undosOf(client, stage.end), true);
    },
    dismiss: () => setStage({ kind: 'idle' }),
  };
};
