import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Profile } from '../../lib/domain/profile';
import type { Result } from '../../lib/domain/result';
import type { VaultState } from '../../lib/messaging/views';
import { useClient } from '../client-context';

export interface Vault {
  /** Undefined until the first answer. */
  state: VaultState | undefined;
  /** Profiles without secrets; undefined until read. Empty while locked, when they cannot be read. */
  profiles: Profile[] | undefined;
  failure: Failure | undefined;
  /** Takes over what a vault call answered. */
  accept(answer: Result<VaultState>): void;
  reload(): void;
}

/** What the vault is and which profiles it holds. */
export const useVault = (): Vault => {
  const client = useClient();
  const [state, setState] = useState<VaultState>();
  const [profiles, setProfiles] = useState<Profile[]>();
  const [failure, setFailure] = useState<Failure>();
  const [readings, setReadings] = useState(0);

  useEffect(() => {
    let isHere = true;
    const load = async () => {
      const answer = await client('vault.state', {});
      if (!isHere) return;
      if (!answer.ok) return setFailure(answer.failure);
      const isReadable = answer.value === 'open' || answer.value === 'memory';
      const listed = isReadable ? await client('profiles.list', {}) : undefined;
      if (!isHere) return;
      setState(answer.value);
      setProfiles(listed?.ok ? listed.value : []);
      setFailure(listed && !listed.ok ? listed.failure : undefined);
    };
    void load();
    return () => {
      isHere = false;
    };
  }, [client, readings]);

  // Another page may have locked or unlocked it meanwhile.
  useEffect(() => {
    const life = new AbortController();
    addEventListener('focus', () => setReadings((times) => times + 1), { signal: life.signal });
    return () => life.abort();
  }, []);

  const reload = useCallback(() => setReadings((times) => times + 1), []);
  const accept = useCallback(
    (answer: Result<VaultState>) => (answer.ok ? reload() : setFailure(answer.failure)),
    [reload],
  );
  return { state, profiles, failure, accept, reload };
};
