import type { Image } from '../../lib/domain/image';
import type { ProductId } from '../../lib/domain/product';

/** @returns the images whose name or id holds `typed`; letter case and full-width forms do not matter; by name */
export const findImages = (images: readonly Image[], typed: string, language: string): Image[] => {
  const query = typed.normalize('NFKC').trim().toLowerCase();
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  return images
    .filter(
      (image) =>
        image.name.normalize('NFKC').toLowerCase().includes(query) ||
        image.imageId.toLowerCase().includes(query),
    )
    .sort((a, b) => collator.compare(a.name, b.name) || collator.compare(a.imageId, b.imageId));
};

/** @returns address of the share flow for images of one region, with the profile that listed them */
export const sharePage = (
  product: ProductId,
  region: string,
  imageIds: readonly string[],
  profileId: string,
): string =>
  `panel.html?${new URLSearchParams({ product, region, images: imageIds.join(','), profile: profileId })}`;
