import { createContext } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import type { Glance } from '../../lib/domain/glance';
import type { KnownHead } from '../../lib/domain/image';
import type { Profile } from '../../lib/domain/profile';
import type { RosterItem } from './roster-items';

/** More than a popup shows, few enough to be written whenever they change. */
const mostHeads = 40;

/** Keeps what the popup shows for its next opening; outside a provider nothing is kept. */
export const KeepGlance = createContext<(glance: Omit<Glance, 'language'>) => void>(() => {});

const headOfItem = ({ known: { profileId, image, roster, pending } }: RosterItem): KnownHead => {
  if (!roster) return { profileId, image };
  const { entries, ...rest } = roster;
  return { profileId, image, roster: { ...rest, size: pending ?? entries.length } };
};

/** @param items all images in their order; undefined while they are narrowed, or the keys are locked or unknown */
export const useKeepGlance = (
  items: readonly RosterItem[] | undefined,
  profiles: readonly Profile[],
): void => {
  const keep = useContext(KeepGlance);
  useEffect(() => {
    if (items) keep({ profiles: [...profiles], heads: items.slice(0, mostHeads).map(headOfItem) });
  }, [items, profiles, keep]);
};
