import { type Result, success } from '../../domain/result';
import { unexpected } from './envelope';

/** A quota of thousands fits; an answer that never ends stops here. */
const mostPages = 200;

/** One page of a list, and how long the whole list is where the API says so. */
export interface Page<Item> {
  items: readonly Item[];
  total: number | undefined;
}

/**
 * @param fields of a success
 * @param total as parsed
 * @returns the total; 0 for an answer that holds nothing but its request id, which is how an empty list may come
 */
export const totalTold = (
  fields: Readonly<Record<string, unknown>>,
  total: number | undefined,
): number | undefined => (Object.keys(fields).every((name) => name === 'RequestId') ? 0 : total);

/**
 * Reads a list page by page, from page 1.
 * @param pageSize most items of a page, as asked for
 * @param keyOf tells items apart; of two with one key the later stands
 * @returns every item in the vendor's order; unexpected-reply when a page that must hold more brings nothing new, or
 *   nothing at all without a total, or counts fewer than it lists, since a list with a gap would pass for a whole one
 */
export const readAllPages = async <Item>(
  pageSize: number,
  keyOf: (item: Item) => string,
  ask: (pageNumber: number) => Promise<Result<Page<Item>>>,
): Promise<Result<Item[]>> => {
  const found = new Map<string, Item>();
  let count = 0;
  let mostTold = 0;
  for (let number = 1; number <= mostPages; number += 1) {
    const page = await ask(number);
    if (!page.ok) return page;
    const { items, total } = page.value;
    const before = found.size;
    for (const item of items) found.set(keyOf(item), item);
    count += items.length;
    mostTold = Math.max(mostTold, total ?? 0);
    // It contradicts itself, so nobody knows what else of it is wrong.
    if (total !== undefined && total < items.length) return unexpected();
    if (total === undefined ? items.length > 0 && items.length < pageSize : count >= mostTold)
      return success([...found.values()]);
    if (found.size === before) return unexpected();
  }
  return unexpected();
};

/**
 * Reads a roster as `readAllPages` does, then all its pages but the last again: when an account leaves an earlier page,
 * those behind move up, and one of them stands on no page that was read, while another that came makes the count right.
 * @returns unexpected-reply where somebody came or left in between
 */
export const readSteadyPages = async <Item>(
  pageSize: number,
  keyOf: (item: Item) => string,
  ask: (pageNumber: number) => Promise<Result<Page<Item>>>,
): Promise<Result<Item[]>> => {
  const keysOf = ({ items }: Page<Item>) => items.map(keyOf).sort().join();
  const seen: string[] = [];
  const all = await readAllPages(pageSize, keyOf, async (number) => {
    const page = await ask(number);
    if (page.ok) seen.push(keysOf(page.value));
    return page;
  });
  if (!all.ok) return all;
  for (const [at, keys] of seen.slice(0, -1).entries()) {
    const again = await ask(at + 1);
    if (!again.ok) return again;
    if (keysOf(again.value) !== keys) return unexpected();
  }
  return all;
};
