import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Profile } from '../../lib/domain/profile';
import type { Client } from '../../lib/messaging/client';

/** Whether keys can be used now, and which. */
export type Access =
  | { kind: 'loading' }
  | { kind: 'none' }
  | { kind: 'locked' }
  | { kind: 'open'; profiles: Profile[] }
  | { kind: 'failed'; failure: Failure };

/** Keys are made and unlocked in another tab, which does not tell this one. */
const checkEveryMs = 1000;

const readAccess = async (client: Client): Promise<Access> => {
  const state = await client('vault.state', {});
  if (!state.ok) return { kind: 'failed', failure: state.failure };
  if (state.value === 'none' || state.value === 'locked') return { kind: state.value };
  const profiles = await client('profiles.list', {});
  return profiles.ok
    ? { kind: 'open', profiles: profiles.value }
    : { kind: 'failed', failure: profiles.failure };
};

/** Follows the vault: every second until keys are there, and whenever the page is looked at again. */
export const useAccess = (client: Client): { access: Access; check: () => void } => {
  const [access, setAccess] = useState<Access>({ kind: 'loading' });
  const check = useCallback(() => {
    void readAccess(client).then((next) =>
      setAccess((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next)),
    );
  }, [client]);
  const isReady = access.kind === 'open' && access.profiles.length > 0;
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    check();
    const timer = isReady ? undefined : setInterval(check, checkEveryMs);
    window.addEventListener('focus', check, { signal });
    document.addEventListener('visibilitychange', check, { signal });
    return () => {
      clearInterval(timer);
      ending.abort();
    };
  }, [check, isReady]);
  return { access, check };
};
