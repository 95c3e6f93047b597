import type { ComponentChildren } from 'preact';
import type { Image, ImagePlace } from '../../lib/domain/image';
import { hasRegions, type ProductId } from '../../lib/domain/product';
import { products } from '../../lib/providers/catalog';
import { failureNextStep, failureSentence, t } from '../text';
import { sentences } from './sentences';

/** An image that can be chosen. */
export interface Offer {
  place: ImagePlace;
  /** Absent when the cloud does not know it. */
  image?: Image | undefined;
  /** Where it is, by name. */
  placeText: string;
}

/** @returns whether a search finds an image */
export const matches = (image: Image, search: string): boolean =>
  `${image.name} ${image.imageId} ${image.platform}`.toLowerCase().includes(search.trim().toLowerCase());

const whyNot = ({ image, placeText }: Offer, product: ProductId): string => {
  const blocked = image?.blockedBy;
  if (blocked) return sentences(failureSentence({ kind: blocked }), failureNextStep({ kind: blocked }));
  return t(hasRegions(products[product]) ? 'share_imageNotFound' : 'share_imageNotFoundHere', placeText);
};

/** One image to tick (checkbox) or to pick (radio), with the reason beside one that cannot be. */
export const ImageRow = ({
  offer,
  input,
  group,
  isChosen,
  isUsable,
  product,
  showsPlace,
  onSwitch,
}: {
  offer: Offer;
  input: 'checkbox' | 'radio';
  /** Name of the radio group. */
  group?: string;
  isChosen: boolean;
  isUsable: boolean;
  product: ProductId;
  /** Whether images of several places stand in the list. */
  showsPlace: boolean;
  onSwitch: (isChosen: boolean) => void;
}): ComponentChildren => {
  const { image, place, placeText } = offer;
  const { imageId } = place;
  const hintId = `why-${imageId}`;
  const facts = [showsPlace ? placeText : '', image?.platform ?? ''].filter((fact) => fact !== '');
  return (
    <label class="row choice">
      <input
        type={input}
        name={group}
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
          {facts.map((fact) => ` · ${fact}`)}
        </span>
        {!isUsable && (
          <span class="sub caution" id={hintId}>
            {whyNot(offer, product)}
          </span>
        )}
      </span>
      <span />
    </label>
  );
};
