import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { KnownRoster } from '../../lib/domain/image';
import type { KnownRosters } from '../../lib/messaging/views';
import { useClient } from '../client-context';
import type { PageClock } from './page-clock';
import { itemKey, mergeRosters, replaceRoster } from './roster-items';

const busyPollMs = 400;
const calmPollMs = 5_000;

export interface Rosters {
  /** Undefined until the first answer. */
  rosters: KnownRoster[] | undefined;
  refreshing: { done: number; total: number } | undefined;
  /** Why the last refresh stopped. */
  failure: Failure | undefined;
  refresh(): void;
  /** Reads one roster from the cloud and shows it. */
  read(known: KnownRoster): Promise<void>;
  /** Items whose roster is being read now. */
  reading: ReadonlySet<string>;
  /** Why an item's last reading failed. */
  readFailures: ReadonlyMap<string, Failure>;
}

/** Shows the last known rosters at once, then asks for a refresh and follows it. Nothing is asked while not `isOn`. */
export const useRosters = (clock: PageClock, isOn: boolean, canRefresh: boolean): Rosters => {
  const client = useClient();
  const [known, setKnown] = useState<KnownRosters>();
  const [askFailure, setAskFailure] = useState<Failure>();
  const [reading, setReading] = useState<ReadonlySet<string>>(new Set());
  const [readFailures, setReadFailures] = useState<ReadonlyMap<string, Failure>>(new Map());
  const [asked, setAsked] = useState(0);
  const shown = useRef<KnownRoster[]>([]);

  useEffect(() => {
    if (!isOn) return;
    const life = new AbortController();
    const poll = async () => {
      let hasAsked = false;
      while (!life.signal.aborted) {
        const answer = await client('rosters.known', {});
        if (life.signal.aborted) return;
        if (answer.ok) {
          shown.current = mergeRosters(shown.current, answer.value.rosters);
          setKnown({ ...answer.value, rosters: shown.current });
          setAskFailure((before) => (before?.kind === 'background-gone' ? undefined : before));
        } else setAskFailure(answer.failure);
        if (canRefresh && !hasAsked) {
          hasAsked = true;
          const started = await client('rosters.refresh', {});
          if (life.signal.aborted) return;
          setAskFailure(started.ok ? undefined : started.failure);
          continue;
        }
        await clock.sleep(answer.ok && answer.value.refreshing ? busyPollMs : calmPollMs, life.signal);
      }
    };
    void poll();
    return () => life.abort();
  }, [client, clock, isOn, canRefresh, asked]);

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
      shown.current = replaceRoster(shown.current, answer.value);
      setKnown((before) => ({ ...before, rosters: shown.current }));
    },
    [client],
  );

  return {
    rosters: known?.rosters,
    refreshing: known?.refreshing,
    failure: askFailure ?? known?.failure,
    refresh: () => setAsked((times) => times + 1),
    read,
    reading,
    readFailures,
  };
};
