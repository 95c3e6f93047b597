/** A repeatable source of chance. */
export interface Dice {
  /** 0 to 1. */
  roll(): number;
  below(count: number): number;
  pick<Value>(values: readonly [Value, ...Value[]]): Value;
}

/** @returns dice that fall alike for the same seed (mulberry32, public domain) */
export const createDice = (seed: number): Dice => {
  let state = seed >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(roll() * count);
  return { roll, below, pick: (values) => values[below(values.length)] ?? values[0] };
};
