/** @returns the top of each of `count` rows in pixels, and behind them the whole height */
export const offsetsOf = (count: number, heightAt: (index: number) => number): Float64Array => {
  const offsets = new Float64Array(count + 1);
  for (let index = 0; index < count; index += 1) {
    offsets[index + 1] = (offsets[index] ?? 0) + heightAt(index);
  }
  return offsets;
};

/** @returns the row that stands at `top` pixels; the last row when `top` is below all */
export const findFirst = (offsets: Float64Array, top: number): number => {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= top) low = middle;
    else high = middle - 1;
  }
  return low;
};
