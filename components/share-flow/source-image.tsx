import { useId, useState } from 'preact/hooks';
import { t } from '../text';
import { Button } from '../ui/button';
import { SearchBox } from '../ui/fields';
import { Group } from '../ui/group';
import { EmptyState } from '../ui/states';
import { VirtualList } from '../ui/virtual-list';
import { ImageRow, matches } from './image-row';
import { ImagesGate } from './images-gate';
import type { ShareFlow } from './use-share-flow';

/** The image whose roster the others get: any own image, also one that can no longer be shared. */
export const SourceImage = ({ flow, named }: { flow: ShareFlow; named: (region: string) => string }) => {
  const { state, dispatch, images } = flow;
  const [search, setSearch] = useState('');
  const group = useId();
  const { source } = state;
  const image = images.images.find(
    ({ region, imageId }) => region === source?.region && imageId === source.imageId,
  );
  const offers = images.images.filter(
    (each) => each.region === state.region && !state.chosen.includes(each.imageId) && matches(each, search),
  );
  return (
    <Group
      heading={t('share_source')}
      aside={
        source && (
          <Button kind="quiet" isSlim onClick={() => dispatch({ kind: 'source-chosen', source: undefined })}>
            {t('share_sourceChange')}
          </Button>
        )
      }
    >
      {source ? (
        <>
          <div class="row plain">
            <div>
              {image?.name ?? t('share_unknownImage')}
              <span class="sub">
                <span class="id">{source.imageId}</span> · {named(source.region)}
              </span>
            </div>
          </div>
          <label class="row choice">
            <input
              type="checkbox"
              checked={state.replacesSource}
              onChange={(event) =>
                dispatch({ kind: 'replace-switched', replacesSource: event.currentTarget.checked })
              }
            />
            <span>
              {t('share_replace')}
              <span class="sub">{t('share_replaceMeans')}</span>
            </span>
            <span />
          </label>
        </>
      ) : (
        <>
          <div class="inset">
            <SearchBox label={t('share_searchSource')} value={search} onInput={setSearch} />
          </div>
          <ImagesGate state={images}>
            {offers.length === 0 ? (
              <EmptyState
                icon="image"
                heading={t(search === '' ? 'share_noSource' : 'share_noMatch', named(state.region))}
              />
            ) : (
              <VirtualList
                items={offers}
                keyOf={({ imageId }) => imageId}
                label={t('share_source')}
                rowHeight={50}
              >
                {(offer) => (
                  <ImageRow
                    offer={{ place: offer, image: offer, placeText: named(offer.region) }}
                    input="radio"
                    group={group}
                    isChosen={false}
                    isUsable={offer.blockedBy !== 'image-not-owned'}
                    product={state.product}
                    showsPlace={false}
                    onSwitch={() => {
                      const { region, imageId } = offer;
                      dispatch({ kind: 'source-chosen', source: { region, imageId } });
                    }}
                  />
                )}
              </VirtualList>
            )}
          </ImagesGate>
        </>
      )}
    </Group>
  );
};
