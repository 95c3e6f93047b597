import { useMemo, useState } from 'preact/hooks';
import type { Image } from '../../lib/domain/image';
import type { ProductId } from '../../lib/domain/product';
import { toggled } from '../share-list/chosen';
import { dayOf } from '../share-list/dates';
import { count, failureSentence, language, t } from '../text';
import { Button } from '../ui/button';
import { SearchBox } from '../ui/fields';
import { VirtualList } from '../ui/virtual-list';
import { findImages, sharePage } from './images-state';

const ImageRow = ({
  image,
  isChosen,
  now,
  onToggle,
}: {
  image: Image;
  isChosen: boolean;
  now: number;
  onToggle: () => void;
}) => (
  <label class="row pick">
    <input
      type="checkbox"
      checked={isChosen}
      aria-label={t('ws_imageName', image.name || image.imageId, image.imageId)}
      onChange={onToggle}
    />
    <span class="cells">
      <span class="strong clip">{image.name || image.imageId}</span>
      <span class="id muted">{image.imageId}</span>
      <span class="muted small clip">{image.platform}</span>
      <span class="muted small">{dayOf(image.createdAt, now)}</span>
      {image.blockedBy && (
        <span class="small caution-text whole">{failureSentence({ kind: image.blockedBy })}</span>
      )}
    </span>
  </label>
);

/** Images with checkboxes, a search, and the way into the share flow. */
export const ImageTable = ({
  images,
  product,
  region,
  profileId,
  now,
}: {
  images: readonly Image[];
  product: ProductId;
  region: string;
  profileId: string;
  now: number;
}) => {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const found = useMemo(() => findImages(images, query, language()), [images, query]);
  const imageIds = images.map((image) => image.imageId).filter((imageId) => chosen.has(imageId));
  const areAllChosen = found.length > 0 && found.every((image) => chosen.has(image.imageId));
  const chooseAll = () => {
    const next = new Set(chosen);
    for (const { imageId } of found) {
      if (areAllChosen) next.delete(imageId);
      else next.add(imageId);
    }
    setChosen(next);
  };
  return (
    <>
      <SearchBox label={t('ws_searchImages')} value={query} onInput={setQuery} />
      <div class="group fills">
        <div class="head">
          <label class="line">
            <input type="checkbox" checked={areAllChosen} onChange={chooseAll} />
            {t('ws_chooseAll')}
          </label>
          <span class="muted">{count('ws_imageCount', found.length)}</span>
        </div>
        {found.length === 0 ? (
          <p class="row plain muted">{t('roster_noMatch', query)}</p>
        ) : (
          <VirtualList
            items={found}
            keyOf={(image) => image.imageId}
            label={t('ws_images')}
            rowHeight={37}
            fills
          >
            {(image) => (
              <ImageRow
                image={image}
                now={now}
                isChosen={chosen.has(image.imageId)}
                onToggle={() => setChosen(toggled(chosen, image.imageId))}
              />
            )}
          </VirtualList>
        )}
      </div>
      <div class="bar">
        <span class="muted grow" role="status">
          {count('ws_chosen', imageIds.length)}
        </span>
        {imageIds.length === 0 ? (
          <Button kind="primary" isDisabled onClick={() => {}}>
            {t('ws_shareOrRevoke')}
          </Button>
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: it opens a page, so it is an address; people see a button
          <a
            class="button primary"
            role="button"
            href={sharePage(product, region, imageIds, profileId)}
            target="_blank"
            rel="noreferrer"
          >
            {t('ws_shareOrRevoke')}
          </a>
        )}
      </div>
    </>
  );
};
