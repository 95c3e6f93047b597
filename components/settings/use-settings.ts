import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Result } from '../../lib/domain/result';
import type { Settings, SettingsChange } from '../../lib/domain/settings';
import { useClient } from '../client-context';

export interface SettingsState {
  /** Undefined until the first answer. */
  settings: Settings | undefined;
  failure: Failure | undefined;
  /** @param onKept runs when the change is kept */
  change: (change: SettingsChange, onKept?: () => void) => void;
}

/** What a person has set; a change is shown when it is kept. */
export const useSettings = (): SettingsState => {
  const client = useClient();
  const [settings, setSettings] = useState<Settings>();
  const [failure, setFailure] = useState<Failure>();
  const accept = useCallback((answer: Result<Settings>) => {
    setFailure(answer.ok ? undefined : answer.failure);
    if (answer.ok) setSettings(answer.value);
  }, []);
  useEffect(() => {
    let isHere = true;
    void client('settings.read', {}).then((answer) => isHere && accept(answer));
    return () => {
      isHere = false;
    };
  }, [client, accept]);
  return {
    settings,
    failure,
    change: (change, onKept) =>
      void client('settings.write', change).then((answer) => {
        accept(answer);
        if (answer.ok) onKept?.();
      }),
  };
};
