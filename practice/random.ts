/** Numbers in [0, 1), the same sequence for the same seed. */
export type Random = () => number;

/**
 * A small seeded generator (mulberry32), so that a practice run can be repeated.
 * @param seed any integer
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * @param choices not empty
 * @returns one of them
 */
export function pick<T>(random: Random, choices: readonly T[]): T {
  const at = Math.floor(random() * choices.length);
  for (const choice of choices.slice(at, at + 1)) return choice;
  throw new RangeError('nothing to pick from');
}

/** @returns `items` without `count` of them, left out by chance */
export function leaveOut<T>(random: Random, items: readonly T[], count: number): T[] {
  const kept = [...items];
  for (let left = count; left > 0 && kept.length > 0; left -= 1)
    kept.splice(kept.indexOf(pick(random, kept)), 1);
  return kept;
}

/** @returns `length` characters out of `alphabet` */
export function pickText(random: Random, alphabet: string, length: number): string {
  let text = '';
  for (let at = 0; at < length; at += 1) text += alphabet.charAt(Math.floor(random() * alphabet.length));
  return text;
}

/** @returns something in the form of a UUID */
export function pickUuid(random: Random): string {
  const hex = pickText(random, '0123456789abcdef', 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
