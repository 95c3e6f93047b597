import { useMemo } from 'preact/hooks';
import { cloudOf } from '../../lib/domain/book';
import { type Paste, parsePaste } from '../../lib/domain/paste';
import { findMentions, withGroups } from '../../lib/domain/paste-groups';
import type { ProductId } from '../../lib/domain/product';
import { products } from '../../lib/providers/catalog';
import { useLabels } from '../book/labels';

/** @returns what a text holds: the ids in it, and those of the groups that it names */
export const usePaste = (text: string, product: ProductId): Paste => {
  const labels = useLabels();
  const typed = useMemo(() => parsePaste(text, products[product]), [text, product]);
  return useMemo(() => {
    const groups = labels.groupsIn(cloudOf(product));
    return withGroups(typed, findMentions(text), (name) => groups.get(name)?.map(({ account }) => account));
  }, [typed, labels, text, product]);
};
