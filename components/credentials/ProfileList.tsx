import { useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Profile } from '../../lib/domain/profile';
import { siteNameKeys } from '../../lib/providers/catalog';
import { useClient } from '../client-context';
import { t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';

const Facts = ({ profile }: { profile: Profile }) => (
  <dl class="facts-grid">
    <dt>{t('keys_cloud')}</dt>
    <dd>{t(siteNameKeys[profile.site])}</dd>
    <dt>{t('keys_account')}</dt>
    <dd>{profile.caller ? <span class="id">{profile.caller.account}</span> : t('keys_accountUnknown')}</dd>
    <dt>{t('keys_keyId')}</dt>
    <dd class="id">{profile.keyIdHint}</dd>
  </dl>
);

const ProfileItem = ({ profile, onRemoved }: { profile: Profile; onRemoved: () => void }) => {
  const client = useClient();
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const name = profile.label || profile.keyIdHint;
  const remove = async () => {
    setIsBusy(true);
    const answer = await client('profiles.remove', { profileId: profile.id });
    setIsBusy(false);
    setIsAsking(false);
    if (answer.ok) onRemoved();
    else setFailure(answer.failure);
  };
  return (
    <li class="profile">
      <div class="spread">
        <h2>
          {name} {profile.hasToken && <span class="count">{t('keys_hasToken')}</span>}
        </h2>
        {!isAsking && (
          <Button kind="danger-quiet" isSlim onClick={() => setIsAsking(true)}>
            {t('keys_remove')}
          </Button>
        )}
      </div>
      <Facts profile={profile} />
      {failure && <FailureNote failure={failure} />}
      {isAsking && (
        <div class="ask-line">
          <span>{t('keys_askRemove', name)}</span>
          <span class="line">
            <Button kind="danger-solid" isSlim isBusy={isBusy} onClick={() => void remove()}>
              {t('keys_confirmRemove')}
            </Button>
            <Button isSlim onClick={() => setIsAsking(false)}>
              {t('keys_keep')}
            </Button>
          </span>
        </div>
      )}
    </li>
  );
};

/** Saved sets of keys, without their secrets. */
export const ProfileList = ({
  profiles,
  onRemoved,
}: {
  profiles: readonly Profile[];
  onRemoved: () => void;
}) => (
  <ul class="profiles" aria-label={t('keys_savedKeys')}>
    {profiles.map((profile) => (
      <ProfileItem key={profile.id} profile={profile} onRemoved={onRemoved} />
    ))}
  </ul>
);
