import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Profile } from '../../lib/domain/profile';
import { count, language, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { SearchBox } from '../ui/fields';
import { Fold } from '../ui/group';
import { Icon } from '../ui/icon';
import { Progress } from '../ui/progress';
import { Skeleton } from '../ui/states';
import { watchText } from '../watch-text';
import { ImageItem } from './ImageItem';
import { NothingListed } from './NothingListed';
import type { PageClock } from './page-clock';
import { RunningJobs } from './RunningJobs';
import { findItems, keepPlaces, oldestReading, type RosterItem } from './roster-items';
import { StatusBar } from './StatusBar';
import { useChanges } from './use-changes';
import { isUnderWay, useJobs } from './use-jobs';
import { useRosters } from './use-rosters';
import { useSteps } from './use-steps';

/** Images with their rosters: search, look, revoke. Readable while the keys are locked. */
export const Rosters = ({
  clock,
  now,
  profiles,
  isLocked,
  unlock,
}: {
  clock: PageClock;
  /** Milliseconds since the epoch, for ages in words. */
  now: number;
  profiles: readonly Profile[];
  isLocked: boolean;
  /** Stands above the list while the keys are locked. */
  unlock: ComponentChildren;
}) => {
  const rosters = useRosters(clock, true, !isLocked);
  const changes = useChanges(clock, rosters.read);
  const { jobs = [] } = useJobs(clock);
  const [query, setQuery] = useState('');
  const [openKey, setOpenKey] = useState<string>();
  const [isFoldOpen, setIsFoldOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isLocked) search.current?.focus();
  }, [isLocked]);

  const known = rosters.rosters ?? [];
  const order = useRef<string[]>([]);
  const found = useMemo(() => findItems(known, query, language()), [known, query]);
  const { shared, unshared } = openKey === undefined ? found : keepPlaces(found, order.current, openKey);
  const open = [...shared, ...unshared].find((item) => item.key === openKey);

  const isFirstReading =
    query === '' && (rosters.refreshing !== undefined || (rosters.rosters === undefined && !rosters.failure));

  const back = useCallback(() => {
    if (openKey === undefined && query === '') return false;
    if (openKey === undefined) setQuery('');
    else {
      root.current?.querySelector<HTMLElement>('.image.open > .image-head')?.focus();
      setOpenKey(undefined);
    }
    return true;
  }, [openKey, query]);
  useSteps(root, back);

  const listOf = (items: readonly RosterItem[], label: string) => (
    <ul class="images" aria-label={label}>
      {items.map((item) => (
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
          onToggle={() => {
            order.current = shared.map(({ key }) => key);
            setOpenKey(item.key === openKey ? undefined : item.key);
            if (item.key !== openKey && !isLocked) void rosters.read(item.known);
          }}
          onRead={() => void rosters.read(item.known)}
        />
      ))}
    </ul>
  );

  return (
    <div class="popup" ref={root}>
      <header>
        <img src="/icon/32.png" width={20} height={20} alt="" />
        <h1 class="grow">{t('extensionName')}</h1>
        <Button
          kind="icon"
          label={t('roster_refresh')}
          isBusy={rosters.refreshing !== undefined}
          isDisabled={isLocked}
          onClick={() => {
            rosters.refresh();
            if (open) void rosters.read(open.known);
          }}
        >
          <Icon name="refresh" size={15} />
        </Button>
      </header>
      <main>
        {unlock}
        <SearchBox
          label={t('roster_search')}
          value={query}
          onInput={setQuery}
          shortcut="/"
          inputRef={search}
        />
        {rosters.refreshing && (
          <Progress
            label={t('roster_refreshLabel')}
            value={rosters.refreshing.done}
            max={rosters.refreshing.total}
            text={t('roster_refreshing', rosters.refreshing.done, rosters.refreshing.total)}
          />
        )}
        <RunningJobs jobs={jobs} />
        {rosters.failure && !isLocked && <FailureNote failure={rosters.failure} kind="warn" />}
        {shared.length === 0 && isFirstReading && <Skeleton lines={6} label={t('roster_refreshLabel')} />}
        {shared.length > 0 && listOf(shared, t('roster_images'))}
        {rosters.rosters !== undefined && shared.length + unshared.length === 0 && !rosters.refreshing && (
          <NothingListed query={query} isLocked={isLocked} />
        )}
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
      </main>
      <StatusBar
        last={changes.state.last}
        changing={changes.state.running.length}
        jobs={jobs.filter(isUnderWay).length}
        watching={[...new Set(jobs.flatMap(({ job, counts }) => watchText(job, counts) ?? []))]}
        readAt={open ? open.known.roster?.readAt : oldestReading(known)}
        refreshing={rosters.refreshing}
        now={Math.max(now, clock.now())}
        onUndo={changes.undo}
      />
    </div>
  );
};
