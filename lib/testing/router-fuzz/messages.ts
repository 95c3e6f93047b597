import { sampleRequests } from '../sample-requests';
import type { Dice } from './chance';

const names = Object.keys(sampleRequests);

const strange: readonly [unknown, ...unknown[]] = [
  undefined,
  null,
  0,
  -1,
  Number.NaN,
  2 ** 60,
  '',
  'x',
  '__proto__',
  'x'.repeat(200_000),
  '\u0000\uFEFF１２',
  [],
  {},
  true,
  false,
  false,
  Symbol('x'),
  () => 'x',
  10n,
  new Date(0),
  new Map(),
];

/** Own keys of that name, as JSON brings them; an assignment would set the prototype instead. */
const poison = (): object =>
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');

const trap = (): object =>
  Object.defineProperty({}, 'request', {
    enumerable: true,
    get: () => {
      throw new Error('a getter of the message');
    },
  });

const mutateRequest = (dice: Dice, request: object): unknown => {
  const entries = Object.entries(request);
  const [key] = dice.pick([entries[0], ...entries]) ?? ['extra'];
  switch (dice.below(7)) {
    case 0:
      return dice.pick(strange);
    case 1:
      return { ...request, [key]: dice.pick(strange) };
    case 2:
      return { ...request, extra: dice.pick(strange) };
    case 3:
      return Object.fromEntries(entries.filter(([each]) => each !== key));
    case 4:
      return Object.assign(poison(), request);
    case 5:
      return [request];
    default:
      return Object.create(request);
  }
};

const mutateName = (dice: Dice, name: string): unknown =>
  dice.pick<unknown>([
    name.toUpperCase(),
    ` ${name}`,
    `${name}\u0000`,
    name.replace('.', ''),
    [name],
    { toString: () => name },
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'vault.secret',
    'profiles.read',
    dice.pick(strange),
  ]);

const mutateEnvelope = (dice: Dice, call: string, request: unknown): unknown =>
  dice.pick<unknown>([
    { call: mutateName(dice, call), request },
    { call, request, extra: 1 },
    { call, request, sender: { id: 'x' } },
    { call },
    { request },
    [call, request],
    JSON.stringify({ call, request }),
    Object.assign(poison(), { call, request }),
    Object.assign(trap(), { call }),
    dice.pick(strange),
  ]);

/**
 * A message: every call by turns, two in five as the contract has it.
 * @param token what a panel would say hello with
 */
export const drawMessage = (dice: Dice, token: string): unknown => {
  const name =
    dice.below(4) === 0 ? dice.pick(['panel.open', 'panel.hello']) : dice.pick([names[0] ?? '', ...names]);
  const sample = sampleRequests[name as keyof typeof sampleRequests] as object; // a key of it
  const seen = 'isProven' in sample ? { isProven: dice.below(2) === 0 } : {};
  const request = name === 'panel.hello' ? { token } : { ...sample, ...seen };
  switch (dice.below(5)) {
    case 0:
    case 1:
      return { call: name, request };
    case 2:
    case 3:
      return { call: name, request: mutateRequest(dice, request) };
    default:
      return mutateEnvelope(dice, name, request);
  }
};
