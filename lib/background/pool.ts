/**
 * Works through items with several in flight.
 * @param most works at the same time, 1 or more
 * @returns results in the order of the items; rejects with the first rejection
 */
export const inParallel = async <Item, Value>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Value>,
): Promise<Value[]> => {
  const results = new Array<Value>(items.length);
  const queue = items.entries();
  const take = async () => {
    // The iterator is shared: each runner takes the next item that nobody has taken.
    for (const [place, item] of queue) results[place] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, take));
  return results;
};
