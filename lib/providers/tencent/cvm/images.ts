import type { FailureKind } from '../../../domain/failure';
import type { Image } from '../../../domain/image';
import { failed, type Result, success } from '../../../domain/result';
import { unexpected } from '../envelope';
import { imagesSchema, type WireImage } from './wire';

/** Most per page (DescribeImages, tencentcloud-sdk-nodejs-cvm 4.1.316). */
const pageSize = 100;
/** A region holds 500 own images by default; an answer that never ends stops here. */
const mostPages = 200;

/** Asks DescribeImages with these parameters. */
export type AskImages = (parameters: object) => Promise<Result<Record<string, unknown>>>;

interface Page {
  images: Image[];
  total: number | undefined;
}

const blockOf = (image: WireImage): FailureKind | undefined => {
  if (image.ImageType !== '' && image.ImageType !== 'PRIVATE_IMAGE') return 'image-not-owned';
  if (image.LicenseType === 'BYOL') return 'image-byol';
  // A field may be absent; then the API decides.
  if (image.ImageState !== '' && image.ImageState !== 'NORMAL') return 'image-not-ready';
  return undefined;
};

const hasDataDisk = ({ SnapshotSet: snapshots }: WireImage): boolean =>
  snapshots.some(({ DiskUsage: usage }) => usage === 'DATA_DISK');

const toImage =
  (region: string) =>
  (image: WireImage): Image => {
    const blockedBy = blockOf(image);
    return {
      product: 'tencent-cvm',
      region,
      imageId: image.ImageId,
      name: image.ImageName,
      owner: image.ImageCreator,
      state: image.ImageState,
      createdAt: image.CreatedTime,
      platform: image.OsName || image.Platform,
      ...(blockedBy ? { blockedBy } : {}),
      ...(hasDataDisk(image) ? { cautions: ['data-disks'] } : {}),
    };
  };

const askPage = async (ask: AskImages, region: string, parameters: object): Promise<Result<Page>> => {
  const fields = await ask({ ...parameters, Limit: pageSize });
  if (!fields.ok) return fields;
  const parsed = imagesSchema.safeParse(fields.value);
  if (!parsed.success) return unexpected();
  const { ImageSet: images, TotalCount: total } = parsed.data;
  return success({ images: images.map(toImage(region)), total: total ?? undefined });
};

const isLastPage = (page: Page, offset: number) =>
  page.total === undefined ? page.images.length < pageSize : offset >= page.total;

/**
 * Reads every page of a region's own images.
 * @returns the images in the vendor's order, each once; unexpected-reply when a page that must hold more brings
 *   nothing new, since a list with a gap would pass for a whole one
 */
export const readAllPages = async (ask: AskImages, region: string): Promise<Result<Image[]>> => {
  const filters = [{ Name: 'image-type', Values: ['PRIVATE_IMAGE'] }];
  const found = new Map<string, Image>();
  let offset = 0;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await askPage(ask, region, { Filters: filters, Offset: offset });
    if (!page.ok) return page;
    const before = found.size;
    for (const image of page.value.images) found.set(image.imageId, image);
    offset += page.value.images.length;
    if (isLastPage(page.value, offset)) return success([...found.values()]);
    if (found.size === before) return unexpected();
  }
  return unexpected();
};

const half = (ids: readonly string[]) => Math.ceil(ids.length / 2);

/**
 * Reads images by id. One unknown id fails the whole call, so a call of several is halved until the unknown ones
 * stand alone.
 * @param ids at most a page, free of duplicates
 */
const readSome = async (ask: AskImages, region: string, ids: readonly string[]): Promise<Result<Image[]>> => {
  const page = await askPage(ask, region, { ImageIds: ids });
  if (page.ok) return success(page.value.images.filter(({ imageId }) => ids.includes(imageId)));
  const { kind } = page.failure;
  if (kind !== 'image-not-found' && kind !== 'image-malformed') return page;
  if (ids.length === 1) return success([]);
  const first = await readSome(ask, region, ids.slice(0, half(ids)));
  if (!first.ok) return first;
  const second = await readSome(ask, region, ids.slice(half(ids)));
  return second.ok ? success([...first.value, ...second.value]) : failed(second.failure);
};

/** @returns the images that exist among `imageIds`, each once, in any number of calls */
export const readByIds = async (
  ask: AskImages,
  region: string,
  imageIds: readonly string[],
): Promise<Result<Image[]>> => {
  const ids = [...new Set(imageIds)];
  const found = new Map<string, Image>();
  for (let start = 0; start < ids.length; start += pageSize) {
    const some = await readSome(ask, region, ids.slice(start, start + pageSize));
    if (!some.ok) return some;
    for (const image of some.value) found.set(image.imageId, image);
  }
  return success([...found.values()]);
};
