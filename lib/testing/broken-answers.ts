import fc from 'fast-check';

/** Answers that are none, as gateways, proxies and broken networks give them. */
export const brokenAnswers: readonly string[] = [
  '',
  ' ',
  'null',
  'true',
  '0',
  '[]',
  '{}',
  '"ok"',
  '<!doctype html><title>502 Bad Gateway</title>',
  '<html>Log in to the network</html>',
  '\u0000\u0001\u0002',
  '['.repeat(100_000),
];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const isBranch = (node: Json): node is Json[] | { [key: string]: Json } =>
  typeof node === 'object' && node !== null;

/** Replaces, removes or doubles the node that `steps` lead to. */
const mutateAt = (node: Json, steps: readonly number[], change: string, value: Json): Json => {
  if (!isBranch(node) || steps.length === 0) return value;
  const keys = Object.keys(node);
  const [step = 0, ...rest] = steps;
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return value;
  const entries = Object.entries(node).flatMap(([name, child]): [string, Json][] => {
    if (name !== key) return [[name, child]];
    if (rest.length > 0 && isBranch(child)) return [[name, mutateAt(child, rest, change, value)]];
    if (change === 'remove') return [];
    if (change === 'rename') return [[`${name}_`, child]];
    if (change === 'wrap') return [[name, [child]]];
    return [[name, value]];
  });
  return Array.isArray(node) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
};

const replacement = fc.oneof(
  fc.constantFrom<Json>(null, true, '', '0', -1, 0, 1.5, 1e300, 9007199254740992, '__proto__', [], {}),
  fc.jsonValue() as fc.Arbitrary<Json>,
);

const mutatedTree = (text: string) =>
  fc
    .tuple(
      fc.array(fc.nat(600), { minLength: 1, maxLength: 6 }),
      fc.constantFrom('replace', 'remove', 'rename', 'wrap'),
      replacement,
    )
    // A good answer is JSON by construction.
    .map(([steps, change, value]) =>
      JSON.stringify(mutateAt(JSON.parse(text) as Json, steps, change, value)),
    );

const mutatedText = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(12), fc.string({ maxLength: 6 }))
    .map(([start, length, insert]) => text.slice(0, start) + insert + text.slice(start + length));

const truncated = (text: string) => fc.nat(Math.max(0, text.length - 1)).map((end) => text.slice(0, end));

/** @returns answers that grew out of a good one: cut off, with other characters, or with other values inside */
export const mutationsOf = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: mutatedTree(text) },
    { weight: 3, arbitrary: mutatedText(text) },
    { weight: 1, arbitrary: truncated(text) },
  );
