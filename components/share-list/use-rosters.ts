import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { KnownHead, KnownRoster } from '../../lib/domain/image';
import type { KnownRosters } from '../../lib/messaging/views';
import { useClient } from '../client-context';
import type { PageClock } from './page-clock';
import { itemKey, type ShownRoster } from './roster-items';
import { type Awaited, loadsOf, mergeHeads, missingOf, replaceRosters, stillAwaited } from './shown-rosters';

const busyPollMs = 400;
const calmPollMs = 5_000;
/** How often a page looks for readings that may never come. */
const mostLooks = 50;

export interface Rosters {
  /** Undefined until the first answer. */
  rosters: ShownRoster[] | undefined;
  /** Whether accounts that are wanted are still to come from storage. */
  isLoading: boolean;
  refreshing: { done: number; total: number } | undefined;
  /** Why the last refresh stopped. */
  failure: Failure | undefined;
  refresh(): void;
  /** Shows the accounts of one roster as last known, before those of others. */
  load(known: KnownRoster): Promise<void>;
  /** Reads one roster from the cloud and shows it. */
  read(known: KnownRoster): Promise<void>;
  /** A job has worked on these: the background reads them by itself, and the page looks often until it has. */
  await(changed: readonly KnownRoster[]): void;
  /** Items whose roster is being read now. */
  reading: ReadonlySet<string>;
  /** Why an item's last reading failed. */
  readFailures: ReadonlyMap<string, Failure>;
}

/**
 * Shows the last known rosters at once by their heads, then asks for a refresh and follows it.
 * @param wantsAccounts whether the accounts of all rosters are needed, as for a search; they come after
 * @param first shown until the first answer
 */
export const useRosters = (
  clock: PageClock,
  canRefresh: boolean,
  wantsAccounts: boolean,
  first?: ShownRoster[],
): Rosters => {
  const client = useClient();
  const [known, setKnown] = useState<KnownRosters>();
  const [askFailure, setAskFailure] = useState<Failure>();
  const [reading, setReading] = useState<ReadonlySet<string>>(new Set());
  const [readFailures, setReadFailures] = useState<ReadonlyMap<string, Failure>>(new Map());
  const [asked, setAsked] = useState(0);
  const [wishes, setWishes] = useState(0);
  const [rosters, setRosters] = useState(first);
  const shown = useRef<ShownRoster[]>(first ?? []);
  const isLoadingNow = useRef(false);
  const awaited = useRef<Awaited>({ readAt: new Map(), looks: 0 });
  const life = useRef(new AbortController());
  useEffect(() => () => life.current.abort(), []);

  const load = useCallback(
    async (heads: readonly Pick<KnownHead, 'profileId' | 'image'>[]) => {
      const places = heads.map(({ profileId, image: { product, region, imageId } }) => ({
        profileId,
        image: { product, region, imageId },
      }));
      const answer = await client('rosters.stored', { places });
      if (answer.ok) shown.current = replaceRosters(shown.current, answer.value);
      return answer.ok;
    },
    [client],
  );

  /** Loads what is missing, one load after the other, and shows it when all is here: each showing costs a search. */
  const loadMissing = useCallback(
    async (heads: readonly KnownHead[], isAll: boolean) => {
      const missing = missingOf(shown.current, heads, isAll);
      if (missing.length === 0 || isLoadingNow.current) return;
      isLoadingNow.current = true;
      for (const part of loadsOf(missing)) {
        if (life.current.signal.aborted || !(await load(part))) break;
      }
      isLoadingNow.current = false;
      if (!life.current.signal.aborted) setRosters(shown.current);
    },
    [load],
  );

  useEffect(() => {
    const turn = new AbortController();
    const poll = async () => {
      while (!turn.signal.aborted) {
        const answer = await client('rosters.known', {});
        // An answer that a refresh overtook is still the first to show.
        if (life.current.signal.aborted) return;
        if (answer.ok) {
          shown.current = mergeHeads(shown.current, answer.value.heads);
          awaited.current = stillAwaited(awaited.current, answer.value.heads);
          setRosters(shown.current);
          setKnown(answer.value);
          setAskFailure((before) => (before?.kind === 'background-gone' ? undefined : before));
        } else setAskFailure(answer.failure);
        const isBusy = (answer.ok && answer.value.refreshing) || awaited.current.readAt.size > 0;
        await clock.sleep(isBusy ? busyPollMs : calmPollMs, turn.signal);
      }
    };
    void poll();
    return () => turn.abort();
  }, [client, clock, asked]);

  useEffect(() => {
    if (!canRefresh) return;
    void client('rosters.refresh', {}).then((started) => {
      if (life.current.signal.aborted) return;
      setAskFailure(started.ok ? undefined : started.failure);
      setAsked((times) => times + 1);
    });
  }, [client, canRefresh, wishes]);

  const heads = known?.heads;
  useEffect(() => {
    if (heads) void loadMissing(heads, wantsAccounts);
  }, [wantsAccounts, heads, loadMissing]);

  const read = useCallback(
    async (place: KnownRoster) => {
      const key = itemKey(place);
      setReading((before) => new Set(before).add(key));
      const { product, region, imageId } = place.image;
      const answer = await client('rosters.read', {
        profileId: place.profileId,
        image: { product, region, imageId },
      });
      setReading((before) => new Set([...before].filter((one) => one !== key)));
      setReadFailures((before) => {
        const after = new Map(before);
        if (answer.ok) after.delete(key);
        else after.set(key, answer.failure);
        return after;
      });
      if (!answer.ok) return;
      shown.current = replaceRosters(shown.current, [answer.value]);
      setRosters(shown.current);
    },
    [client],
  );

  return {
    rosters,
    isLoading: wantsAccounts && (rosters ?? []).some(({ pending }) => pending !== undefined),
    load: async (place) => {
      if (await load([place])) setRosters(shown.current);
    },
    refreshing: known?.refreshing,
    failure: askFailure ?? known?.failure,
    await: (changed) => {
      const keys = new Set(changed.map(itemKey));
      const present = shown.current.filter((each) => keys.has(itemKey(each)));
      const readAt = new Map(present.map((each) => [itemKey(each), each.roster?.readAt ?? 0]));
      awaited.current = { readAt, looks: mostLooks };
      setAsked((times) => times + 1);
    },
    refresh: () => setWishes((times) => times + 1),
    read,
    reading,
    readFailures,
  };
};
