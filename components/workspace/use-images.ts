import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Image } from '../../lib/domain/image';
import { hasRegions, type ProductId, type Region } from '../../lib/domain/product';
import { products } from '../../lib/providers/catalog';
import { useClient } from '../client-context';

export interface OwnImages {
  /** Undefined while being read. */
  images: Image[] | undefined;
  failure: Failure | undefined;
  readAgain: () => void;
}

/** Reads the own images of a region, or of the account where there are no regions; asked once it is known where. */
export const useImages = (profileId: string | undefined, product: ProductId, region: string): OwnImages => {
  const client = useClient();
  const [images, setImages] = useState<Image[]>();
  const [failure, setFailure] = useState<Failure>();
  const [readings, setReadings] = useState(0);
  useEffect(() => {
    let isHere = true;
    setImages(undefined);
    setFailure(undefined);
    if (profileId === undefined || (region === '' && hasRegions(products[product]))) return;
    void client('images.list', { profileId, product, region }).then((answer) => {
      if (!isHere) return;
      if (answer.ok) setImages(answer.value);
      else setFailure(answer.failure);
    });
    return () => {
      isHere = false;
    };
  }, [client, profileId, product, region, readings]);
  return { images, failure, readAgain: () => setReadings((times) => times + 1) };
};

/** @returns the product's regions as the cloud lists them for these keys; the catalog's until then or without an answer */
export const useRegions = (profileId: string | undefined, product: ProductId): readonly Region[] => {
  const client = useClient();
  const [regions, setRegions] = useState<readonly Region[]>(products[product].regions);
  useEffect(() => {
    let isHere = true;
    if (profileId === undefined || !hasRegions(products[product])) return;
    void client('regions.list', { profileId, product }).then((answer) => {
      if (isHere && answer.ok && answer.value.length > 0) setRegions(answer.value);
    });
    return () => {
      isHere = false;
    };
  }, [client, profileId, product]);
  return regions;
};
