import { useState } from 'preact/hooks';
import type { Image, ImagePlace } from '../../lib/domain/image';
import { t } from '../text';
import { SearchBox } from '../ui/fields';
import { Group } from '../ui/group';
import { EmptyState } from '../ui/states';
import { VirtualList } from '../ui/virtual-list';
import { FoundById } from './found-by-id';
import { ImageRow, matches, type Offer } from './image-row';
import { ImagesGate } from './images-gate';
import type { ShareFlow } from './use-share-flow';

const offersOf = (
  images: readonly Image[],
  listed: readonly ImagePlace[],
  named: (region: string) => string,
): Offer[] => {
  const known = new Map(images.map((image) => [image.imageId, image]));
  return listed.map((place) => {
    const image = known.get(place.imageId);
    return {
      place,
      image: image?.region === place.region ? image : undefined,
      placeText: named(place.region),
    };
  });
};

/**
 * The images to change: those the page proposed, those found by id, and on demand all own images of a region. What is
 * ticked in one region stays when another is looked at.
 */
export const ImageList = ({ flow, named }: { flow: ShareFlow; named: (region: string) => string }) => {
  const { state, dispatch, images } = flow;
  const [isPicking, setIsPicking] = useState(false);
  const [search, setSearch] = useState('');
  const here = images.images.filter(({ region }) => region === state.region);
  const found = here.filter((image) => matches(image, search));
  const offers = isPicking
    ? found.map((image) => ({ place: image, image, placeText: named(image.region) }))
    : offersOf(images.images, state.listed, named);
  const chosen = new Set(state.chosen);
  const showsPlace = new Set(state.listed.map(({ region }) => region)).size > 1;
  const empty = isPicking ? (search === '' ? 'share_noImages' : 'share_noMatch') : 'share_noneChosen';
  const placeText = named(state.region);
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
        <div class="inset stack tight">
          <SearchBox label={t('share_searchImages')} value={search} onInput={setSearch} />
          <FoundById
            text={search}
            flow={flow}
            onAdded={() => {
              setSearch('');
              setIsPicking(false);
            }}
          />
        </div>
      )}
      <ImagesGate state={images}>
        {offers.length === 0 ? (
          <EmptyState icon="image" heading={t(empty, placeText)} />
        ) : (
          <VirtualList
            items={offers}
            keyOf={({ place }) => place.imageId}
            label={t('share_images')}
            rowHeight={50}
          >
            {(offer) => (
              <ImageRow
                offer={offer}
                input="checkbox"
                isChosen={chosen.has(offer.place.imageId)}
                isUsable={offer.image !== undefined && offer.image.blockedBy === undefined}
                product={state.product}
                showsPlace={showsPlace && !isPicking}
                onSwitch={(isChosen) => {
                  const { region, imageId } = offer.place;
                  dispatch({ kind: 'image-switched', place: { region, imageId }, isChosen });
                }}
              />
            )}
          </VirtualList>
        )}
      </ImagesGate>
    </Group>
  );
};
