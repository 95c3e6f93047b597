import type { ImagePlace } from '../../lib/domain/image';

/** The images of a request while it is put together. */
export interface ChosenImages {
  /** Images offered in the list, in order; each id once. */
  listed: ImagePlace[];
  /** Ids of those to change. */
  chosen: string[];
}

/** @returns the images with `place` listed, and ticked or not */
export const switchImage = (
  { listed, chosen }: ChosenImages,
  place: ImagePlace,
  isChosen: boolean,
): ChosenImages => ({
  listed: listed.some(({ imageId }) => imageId === place.imageId) ? listed : [...listed, place],
  chosen: isChosen
    ? [...new Set([...chosen, place.imageId])]
    : chosen.filter((imageId) => imageId !== place.imageId),
});

/** @returns the images with those of `places` listed where they are, and ticked */
export const addImages = (images: ChosenImages, places: readonly ImagePlace[]): ChosenImages => {
  const found = new Set(places.map(({ imageId }) => imageId));
  const others = images.listed.filter(({ imageId }) => !found.has(imageId));
  return { listed: [...others, ...places], chosen: [...new Set([...images.chosen, ...found])] };
};

/** @returns the images without `imageId` */
export const dropImage = ({ listed, chosen }: ChosenImages, imageId: string | undefined): ChosenImages => ({
  listed: listed.filter((place) => place.imageId !== imageId),
  chosen: chosen.filter((each) => each !== imageId),
});

/**
 * Looks for images in another region: those whose region nobody told, and those that are not where they were thought to be.
 * @param absent ids that a region was read without
 */
export const seekIn = (
  { listed, chosen }: ChosenImages,
  region: string,
  absent: readonly string[],
): ChosenImages => ({
  listed: listed.map((place) =>
    place.region === '' || absent.includes(place.imageId) ? { ...place, region } : place,
  ),
  chosen,
});

/** @returns where the ticked images are, in order */
export const placesOf = ({ listed }: ChosenImages, imageIds: readonly string[]): ImagePlace[] => {
  const meant = new Set(imageIds);
  return listed.filter(({ imageId }) => meant.has(imageId));
};
