import { describeEnsImage } from '../images.ts';
import { pageOf } from '../parameters.ts';
import { type Action, type ActionCall, aliasFor } from '../state.ts';
import { refuseOnEns } from './ens-sharing.ts';

const found = ({ state, key, parameters }: ActionCall) =>
  [...state.images.values()]
    .filter((image) => image.product === 'ens')
    .flatMap((image) => {
      const alias = aliasFor(state, image, key.account);
      return alias ? [{ image, alias }] : [];
    })
    .filter(
      ({ image }) =>
        image.imageId.includes(parameters.ImageId ?? '') && image.name.includes(parameters.ImageName ?? ''),
    )
    .sort((one, other) => other.image.createdAt - one.image.createdAt);

/** Own and received images; counts are texts, ids are matched in part. */
export const describeSelfImages: Action = {
  perSecond: 5,
  needsRegion: false,
  withoutRight: refuseOnEns,
  run(call) {
    const all = found(call).filter(({ alias }) => alias !== 'system');
    const page = pageOf(call.parameters, all, 50);
    return {
      Code: 0,
      TotalCount: String(all.length),
      PageNumber: String(page.number),
      PageSize: String(page.size),
      Images: { Image: page.items.map(({ image, alias }) => describeEnsImage(image, alias)) },
    };
  },
};

/** Everything the account sees, public images too, without their states. */
export const describeEnsImages: Action = {
  perSecond: 5,
  needsRegion: false,
  withoutRight: refuseOnEns,
  run(call) {
    const all = found(call);
    const page = pageOf(call.parameters, all, 50);
    return {
      Code: 0,
      TotalCount: all.length,
      PageNumber: page.number,
      PageSize: page.size,
      Images: {
        Image: page.items.map(({ image, alias }) => {
          const { Status: _, ...entry } = describeEnsImage(image, alias);
          return entry;
        }),
      },
    };
  },
};
