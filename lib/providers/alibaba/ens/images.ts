import type { FailureKind } from '../../../domain/failure';
import type { Image } from '../../../domain/image';
import { type Result, success } from '../../../domain/result';
import type { AlibabaResponse } from '../envelope';
import { unexpected } from '../envelope';
import { readAllPages } from '../read-pages';
import type { Parameter } from '../sign';
import { imagesSchema, type WireImage } from './wire';

/** Most per page, as the answer's description says (DescribeSelfImages, 2017-11-10). */
const pageSize = 50;
/** From here on reading the whole list takes fewer calls than asking for each. */
const fewIds = 5;

/** Asks DescribeSelfImages with these parameters. */
export type AskImages = (parameters: Record<string, Parameter>) => Promise<Result<AlibabaResponse>>;

const blockOf = (image: WireImage): FailureKind | undefined => {
  if (image.ImageOwnerAlias !== '' && image.ImageOwnerAlias !== 'self') return 'image-not-owned';
  // A field may be absent; then the API decides.
  if (image.Status !== '' && image.Status !== 'Available') return 'image-not-ready';
  return undefined;
};

const toImage =
  (region: string) =>
  (image: WireImage): Image => {
    const blockedBy = blockOf(image);
    return {
      product: 'alibaba-ens',
      region,
      imageId: image.ImageId,
      name: image.ImageName,
      owner: '',
      state: image.Status,
      createdAt: image.CreationTime,
      platform: image.OsVersion || image.Platform,
      ...(blockedBy ? { blockedBy } : {}),
    };
  };

/** @returns every page of the account's images, those shared with it included, in the vendor's order, each once */
export const readOwnImages = (
  ask: AskImages,
  region: string,
  narrower: Record<string, Parameter> = {},
): Promise<Result<Image[]>> =>
  readAllPages(
    pageSize,
    (image) => image.imageId,
    async (number) => {
      const answer = await ask({ ...narrower, PageNumber: number, PageSize: pageSize });
      if (!answer.ok) return answer;
      const parsed = imagesSchema.safeParse(answer.value.fields);
      if (!parsed.success) return unexpected(answer.value.requestId);
      const { Images: images, TotalCount: total } = parsed.data;
      return success({ items: (images?.Image ?? []).map(toImage(region)), total });
    },
  );

/**
 * Reads images by id. The API matches ids in part, so the answer is compared here.
 * @returns the images that exist among `imageIds`, each once
 */
export const readByIds = async (
  ask: AskImages,
  region: string,
  imageIds: readonly string[],
): Promise<Result<Image[]>> => {
  const ids = [...new Set(imageIds)];
  const wishes = ids.length > fewIds ? [{}] : ids.map((ImageId) => ({ ImageId }));
  const found = new Map<string, Image>();
  for (const wish of wishes) {
    const some = await readOwnImages(ask, region, wish);
    if (!some.ok) return some;
    for (const image of some.value) if (ids.includes(image.imageId)) found.set(image.imageId, image);
  }
  return success([...found.values()]);
};
