import type { Profile } from '../../lib/domain/profile';
import { siteNameKeys } from '../../lib/providers/catalog';
import { t } from '../text';
import { RemoveKeys } from './RemoveKeys';

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
  const name = profile.label || profile.keyIdHint;
  return (
    <li class="profile">
      <RemoveKeys
        profileId={profile.id}
        heading={
          <>
            {name} {profile.hasToken && <span class="count">{t('keys_hasToken')}</span>}
          </>
        }
        question={t('keys_askRemove', name)}
        onRemoved={onRemoved}
      >
        <Facts profile={profile} />
      </RemoveKeys>
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
