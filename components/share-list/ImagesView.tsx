import { useMemo, useRef, useState } from 'preact/hooks';
import type { Profile } from '../../lib/domain/profile';
import { useLabels } from '../book/labels';
import { count, language, t } from '../text';
import { Fold } from '../ui/group';
import { Skeleton } from '../ui/states';
import { useKeepGlance } from './glance';
import { ImageItem } from './ImageItem';
import { NothingListed } from './NothingListed';
import { findItems, keepPlaces, type RosterItem, type ShownRoster } from './roster-items';
import type { Changes } from './use-changes';
import type { Rosters } from './use-rosters';

/** Images drawn before a person asks for all of them: more than a popup shows, few enough to stand at once. */
const firstDrawn = 60;

/** The popup from the images' side: each opens its roster beneath. */
export const ImagesView = ({
  rosters,
  known,
  query,
  openKey,
  profiles,
  isLocked,
  changes,
  now,
  onOpen,
}: {
  rosters: Rosters;
  /** Those of them that the filter leaves; undefined until they are known. */
  known: readonly ShownRoster[] | undefined;
  query: string;
  openKey: string | undefined;
  profiles: readonly Profile[];
  isLocked: boolean;
  changes: Changes;
  now: number;
  onOpen: (key: string | undefined) => void;
}) => {
  const labels = useLabels();
  const [isFoldOpen, setIsFoldOpen] = useState(false);
  const [isWhole, setIsWhole] = useState(false);
  const order = useRef<string[]>([]);
  const found = useMemo(
    () => findItems(known ?? [], query, language(), labels.accountsNamed(query)),
    [known, query, labels],
  );
  const { shared, unshared } = openKey === undefined ? found : keepPlaces(found, order.current, openKey);
  const isAll = query === '' && known !== undefined && known.length === rosters.rosters?.length;
  useKeepGlance(isAll && !isLocked ? found.shared : undefined, profiles);
  const isFirstReading =
    rosters.isLoading ||
    (query === '' && (rosters.refreshing !== undefined || (known === undefined && !rosters.failure)));
  const toggle = (item: RosterItem) => {
    order.current = shared.map(({ key }) => key);
    onOpen(item.key === openKey ? undefined : item.key);
    if (item.key === openKey) return;
    if (item.known.pending !== undefined) void rosters.load(item.known);
    if (!isLocked) void rosters.read(item.known);
  };

  const listOf = (items: readonly RosterItem[], label: string) => (
    <ul class="images" aria-label={label}>
      {(isWhole ? items : items.slice(0, firstDrawn)).map((item) => (
        <ImageItem
          key={item.key}
          item={item}
          isOpen={item.key === openKey}
          profile={profiles.find(({ id }) => id === item.known.profileId)}
          hasManyProfiles={profiles.length > 1}
          isReading={rosters.reading.has(item.key)}
          readFailure={rosters.readFailures.get(item.key)}
          changes={changes}
          canChange={!isLocked}
          now={now}
          onToggle={() => toggle(item)}
          onRead={() => void rosters.read(item.known)}
        />
      ))}
      {!isWhole && items.length > firstDrawn && (
        <li class="more">
          <button type="button" class="button quiet slim" data-step onClick={() => setIsWhole(true)}>
            {count('roster_showAllImages', items.length)}
          </button>
        </li>
      )}
    </ul>
  );

  return (
    <>
      <p class="hidden-visually" role="status">
        {query === '' ? '' : count('accounts_images', shared.length + unshared.length)}
      </p>
      {shared.length === 0 && isFirstReading && <Skeleton lines={6} label={t('roster_refreshLabel')} />}
      {shared.length > 0 && listOf(shared, t('roster_images'))}
      {known !== undefined &&
        shared.length + unshared.length === 0 &&
        !rosters.refreshing &&
        !rosters.isLoading && <NothingListed query={query} isLocked={isLocked} />}
      {unshared.length > 0 && (
        <div class="group">
          <Fold
            summary={<span class="muted">{count('roster_unshared', unshared.length)}</span>}
            isOpen={isFoldOpen || query !== ''}
            onToggle={setIsFoldOpen}
          >
            {listOf(unshared, t('roster_unsharedImages'))}
          </Fold>
        </div>
      )}
    </>
  );
};
