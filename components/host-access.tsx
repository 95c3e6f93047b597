import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { t } from './text';
import { Button } from './ui/button';
import { Note } from './ui/note';

/** What a host is needed for: requests to the clouds, or the button on pages of their consoles. */
export type HostUse = 'apis' | 'consoles';

/** How a page sees and asks for the hosts that the extension may reach. */
export interface HostAccess {
  /** @returns the uses of which a host is not granted */
  missing(): Promise<HostUse[]>;
  /** Asks the person; must be called in the press itself. Resolves with whether all are given. */
  request(uses: readonly HostUse[]): Promise<boolean>;
}

/** Outside a provider nothing is missing, and nobody can be asked. */
export const HostAccessContext = createContext<HostAccess>({
  missing: async () => [],
  request: async () => false,
});

/** Lets a person give back a permission that was taken away; what waits for it then goes on by itself. */
export const GrantHosts = ({
  uses = ['apis'],
  onGiven,
}: {
  uses?: readonly HostUse[];
  onGiven?: () => void;
}) => {
  const access = useContext(HostAccessContext);
  const [state, setState] = useState<'missing' | 'asking' | 'given' | 'refused'>('missing');
  const ask = async () => {
    const asked = access.request(uses);
    setState('asking');
    const isGiven = await asked;
    setState(isGiven ? 'given' : 'refused');
    if (isGiven) onGiven?.();
  };
  if (state === 'given') return <span role="status">{t('ui_hostsGiven')}</span>;
  return (
    <>
      <Button isSlim isBusy={state === 'asking'} onClick={() => void ask()}>
        {t('ui_giveHosts')}
      </Button>
      {state === 'refused' && <span role="status">{t('ui_hostsRefused')}</span>}
    </>
  );
};

/** Says which hosts the browser keeps from the extension and what does not work without them, and asks for them. */
export const HostNote = () => {
  const access = useContext(HostAccessContext);
  const [missing, setMissing] = useState<HostUse[]>([]);
  const [readings, setReadings] = useState(0);
  useEffect(() => {
    let isHere = true;
    void access.missing().then((uses) => {
      if (isHere) setMissing(uses);
    });
    return () => {
      isHere = false;
    };
  }, [access, readings]);
  // It may have been given or taken in the browser's settings meanwhile.
  useEffect(() => {
    const life = new AbortController();
    addEventListener('focus', () => setReadings((times) => times + 1), { signal: life.signal });
    return () => life.abort();
  }, []);

  if (missing.length === 0) return null;
  return (
    <Note kind="warn" role="status">
      <span class="strong">{t('ui_hostsMissing')}</span>
      {missing.includes('apis') && <span>{t('ui_hostsMissingApis')}</span>}
      {missing.includes('consoles') && <span>{t('ui_hostsMissingConsoles')}</span>}
      <div class="line">
        <GrantHosts uses={missing} onGiven={() => setReadings((times) => times + 1)} />
      </div>
    </Note>
  );
};
