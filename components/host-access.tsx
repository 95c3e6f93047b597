import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { t } from './text';
import { Button } from './ui/button';

/** Asks the person for the clouds' hosts; must be called in the press itself. Resolves with whether they are given. */
export type RequestHosts = () => Promise<boolean>;

/** How a page asks for hosts; outside a provider nobody can be asked. */
export const HostAccessContext = createContext<RequestHosts>(async () => false);

/** Lets a person give back a permission that was taken away; what waits for it then goes on by itself. */
export const GrantHosts = () => {
  const request = useContext(HostAccessContext);
  const [state, setState] = useState<'missing' | 'asking' | 'given' | 'refused'>('missing');
  const ask = async () => {
    const asked = request();
    setState('asking');
    setState((await asked) ? 'given' : 'refused');
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
