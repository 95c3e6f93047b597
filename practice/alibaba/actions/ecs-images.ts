import { describeEcsImage, type ImageAlias, type PracticeImage } from '../images.ts';
import { pageOf } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import { type Action, type ActionCall, aliasFor } from '../state.ts';

const aliases: readonly string[] = ['self', 'others', 'system', 'marketplace'];

function isAsked({ parameters }: ActionCall, image: PracticeImage, alias: ImageAlias): boolean {
  const owner = parameters.ImageOwnerAlias;
  const states = (parameters.Status ?? 'Available').split(',');
  const ids = parameters.ImageId?.split(',');
  const name = parameters.ImageName?.replace(/^\*|\*$/g, '');
  if (owner !== undefined && owner !== alias) return false;
  if (ids && !ids.includes(image.imageId)) return false;
  if (name !== undefined && !image.name.includes(name)) return false;
  return states.includes('ALL') || states.includes(image.state);
}

const listOf = (call: ActionCall, found: { image: PracticeImage; alias: ImageAlias }[]) => {
  const page = pageOf(call.parameters, found, 100);
  const isShared = (image: PracticeImage) => call.state.rosters.seen(image.imageId, call.at).length > 0;
  return {
    RegionId: call.region,
    TotalCount: found.length,
    PageNumber: page.number,
    PageSize: page.size,
    Images: { Image: page.items.map(({ image, alias }) => describeEcsImage(image, alias, isShared(image))) },
  };
};

/** Lists what the caller sees in a region, newest first; only Available ones and ten a page unless told. */
export const describeEcsImages: Action = {
  perSecond: 5,
  needsRegion: true,
  withoutRight({ state }) {
    if (state.quirks.readsWithoutRights === 'forbidden') throw new Refusal('Forbidden.RAM');
    return { TotalCount: 0, PageNumber: 1, PageSize: 10, Images: { Image: [] } };
  },
  run(call) {
    const { state, key, parameters } = call;
    if (!aliases.includes(parameters.ImageOwnerAlias ?? 'self')) {
      throw new Refusal('InvalidImageOwnerAlias.ValueNotSupported');
    }
    const found = [...state.images.values()]
      .filter((image) => image.product === 'ecs' && image.region === call.region)
      .flatMap((image) => {
        const alias = aliasFor(state, image, key.account);
        return alias && isAsked(call, image, alias) ? [{ image, alias }] : [];
      })
      .sort((one, other) => other.image.createdAt - one.image.createdAt);
    return listOf(call, found);
  },
};
