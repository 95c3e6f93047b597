import { useEffect, useState } from 'preact/hooks';
import type { Glance } from '../../lib/domain/glance';
import { LabelsProvider } from '../book/labels';
import { useClient } from '../client-context';
import { UnlockForm } from '../credentials/UnlockForm';
import { useVault } from '../credentials/use-vault';
import { t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Skeleton } from '../ui/states';
import { type PageClock, pageClock } from './page-clock';
import { Rosters } from './Rosters';

const tickMs = 15_000;

/** @returns the present moment, moving on often enough for ages in words */
const useNow = (clock: PageClock): number => {
  const [now, setNow] = useState(clock.now());
  useEffect(() => {
    const life = new AbortController();
    const tick = async () => {
      while (!life.signal.aborted) {
        await clock.sleep(tickMs, life.signal);
        if (!life.signal.aborted) setNow(clock.now());
      }
    };
    void tick();
    return () => life.abort();
  }, [clock]);
  return now;
};

const Start = () => {
  const client = useClient();
  const open = async () => {
    const opened = await client('workspace.open', { section: 'welcome' });
    if (opened.ok) window.close();
  };
  return (
    <main class="popup start">
      <img src="/icon/48.png" width={48} height={48} alt="" />
      <h1>{t('roster_startHeading')}</h1>
      <p class="muted">{t('roster_startText')}</p>
      <Button kind="primary" onClick={() => void open()}>
        {t('roster_startButton')}
      </Button>
      <a class="small" href="workspace.html" target="_blank" rel="noreferrer">
        {t('roster_openWorkspace')}
      </a>
    </main>
  );
};

/**
 * The toolbar popup: who has access to which image, and one press to take it away.
 * @param glance what it showed when it was last open; drawn at once, without a way to change anything
 */
export const Popup = ({
  clock = pageClock,
  glance,
}: {
  clock?: PageClock;
  glance?: Pick<Glance, 'profiles' | 'heads'> | undefined;
}) => {
  const vault = useVault();
  const now = useNow(clock);
  if (vault.failure && (vault.profiles ?? []).length === 0) {
    return (
      <div class="popup start">
        <FailureNote failure={vault.failure}>
          <Button onClick={vault.reload}>{t('roster_tryAgain')}</Button>
        </FailureNote>
      </div>
    );
  }
  if (vault.state === undefined && !glance) {
    return (
      <div class="popup start">
        <Skeleton lines={4} />
      </div>
    );
  }
  const isLocked = vault.state === 'locked';
  const isKnown = vault.state !== undefined;
  if (vault.state === 'none' || (isKnown && !isLocked && vault.profiles?.length === 0)) return <Start />;
  return (
    <LabelsProvider>
      <Rosters
        clock={clock}
        now={now}
        profiles={vault.profiles ?? glance?.profiles ?? []}
        isLocked={isLocked || !isKnown}
        unlock={isLocked ? <UnlockForm onAnswer={vault.accept} /> : undefined}
        first={glance?.heads}
      />
    </LabelsProvider>
  );
};
