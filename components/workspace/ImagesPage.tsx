import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { hasRegions, type ProductId, productIds } from '../../lib/domain/product';
import type { Profile } from '../../lib/domain/profile';
import { productNameKeys, products } from '../../lib/providers/catalog';
import { UnlockForm } from '../credentials/UnlockForm';
import type { Vault } from '../credentials/use-vault';
import { noImagesText } from '../product-text';
import { siteName } from '../share-list/names';
import type { PageClock } from '../share-list/page-clock';
import { language, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { Select } from '../ui/fields';
import { EmptyState, Skeleton } from '../ui/states';
import { ImageTable } from './ImageTable';
import { useImages, useRegions } from './use-images';

const nameOf = (profile: Profile): string =>
  [profile.label || profile.keyIdHint, siteName(profile.site), profile.caller?.account]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');

const Chooser = ({ profiles, clock }: { profiles: readonly Profile[]; clock: PageClock }) => {
  const [profileId, setProfileId] = useState(profiles[0]?.id);
  const profile = profiles.find(({ id }) => id === profileId) ?? profiles[0];
  const offered = productIds.filter((id) => profile && products[id].sites.includes(profile.site));
  const [chosenProduct, setProduct] = useState<ProductId>();
  const product = offered.find((id) => id === chosenProduct) ?? offered[0] ?? productIds[0];
  return product === undefined || !profile ? null : (
    <Listing
      key={`${profile.id}/${product}`}
      profile={profile}
      product={product}
      clock={clock}
      choices={
        <>
          <Select
            label={t('ws_profile')}
            value={profile.id}
            options={profiles.map((one) => ({ value: one.id, text: nameOf(one) }))}
            onChange={setProfileId}
          />
          {offered.length > 1 && (
            <Select
              label={t('ws_product')}
              value={product}
              options={offered.map((id) => ({ value: id, text: t(productNameKeys[id]) }))}
              onChange={(value) => setProduct(offered.find((id) => id === value))}
            />
          )}
        </>
      }
    />
  );
};

const Listing = ({
  profile,
  product,
  clock,
  choices,
}: {
  profile: Profile;
  product: ProductId;
  clock: PageClock;
  choices: ComponentChildren;
}) => {
  const regions = useRegions(profile.id, product);
  const [region, setRegion] = useState(regions[0]?.id ?? '');
  const { images, failure, readAgain } = useImages(profile.id, product, region);
  const options = useMemo(
    () =>
      regions.map(({ id, en, zh }) => {
        const name = language() === 'en' ? en : zh;
        return { value: id, text: name === '' || name === id ? id : `${name} (${id})` };
      }),
    [regions],
  );
  return (
    <>
      <div class="choices">
        {choices}
        {options.length > 0 && (
          <Select label={t('ws_region')} value={region} options={options} onChange={setRegion} />
        )}
      </div>
      {failure && (
        <FailureNote failure={failure}>
          <Button isSlim onClick={readAgain}>
            {t('roster_tryAgain')}
          </Button>
        </FailureNote>
      )}
      {!images && !failure && <Skeleton lines={8} label={t('ws_readingImages')} />}
      {images?.length === 0 && (
        <EmptyState
          icon="image"
          heading={t(hasRegions(products[product]) ? 'ws_noImages' : 'ws_noImagesHere')}
          text={noImagesText(product)}
        />
      )}
      {images && images.length > 0 && (
        <ImageTable
          key={region}
          images={images}
          product={product}
          region={region}
          profileId={profile.id}
          now={clock.now()}
        />
      )}
    </>
  );
};

/** Own images of one region, to be chosen for the share flow. */
export const ImagesPage = ({ vault, clock }: { vault: Vault; clock: PageClock }) => {
  if (vault.failure) {
    return (
      <FailureNote failure={vault.failure}>
        <Button isSlim onClick={vault.reload}>
          {t('roster_tryAgain')}
        </Button>
      </FailureNote>
    );
  }
  if (vault.state === undefined || !vault.profiles) return <Skeleton lines={6} />;
  if (vault.state === 'locked') {
    return (
      <div class="narrow">
        <UnlockForm onAnswer={vault.accept} />
      </div>
    );
  }
  if (vault.profiles.length === 0) {
    return (
      <EmptyState icon="key" heading={t('ws_noKeys')} text={t('roster_startText')}>
        <a class="button primary" href="#keys">
          {t('roster_startButton')}
        </a>
      </EmptyState>
    );
  }
  return <Chooser profiles={vault.profiles} clock={clock} />;
};
