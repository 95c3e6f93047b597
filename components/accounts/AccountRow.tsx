import { useState } from 'preact/hooks';
import { imageKey } from '../../lib/domain/image';
import type { Profile } from '../../lib/domain/profile';
import { productNameKeys } from '../../lib/providers/catalog';
import { cloudName } from '../book/cloud-text';
import { placeName } from '../product-text';
import { type AccountItem, type AccountPlace, firstOf } from '../share-list/account-items';
import { toggled } from '../share-list/chosen';
import { dayOf } from '../share-list/dates';
import type { PageClock } from '../share-list/page-clock';
import { count, t } from '../text';
import { RevokeEverywhere } from './RevokeEverywhere';

/** @returns since when, as the cloud tells it, or when a reading first showed it; empty when neither is known */
const sinceText = (at: number | undefined, isTold: boolean, now: number): string => {
  if (at === undefined) return '';
  const day = dayOf(new Date(at).toISOString(), now);
  return t(isTold ? 'roster_since' : 'accounts_seen', day);
};

const PlaceRow = ({
  place: { known, entry },
  profile,
  now,
  isChosen,
  onChoose,
}: {
  place: AccountPlace;
  /** Shown where there are several. */
  profile: Profile | undefined;
  now: number;
  isChosen: boolean;
  /** Absent where there is nothing to choose. */
  onChoose: (() => void) | undefined;
}) => {
  const { image } = known;
  const { at, isTold } = firstOf(entry);
  const place = placeName(image.product, image.region);
  return (
    <li class={`row ${onChoose ? '' : 'plain'}`}>
      {onChoose && (
        <input
          type="checkbox"
          checked={isChosen}
          aria-label={image.name ? `${image.name} (${image.imageId})` : image.imageId}
          onChange={onChoose}
        />
      )}
      <div>
        <span class="strong">{image.name || image.imageId}</span>{' '}
        <span class="id muted">{image.imageId}</span>
        <span class="sub">
          {[t(productNameKeys[image.product]), place, profile?.label]
            .filter((part, index, parts) => part && parts.indexOf(part) === index)
            .join(' · ')}
        </span>
      </div>
      <div class="tail muted small">{sinceText(at, isTold, now)}</div>
    </li>
  );
};

const placeKey = ({ known }: AccountPlace): string => `${known.profileId}/${imageKey(known.image)}`;

/** The images of an account, of which some can be chosen to take it off those alone. */
const Opened = ({
  item,
  profiles,
  canChange,
  isReading,
  clock,
  now,
}: {
  item: AccountItem;
  profiles: readonly Profile[];
  canChange: boolean;
  isReading: boolean;
  clock: PageClock;
  now: number;
}) => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const places = item.places.filter((place) => chosen.has(placeKey(place)));
  const isChosen = places.length > 0 && places.length < item.places.length;
  const outside = item.total - item.places.length;
  return (
    <div class="account-open">
      <div class="inset">
        {canChange ? (
          <RevokeEverywhere
            item={isChosen ? { ...item, places } : item}
            isPart={isChosen || outside > 0}
            clock={clock}
            isReading={isReading}
          />
        ) : (
          <span class="muted small">{t('accounts_locked')}</span>
        )}
      </div>
      {outside > 0 && <p class="inset muted small">{count('accounts_outside', outside)}</p>}
      <ul aria-label={t('accounts_imagesOf', item.account)}>
        {item.places.map((place) => (
          <PlaceRow
            key={placeKey(place)}
            place={place}
            now={now}
            profile={
              profiles.length > 1 ? profiles.find(({ id }) => id === place.known.profileId) : undefined
            }
            isChosen={chosen.has(placeKey(place))}
            onChoose={
              canChange && item.places.length > 1
                ? () => setChosen((before) => toggled(before, placeKey(place)))
                : undefined
            }
          />
        ))}
      </ul>
    </div>
  );
};

/** One account: a button that opens the images it has, and the way to take it off all of them. */
export const AccountRow = ({
  item,
  label,
  isOpen,
  profiles,
  canChange,
  isReading,
  clock,
  onToggle,
}: {
  item: AccountItem;
  /** The address book's name, empty where it has none. */
  label: string;
  isOpen: boolean;
  profiles: readonly Profile[];
  /** Nothing can be sent while the keys are locked. */
  canChange: boolean;
  /** Rosters are being read. */
  isReading: boolean;
  clock: PageClock;
  onToggle: () => void;
}) => {
  const now = clock.now();
  const images = count('accounts_images', item.places.length);
  return (
    <div class={`account-row ${isOpen ? 'open' : ''}`}>
      <button type="button" class="account-head" data-step aria-expanded={isOpen} onClick={onToggle}>
        <span class="hidden-visually">
          {[label, item.account, images].filter((part) => part !== '').join(t('share_comma'))}
        </span>
        <span class="grow" aria-hidden="true">
          <span class={label === '' ? 'id' : 'strong'}>{label || item.account}</span>
          {label !== '' && <span class="id muted"> {item.account}</span>}
        </span>
        <span class="muted small wide" aria-hidden="true">
          {cloudName(item.cloud)}
        </span>
        <span class="muted small wide" aria-hidden="true">
          {sinceText(item.firstAt, item.isTold, now)}
        </span>
        <span class="count" aria-hidden="true">
          {images}
        </span>
      </button>
      {isOpen && (
        <Opened
          item={item}
          profiles={profiles}
          canChange={canChange}
          isReading={isReading}
          clock={clock}
          now={now}
        />
      )}
    </div>
  );
};
