import { useState } from 'preact/hooks';
import type { Image } from '../../lib/domain/image';
import { hasRegions, type ProductId } from '../../lib/domain/product';
import { products } from '../../lib/providers/catalog';
import { failureNextStep, failureSentence, t } from '../text';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { SearchBox } from '../ui/fields';
import { Group } from '../ui/group';
import { EmptyState, Skeleton } from '../ui/states';
import { VirtualList } from '../ui/virtual-list';
import { sentences } from './sentences';
import type { ImagesState } from './use-cloud';

interface Offer {
  imageId: string;
  /** Absent when the cloud does not know it. */
  image?: Image | undefined;
}

const matches = (image: Image, search: string) =>
  `${image.name} ${image.imageId} ${image.platform}`.toLowerCase().includes(search.trim().toLowerCase());

const OfferRow = ({
  offer,
  isChosen,
  product,
  placeText,
  onSwitch,
}: {
  offer: Offer;
  isChosen: boolean;
  product: ProductId;
  placeText: string;
  onSwitch: (isChosen: boolean) => void;
}) => {
  const { image, imageId } = offer;
  const blocked = image?.blockedBy;
  const isUsable = image !== undefined && blocked === undefined;
  const hintId = `why-${imageId}`;
  return (
    <label class="row choice">
      <input
        type="checkbox"
        checked={isChosen && isUsable}
        disabled={!isUsable}
        aria-label={image ? `${image.name} (${imageId})` : imageId}
        aria-describedby={isUsable ? undefined : hintId}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
      <span>
        <span class={isUsable ? '' : 'muted'}>{image?.name ?? t('share_unknownImage')}</span>
        <span class="sub">
          <span class="id">{imageId}</span>
          {image?.platform ? ` · ${image.platform}` : ''}
        </span>
        {!isUsable && (
          <span class="sub caution" id={hintId}>
            {blocked
              ? sentences(failureSentence({ kind: blocked }), failureNextStep({ kind: blocked }))
              : t(
                  hasRegions(products[product]) ? 'share_imageNotFound' : 'share_imageNotFoundHere',
                  placeText,
                )}
          </span>
        )}
      </span>
      <span />
    </label>
  );
};

const offersOf = (
  state: ImagesState,
  listed: readonly string[],
  isPicking: boolean,
  search: string,
): Offer[] => {
  if (isPicking) {
    return state.images
      .filter((image) => matches(image, search))
      .map((image) => ({ imageId: image.imageId, image }));
  }
  const known = new Map(state.images.map((image) => [image.imageId, image]));
  return listed.map((imageId) => ({ imageId, image: known.get(imageId) }));
};

/** The images to change: those the page proposed, and on demand all own images of the place. */
export const ImageList = ({
  state,
  listed,
  chosen,
  product,
  placeText,
  onSwitch,
}: {
  state: ImagesState;
  listed: readonly string[];
  chosen: readonly string[];
  product: ProductId;
  /** Where the images are, by name; empty until known. */
  placeText: string;
  onSwitch: (imageId: string, isChosen: boolean) => void;
}) => {
  const [isPicking, setIsPicking] = useState(false);
  const [search, setSearch] = useState('');
  const offers = offersOf(state, listed, isPicking, search);
  const body = () => {
    if (state.failure) {
      return (
        <div class="inset">
          <FailureNote failure={state.failure}>
            <Button isSlim onClick={state.reload}>
              {t('share_tryAgain')}
            </Button>
          </FailureNote>
        </div>
      );
    }
    if (state.isLoading) {
      return (
        <div class="inset">
          <Skeleton lines={2} label={t('share_imagesLoading')} />
        </div>
      );
    }
    if (offers.length === 0) {
      const empty = isPicking ? (search === '' ? 'share_noImages' : 'share_noMatch') : 'share_noneChosen';
      return <EmptyState icon="image" heading={t(empty, placeText)} />;
    }
    return (
      <VirtualList items={offers} keyOf={(offer) => offer.imageId} label={t('share_images')} rowHeight={50}>
        {(offer) => (
          <OfferRow
            offer={offer}
            isChosen={chosen.includes(offer.imageId)}
            product={product}
            placeText={placeText}
            onSwitch={(isChosen) => onSwitch(offer.imageId, isChosen)}
          />
        )}
      </VirtualList>
    );
  };
  return (
    <Group
      heading={t('share_images')}
      aside={
        <button
          type="button"
          class="button quiet slim"
          aria-expanded={isPicking}
          disabled={placeText === ''}
          onClick={() => setIsPicking(!isPicking)}
        >
          {t('share_chooseImages')}
        </button>
      }
    >
      {isPicking && (
        <div class="inset">
          <SearchBox label={t('share_searchImages')} value={search} onInput={setSearch} />
        </div>
      )}
      {body()}
    </Group>
  );
};
