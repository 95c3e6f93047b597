import { type Image, imageKey, type KnownHead } from '../domain/image';

/** A roster read this recently is not read again by a refresh of all. */
const freshForMs = 20_000;

/**
 * Leaves out what was read a moment ago, and puts first what is known to be shared.
 * @param known rosters of the same profile
 * @param now milliseconds since the epoch
 */
export const dueFirst = (images: readonly Image[], known: readonly KnownHead[], now: number): Image[] => {
  const rosters = new Map(known.map(({ image, roster }) => [imageKey(image), roster]));
  const sizeOf = (image: Image) => rosters.get(imageKey(image))?.size ?? 0;
  const isDue = (image: Image) => now - (rosters.get(imageKey(image))?.readAt ?? 0) > freshForMs;
  return images.filter(isDue).sort((a, b) => Number(sizeOf(b) > 0) - Number(sizeOf(a) > 0));
};
