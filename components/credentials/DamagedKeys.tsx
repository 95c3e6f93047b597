import { useEffect, useState } from 'preact/hooks';
import { useClient } from '../client-context';
import { t } from '../text';
import { Note } from '../ui/note';
import { RemoveKeys } from './RemoveKeys';
import type { Vault } from './use-vault';

/** Sets of keys whose record was damaged or changed: told, and removed only by a person. */
export const DamagedKeys = ({ vault }: { vault: Vault }) => {
  const client = useClient();
  const [ids, setIds] = useState<string[]>([]);
  const { profiles, reload } = vault;
  // Read again whenever the profiles were.
  useEffect(() => {
    let isHere = true;
    void client('profiles.damaged', {}).then((answer) => {
      if (isHere) setIds(answer.ok ? answer.value : []);
    });
    return () => {
      isHere = false;
    };
  }, [client, profiles]);
  if (ids.length === 0) return null;
  return (
    <ul class="profiles" aria-label={t('keys_damagedList')}>
      {ids.map((id) => (
        <li class="profile" key={id}>
          <RemoveKeys
            profileId={id}
            heading={t('keys_damagedName')}
            question={t('keys_askRemoveDamaged')}
            onRemoved={reload}
          >
            <Note kind="bad" role="alert">
              <span class="strong">{t('keys_damaged')}</span>
              <span>{t('keys_damagedNext')}</span>
            </Note>
          </RemoveKeys>
        </li>
      ))}
    </ul>
  );
};
