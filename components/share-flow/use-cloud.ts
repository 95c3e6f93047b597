import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Image } from '../../lib/domain/image';
import { hasRegions, type ProductId, type Region } from '../../lib/domain/product';
import type { Client } from '../../lib/messaging/client';
import { products } from '../../lib/providers/catalog';
import { needsRegion } from './share-state';

export interface ImagesState {
  isLoading: boolean;
  images: Image[];
  failure?: Failure | undefined;
  reload: () => void;
}

/** All own images of a region, or of the account where there are no regions; asked once it is known where. */
export const useImages = (
  client: Client,
  { profileId, product, region }: { profileId: string; product: ProductId; region: string },
): ImagesState => {
  const [state, setState] = useState<Omit<ImagesState, 'reload'>>({ isLoading: false, images: [] });
  const [times, setTimes] = useState(0);
  const isKnown = profileId !== '' && !needsRegion({ product, region });
  useEffect(() => {
    let isCurrent = true;
    setState({ isLoading: isKnown, images: [] });
    if (isKnown) {
      void client('images.list', { profileId, product, region }).then((answer) => {
        if (!isCurrent) return;
        setState(
          answer.ok
            ? { isLoading: false, images: answer.value }
            : { isLoading: false, images: [], failure: answer.failure },
        );
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [client, profileId, product, region, isKnown, times]);
  return { ...state, reload: useCallback(() => setTimes((before) => before + 1), []) };
};

/** The product's regions: those the cloud tells this profile, until then those known. */
export const useRegions = (client: Client, profileId: string, product: ProductId): readonly Region[] => {
  const known = products[product];
  const [told, setTold] = useState<readonly Region[]>([]);
  useEffect(() => {
    let isCurrent = true;
    setTold([]);
    if (profileId !== '' && hasRegions(known)) {
      void client('regions.list', { profileId, product }).then((answer) => {
        if (isCurrent && answer.ok) setTold(answer.value);
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [client, profileId, product, known]);
  return told.length > 0 ? told : known.regions;
};
