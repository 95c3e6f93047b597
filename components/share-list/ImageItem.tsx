import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Profile } from '../../lib/domain/profile';
import { count, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Skeleton, Spinner } from '../ui/states';
import { toggled } from './chosen';
import { timeAgo } from './dates';
import { siteName, townName } from './names';
import { RevokeAll } from './RevokeAll';
import { RosterList } from './RosterList';
import type { RosterItem } from './roster-items';
import type { Changes } from './use-changes';

export interface ImageItemProps {
  item: RosterItem;
  isOpen: boolean;
  /** Shown where images of several profiles stand together. */
  profile: Profile | undefined;
  hasManyProfiles: boolean;
  isReading: boolean;
  readFailure: Failure | undefined;
  changes: Changes;
  /** Nothing can be sent while the keys are locked. */
  canChange: boolean;
  now: number;
  onToggle: () => void;
  onRead: () => void;
}

const placeOf = ({ item, profile, hasManyProfiles }: ImageItemProps): string => {
  const { image } = item.known;
  const parts = [townName(image.product, image.region)];
  if (profile) parts.push(siteName(profile.site));
  if (profile && hasManyProfiles) parts.push(profile.label);
  return parts.filter((part) => part !== '').join(' · ');
};

const Opened = (props: ImageItemProps) => {
  const { item, changes, canChange } = props;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // An account that has no access any more is chosen no more.
  const present = (item.known.roster?.entries ?? [])
    .map(({ account }) => account)
    .filter((account) => chosen.has(account));
  const isEmpty = (item.known.roster?.entries.length ?? 0) === 0;
  return (
    <div class="opened">
      {props.readFailure && (
        <div class="inset">
          <FailureNote failure={props.readFailure}>
            <Button isSlim onClick={props.onRead}>
              {t('roster_readAgain')}
            </Button>
          </FailureNote>
        </div>
      )}
      {item.known.pending !== undefined && <Skeleton lines={3} />}
      {canChange && !isEmpty && (
        <RevokeAll
          known={item.known}
          chosen={present}
          onConfirm={(plan, accounts) => {
            setChosen(new Set());
            changes.revokePlanned(item.known, plan, accounts);
          }}
        />
      )}
      {item.known.pending === undefined && (
        <RosterList
          item={item}
          state={changes.state}
          now={props.now}
          chosen={chosen}
          onChoose={(account) => setChosen((before) => toggled(before, account))}
          onRevoke={canChange ? changes.revoke : undefined}
          onDismiss={changes.dismiss}
        />
      )}
      <p class="tools foot muted small">
        {props.isReading ? (
          <span class="line">
            <Spinner /> {t('roster_readingCloud')}
          </span>
        ) : (
          item.known.roster && t('roster_readAt', timeAgo(item.known.roster.readAt, props.now))
        )}
      </p>
    </div>
  );
};

/** One image of the popup: a button that opens its roster beneath. */
export const ImageItem = (props: ImageItemProps) => {
  const { item, isOpen } = props;
  const { image } = item.known;
  const place = useRef<HTMLLIElement>(null);
  const number = item.total === undefined ? t('roster_unread') : count('roster_accountsOf', item.total);
  useEffect(() => {
    if (isOpen) place.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isOpen]);
  return (
    <li class={`image ${isOpen ? 'open' : ''}`} ref={place}>
      <button type="button" class="image-head" data-step aria-expanded={isOpen} onClick={props.onToggle}>
        <span class="hidden-visually">
          {t('roster_imageName', image.name || image.imageId, image.imageId, number)}
        </span>
        <span class="turn" aria-hidden="true" />
        <span class="grow" aria-hidden="true">
          <span class="name clip">{image.name || image.imageId}</span>
          <span class="where clip">
            <span class="id">{image.imageId}</span> · {placeOf(props)}
          </span>
        </span>
        <span class="count" aria-hidden="true">
          {item.matches > 0 ? `${item.matches}/${item.total}` : (item.total ?? '–')}
        </span>
      </button>
      {isOpen && <Opened {...props} />}
    </li>
  );
};
