import type { FailureKind } from '../../../domain/failure';
import type { Image, ImageCaution, ImageRef } from '../../../domain/image';
import { failed, type Result, success } from '../../../domain/result';
import type { AlibabaResponse } from '../envelope';
import { unexpected } from '../envelope';
import { readAllPages } from '../read-pages';
import type { Parameter } from '../sign';
import { imagesSchema, type WireImage } from './wire';

/** Most per page (DescribeImages, @alicloud/ecs20140526 7.11.6). */
const pageSize = 100;
/** Every state: the default brings available images alone. */
const everyStatus = 'Creating,Waiting,Available,UnAvailable,CreateFailed,Deprecated';
/** From here on reading the whole list takes fewer calls than asking for each. */
const fewIds = 5;

/** Asks DescribeImages with these parameters. */
export type AskImages = (parameters: Record<string, Parameter>) => Promise<Result<AlibabaResponse>>;
/** Asks whether an image that the list does not hold is there all the same. */
export type ProbeImage = (imageId: string) => Promise<Result<unknown>>;

const blockOf = (image: WireImage): FailureKind | undefined => {
  if (image.ImageOwnerAlias !== '' && image.ImageOwnerAlias !== 'self') return 'image-not-owned';
  if (image.IsPublic) return 'image-public';
  if (image.Status === 'Deprecated') return 'image-not-allowed';
  // A field may be absent; then the API decides.
  if (image.Status !== '' && image.Status !== 'Available') return 'image-not-ready';
  return undefined;
};

const cautionsOf = ({ DiskDeviceMappings: disks, ProductCode: code }: WireImage): ImageCaution[] => {
  const cautions: ImageCaution[] = [];
  if (disks?.DiskDeviceMapping.some(({ Encrypted }) => Encrypted)) cautions.push('encrypted');
  if (code !== '') cautions.push('marketplace');
  return cautions;
};

const isSharedOf = (image: WireImage): { isShared?: boolean } => {
  const told = String(image.IsSelfShared ?? '').toLowerCase();
  return told === 'true' || told === 'false' ? { isShared: told === 'true' } : {};
};

const toImage =
  (region: string) =>
  (image: WireImage): Image => {
    const blockedBy = blockOf(image);
    const cautions = cautionsOf(image);
    return {
      product: 'alibaba-ecs',
      region,
      imageId: image.ImageId,
      name: image.ImageName,
      owner: image.ImageOwnerId,
      state: image.Status,
      createdAt: image.CreationTime,
      platform: image.OSName || image.Platform,
      ...isSharedOf(image),
      ...(blockedBy ? { blockedBy } : {}),
      ...(cautions.length > 0 ? { cautions } : {}),
    };
  };

/**
 * Reads every page of a region's own images.
 * @returns the images in the vendor's order, each once. None may also mean that the keys may not see them: the API
 *   answers both alike
 */
export const readOwnImages = (
  ask: AskImages,
  region: string,
  narrower: Record<string, Parameter> = {},
): Promise<Result<Image[]>> =>
  readAllPages(
    pageSize,
    (image) => image.imageId,
    async (number) => {
      const answer = await ask({
        ImageOwnerAlias: 'self',
        Status: everyStatus,
        ...narrower,
        PageNumber: number,
        PageSize: pageSize,
      });
      if (!answer.ok) return answer;
      const parsed = imagesSchema.safeParse(answer.value.fields);
      if (!parsed.success) return unexpected(answer.value.requestId);
      const { Images: images, TotalCount: total } = parsed.data;
      return success({ items: (images?.Image ?? []).map(toImage(region)), total });
    },
  );

const unlisted = (ref: ImageRef): Image => ({
  ...ref,
  name: '',
  owner: '',
  state: '',
  createdAt: '',
  platform: '',
});

const readListed = async (
  ask: AskImages,
  region: string,
  ids: readonly string[],
): Promise<Result<Image[]>> => {
  if (ids.length > fewIds) return readOwnImages(ask, region);
  const found: Image[] = [];
  for (const id of ids) {
    const some = await readOwnImages(ask, region, { ImageId: id });
    if (!some.ok) return some;
    found.push(...some.value);
  }
  return success(found);
};

/**
 * Reads images by id. Keys without the right to list images get an empty list and no error, so an image that is absent
 * is asked for by its roster before it is called absent.
 * @returns the images that exist among `imageIds`, each once
 */
export const readByIds = async (
  ask: AskImages,
  probe: ProbeImage,
  region: string,
  imageIds: readonly string[],
): Promise<Result<Image[]>> => {
  const ids = [...new Set(imageIds)];
  const listed = await readListed(ask, region, ids);
  if (!listed.ok) return listed;
  const found = new Map(listed.value.map((image) => [image.imageId, image]));
  const images: Image[] = [];
  for (const imageId of ids) {
    const image = found.get(imageId);
    const there = image ? success(image) : await probe(imageId);
    if (there.ok) images.push(image ?? unlisted({ product: 'alibaba-ecs', region, imageId }));
    else if (there.failure.kind !== 'image-not-found') return failed(there.failure);
  }
  return success(images);
};
