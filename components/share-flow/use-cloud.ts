import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure';
import type { Image } from '../../lib/domain/image';
import { hasRegions, type ProductId, type Region } from '../../lib/domain/product';
import type { Result } from '../../lib/domain/result';
import type { Client } from '../../lib/messaging/client';
import { products } from '../../lib/providers/catalog';

export interface ImagesState {
  isLoading: boolean;
  images: Image[];
  failure?: Failure | undefined;
  reload: () => void;
}

/**
 * All own images of some regions, or of the account where there are no regions; each region is read once.
 * @param regions without the empty one, but for a product without regions
 */
export const useImages = (
  client: Client,
  { profileId, product, regions }: { profileId: string; product: ProductId; regions: readonly string[] },
): ImagesState => {
  const [times, setTimes] = useState(0);
  const [read, setRead] = useState<ReadonlyMap<string, Result<Image[]>>>(new Map());
  const asked = useRef(new Set<string>());
  const key = regions.join(' ');
  const keyOf = (region: string) => `${profileId}/${product}/${times}/${region}`;
  useEffect(() => {
    if (profileId === '') return;
    for (const region of regions) {
      const question = keyOf(region);
      if (asked.current.has(question)) continue;
      asked.current.add(question);
      void client('images.list', { profileId, product, region }).then((answer) =>
        setRead((before) => new Map([...before, [question, answer]])),
      );
    }
    // `key` stands for `regions`, which is another array at each drawing.
  }, [client, profileId, product, times, key]);
  const reload = useCallback(() => setTimes((before) => before + 1), []);
  return useMemo(() => {
    const answers = regions.flatMap((region) => read.get(keyOf(region)) ?? []);
    return {
      isLoading: profileId !== '' && answers.length < regions.length,
      images: answers.flatMap((answer) => (answer.ok ? answer.value : [])),
      failure: answers.flatMap((answer) => (answer.ok ? [] : [answer.failure]))[0],
      reload,
    };
  }, [read, profileId, product, times, key, reload]);
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
