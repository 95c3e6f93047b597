import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { KnownHead } from '../../lib/domain/image';
import type { Profile } from '../../lib/domain/profile';
import { t } from '../text';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choices';
import { FailureNote } from '../ui/failure-note';
import { SearchBox } from '../ui/fields';
import { Icon } from '../ui/icon';
import { watchText } from '../watch-text';
import { AccountsView } from './AccountsView';
import { FilterBar } from './FilterBar';
import { ImagesView } from './ImagesView';
import type { PageClock } from './page-clock';
import { RefreshLine } from './RefreshLine';
import { RunningJobs } from './RunningJobs';
import { filterRosters, noFilter } from './roster-filter';
import { itemKey, oldestReading } from './roster-items';
import { StatusBar } from './StatusBar';
import { shownOf } from './shown-rosters';
import { useChanges } from './use-changes';
import { isUnderWay, useJobs } from './use-jobs';
import { AwaitRosters } from './use-revoke-everywhere';
import { useRosters } from './use-rosters';
import { useSteps } from './use-steps';

/** Images with their rosters, accounts with their images: search, look, revoke. Readable while the keys are locked. */
export const Rosters = ({
  clock,
  now,
  profiles,
  isLocked,
  unlock,
  first,
}: {
  clock: PageClock;
  /** Milliseconds since the epoch, for ages in words. */
  now: number;
  profiles: readonly Profile[];
  isLocked: boolean;
  /** Stands above the list while the keys are locked. */
  unlock: ComponentChildren;
  /** Shown until the background answers. */
  first?: readonly KnownHead[] | undefined;
}) => {
  const [query, setQuery] = useState('');
  const [openKey, setOpenKey] = useState<string>();
  const [view, setView] = useState<'images' | 'accounts'>('images');
  const [filter, setFilter] = useState(noFilter);
  const rosters = useRosters(clock, !isLocked, query !== '' || view === 'accounts', first?.map(shownOf));
  const changes = useChanges(clock, rosters.read);
  const { jobs = [] } = useJobs(clock);
  const root = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isLocked) search.current?.focus();
  }, [isLocked]);

  const all = rosters.rosters;
  const known = useMemo(() => all && filterRosters(all, filter), [all, filter]);
  const open = known?.find((one) => itemKey(one) === openKey);
  const isReading = rosters.refreshing !== undefined || rosters.isLoading;

  const back = useCallback(() => {
    if (openKey === undefined && query === '') return false;
    if (openKey === undefined) setQuery('');
    else {
      root.current?.querySelector<HTMLElement>('[data-step][aria-expanded=true]')?.focus();
      setOpenKey(undefined);
    }
    return true;
  }, [openKey, query]);
  useSteps(root, back);
  /** What is shown changes: nothing of it is open yet. */
  const closing =
    <Value,>(change: (value: Value) => void) =>
    (value: Value) => {
      setOpenKey(undefined);
      change(value);
    };

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
            if (open) void rosters.read(open);
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
        <RadioGroup
          label={t('roster_view')}
          value={view}
          options={[
            { value: 'images', text: t('ws_images') },
            { value: 'accounts', text: t('ws_accounts') },
          ]}
          onChange={closing((value) => setView(value === 'accounts' ? 'accounts' : 'images'))}
        />
        <FilterBar rosters={all ?? []} profiles={profiles} filter={filter} onChange={closing(setFilter)} />
        <RefreshLine refreshing={rosters.refreshing} />
        {view === 'accounts' ? (
          <AwaitRosters.Provider value={rosters.await}>
            <AccountsView
              rosters={all}
              filter={filter}
              query={query}
              openKey={openKey}
              profiles={profiles}
              canChange={!isLocked}
              isReading={isReading}
              clock={clock}
              onOpen={setOpenKey}
            />
          </AwaitRosters.Provider>
        ) : (
          <ImagesView
            rosters={rosters}
            known={known}
            query={query}
            openKey={openKey}
            profiles={profiles}
            isLocked={isLocked}
            changes={changes}
            now={now}
            onOpen={setOpenKey}
          />
        )}
      </main>
      {/* What comes and goes by itself stands below: a row that moved would have another account's press taken for its own. */}
      <div class="aside">
        {rosters.failure && !isLocked && <FailureNote failure={rosters.failure} kind="warn" />}
        <RunningJobs jobs={jobs} />
      </div>
      <StatusBar
        last={changes.state.last}
        changing={changes.state.running.length}
        jobs={jobs.filter(isUnderWay).length}
        watching={[...new Set(jobs.flatMap(({ job, counts }) => watchText(job, counts) ?? []))]}
        readAt={open ? open.roster?.readAt : oldestReading(known ?? [])}
        refreshing={rosters.refreshing}
        now={Math.max(now, clock.now())}
        onUndo={changes.undo}
      />
    </div>
  );
};
