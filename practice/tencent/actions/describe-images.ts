import { describeImage, type ImageType, type PracticeImage } from '../images.ts';
import { checkImageId, optionalInteger, optionalTexts } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { Action, CloudState } from '../state.ts';

interface Filter {
  name: string;
  values: string[];
}

/** What an image is to an account, or undefined when the account does not see it. */
export function imageTypeFor(
  state: CloudState,
  image: PracticeImage,
  account: string,
): ImageType | undefined {
  if (image.owner === 'tencent') return 'PUBLIC_IMAGE';
  if (image.owner === account) return 'PRIVATE_IMAGE';
  return state.rosters.has(image.imageId, account) ? 'SHARED_IMAGE' : undefined;
}

function readFilters(parameters: Record<string, unknown>): Filter[] {
  const given = parameters.Filters ?? [];
  if (!Array.isArray(given)) throw new Refusal('InvalidParameter', 'Filters is not of type list');
  if (given.length > 10) throw new Refusal('InvalidFilter', 'more than 10 filters');
  return given.map((item: unknown) => {
    if (typeof item !== 'object' || item === null) throw new Refusal('InvalidFilter');
    const { Name: name, Values: values } = item as Record<string, unknown>; // an object, as checked above
    if (typeof name !== 'string') throw new Refusal('InvalidFilter', 'Name');
    const texts = optionalTexts({ values }, 'values') ?? [];
    if (texts.length > 5) throw new Refusal('InvalidFilterValue.LimitExceeded', name);
    return { name, values: texts };
  });
}

const contains = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase());

function matches(image: PracticeImage, type: ImageType, filter: Filter): boolean {
  const some = (test: (value: string) => boolean) => filter.values.some(test);
  switch (filter.name) {
    case 'image-id':
      return some((value) => value === image.imageId);
    case 'image-type':
      return some((value) => value === type);
    case 'image-name':
      return some((value) => contains(image.name, value));
    case 'platform':
      return some((value) => contains(image.platform, value));
    case 'tag-key':
      return some((value) => image.tags.some(({ key }) => key === value));
    case 'tag-value':
      return some((tagValue) => image.tags.some(({ value }) => value === tagValue));
    default:
      if (!filter.name.startsWith('tag:')) throw new Refusal('InvalidFilter', filter.name);
      return some((tagValue) =>
        image.tags.some(({ key, value }) => `tag:${key}` === filter.name && value === tagValue),
      );
  }
}

/** Lists what the caller sees in a region, newest first, by pages of at most 100. */
export const describeImages: Action = {
  perSecond: 40,
  needsRegion: true,
  isWrite: false,
  parameters: ['ImageIds', 'Filters', 'Offset', 'Limit', 'InstanceType'],
  run({ state, key, region, parameters }) {
    const imageIds = optionalTexts(parameters, 'ImageIds');
    const filters = readFilters(parameters);
    if (imageIds && imageIds.length > 0 && filters.length > 0) {
      throw new Refusal('InvalidParameter.InvalidParameterCoexistImageIdsFilters');
    }
    for (const imageId of imageIds ?? []) checkImageId(imageId);
    const offset = optionalInteger(parameters, 'Offset', 0);
    const limit = optionalInteger(parameters, 'Limit', 20);
    if (limit < 1 || limit > 100)
      throw new Refusal('InvalidParameterValue.InvalidParameterValueLimit', 'Limit');
    if (offset < 0) throw new Refusal('InvalidParameterValue', 'Offset');
    const found = [...state.images.values()]
      .filter((image) => image.region === region)
      .map((image) => ({ image, type: imageTypeFor(state, image, key.account) }))
      .filter(({ image, type }) => {
        if (type === undefined) return false;
        if (imageIds && imageIds.length > 0) return imageIds.includes(image.imageId);
        return filters.every((filter) => matches(image, type, filter));
      })
      .sort((one, other) => other.image.createdAt - one.image.createdAt);
    const page = found.slice(offset, offset + limit);
    return {
      ImageSet: page.flatMap(({ image, type }) => (type ? [describeImage(image, type)] : [])),
      TotalCount: found.length,
    };
  },
};
