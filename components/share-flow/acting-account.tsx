import { useState } from 'preact/hooks';
import { hasRegions, type ProductId, type Region, type SiteId } from '../../lib/domain/product';
import type { Profile } from '../../lib/domain/profile';
import { products, siteNameKeys } from '../../lib/providers/catalog';
import { placeName, placesName } from '../product-text';
import { t } from '../text';
import { Button } from '../ui/button';
import { Select } from '../ui/fields';
import { Note } from '../ui/note';

const profileText = (profile: Profile) =>
  [profile.label || profile.keyIdHint, t(siteNameKeys[profile.site]), profile.caller?.account]
    .filter(Boolean)
    .join(' · ');

export interface ActingAccountProps {
  product: ProductId;
  profiles: readonly Profile[];
  profileId: string;
  /** Account of the keys, for a job or a plan already made; otherwise that of the profile. */
  caller?: string | undefined;
  region: string;
  /** Of a job, whose images may be in several regions. */
  places?: readonly { region: string }[];
  regions: readonly Region[];
  consoleAccount: string;
  consoleSite: SiteId | undefined;
  /** Absent where nothing can be changed any more. */
  onProfile?: (profileId: string) => void;
  onRegion?: (region: string) => void;
}

/** Says loudly that the console page belongs to another site or account than the keys. */
const ElsewhereNote = ({
  profile,
  caller,
  consoleAccount,
  consoleSite,
}: Pick<ActingAccountProps, 'consoleAccount' | 'consoleSite'> & {
  profile: Profile | undefined;
  caller: string;
}) => {
  const isOtherSite = consoleSite !== undefined && profile !== undefined && profile.site !== consoleSite;
  const isOtherAccount = consoleAccount !== '' && caller !== '' && consoleAccount !== caller;
  if (!isOtherSite && !isOtherAccount) return null;
  return (
    <Note kind={isOtherSite ? 'bad' : 'warn'} role="alert">
      {isOtherSite && (
        <>
          <span class="strong">
            {t('share_otherSite', t(siteNameKeys[consoleSite]), t(siteNameKeys[profile.site]))}
          </span>
          <span>{t('share_otherSiteMeans', t(siteNameKeys[consoleSite]))}</span>
        </>
      )}
      {isOtherAccount && (
        <>
          <span class="strong">{t('share_otherAccount', consoleAccount)}</span>
          <span>{t('share_otherAccountMeans', caller)}</span>
        </>
      )}
    </Note>
  );
};

/** Whose keys act, and where: seen on every step, since pages of several accounts look alike. */
export const ActingAccount = (props: ActingAccountProps) => {
  const [isChanging, setIsChanging] = useState(false);
  const { product, profiles, profileId, region, regions, consoleAccount, onProfile } = props;
  const onRegion = hasRegions(products[product]) ? props.onRegion : undefined;
  const place = placesName(product, props.places ?? [{ region }], regions);
  const profile = profiles.find((known) => known.id === profileId);
  const caller = props.caller ?? profile?.caller?.account ?? '';
  const isRegionOpen = onRegion !== undefined && (isChanging || region === '');
  return (
    <section aria-label={t('share_actingAccount')} class="stack tight">
      <div class="line acting">
        <span class="grow muted small">
          {profile && <>{t(siteNameKeys[profile.site])} · </>}
          <span class="id">{caller || (profile ? t('share_callerUnknown') : '…')}</span>
          {place !== '' && <> · {place}</>}
        </span>
        {onRegion !== undefined && region !== '' && (
          <Button kind="quiet" isSlim onClick={() => setIsChanging(!isChanging)}>
            {isChanging ? t('share_keepRegion') : t('share_changeRegion')}
          </Button>
        )}
      </div>
      {onProfile !== undefined && profiles.length > 1 && (
        <Select
          label={t('share_profile')}
          value={profileId}
          options={profiles.map((known) => ({ value: known.id, text: profileText(known) }))}
          onChange={onProfile}
        />
      )}
      {isRegionOpen && (
        <Select
          label={t('share_region')}
          value={region}
          options={[
            ...(region === '' ? [{ value: '', text: t('share_chooseRegion') }] : []),
            ...regions.map(({ id }) => ({ value: id, text: `${placeName(product, id, regions)} (${id})` })),
          ]}
          onChange={(chosen) => {
            setIsChanging(false);
            if (chosen !== '') onRegion(chosen);
          }}
        />
      )}
      <ElsewhereNote
        profile={profile}
        caller={caller}
        consoleAccount={consoleAccount}
        consoleSite={props.consoleSite}
      />
    </section>
  );
};
