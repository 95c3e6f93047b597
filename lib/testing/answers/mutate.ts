import { pick, pickText, type Random } from '../../../practice/random.ts';
import { brokenAnswers } from '../broken-answers';

/** An answer as it comes over the wire. */
export interface WireAnswer {
  status: number;
  bytes: Uint8Array<ArrayBuffer>;
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Branch = Json[] | { [name: string]: Json };

const isBranch = (node: Json | undefined): node is Branch => typeof node === 'object' && node !== null;

/** Stands in the tree for text that JSON.stringify would never write; replaced once the tree is written. */
const raw = (text: string): string => `\u0001${text}\u0002`;
const write = (tree: Json): string =>
  JSON.stringify(tree).replace(/"\\u0001(.*?)\\u0002"/g, (_, text: string) => text.replaceAll('\\"', '"'));

const deep = (levels: number): Json => {
  let node: Json = [];
  for (let level = 0; level < levels; level += 1) node = level % 2 === 0 ? { a: node } : [node];
  return node;
};

const replacements = (random: Random): Json[] => [
  null,
  true,
  false,
  '',
  ' ',
  '0',
  '1',
  -1,
  0,
  1.5,
  1e300,
  raw('9007199254740993'),
  raw('99999999999999999999'),
  raw('-0'),
  raw('1E400'),
  '９００７',
  '\u200b100000100001',
  '__proto__',
  raw('{"__proto__":{"AccountId":"1"}}'),
  raw('{"constructor":null,"toString":1}'),
  [],
  {},
  [[]],
  [null],
  [{}],
  Array.from({ length: 2_000 }, (_, at) => ({ at })),
  Array.from({ length: 5_000 }, () => null),
  deep(400),
  pickText(random, 'abc{}[]",:\\0123', 40),
];

/** Changes the node of a branch in one of the ways that parsers and servers get wrong. */
const changeNode = (node: Branch, random: Random): void => {
  const names = Object.keys(node);
  const name = names.length > 0 ? pick(random, names) : undefined;
  // A list's own names are numbers as text, which an index may be.
  const place = node as { [name: string]: Json };
  if (name === undefined) {
    if (Array.isArray(node)) node.push({});
    else place.extra = null;
    return;
  }
  const value = place[name] ?? null;
  const change = pick(random, [
    'replace',
    'replace',
    'replace',
    'remove',
    'rename',
    'wrap',
    'text',
    'double',
    'add',
  ]);
  if (change === 'replace') place[name] = pick(random, replacements(random));
  else if (change === 'wrap') place[name] = [value];
  else if (change === 'text') place[name] = isBranch(value) ? write(value) : String(value);
  else if (Array.isArray(node)) {
    if (change === 'remove') node.splice(Number(name), 1);
    else if (change === 'double') node.push(value, value);
    else node.splice(Number(name), 0, pick(random, replacements(random)));
  } else {
    if (change === 'double') place[raw(`"${name}":${write(pick(random, replacements(random)))},"twin"`)] = 1;
    else if (change === 'add')
      place[pick(random, [raw('"__proto__"'), 'constructor', 'Error', 'Code', 'x'])] = {};
    else {
      delete place[name];
      if (change === 'rename') place[pick(random, [`${name}_`, name.toLowerCase(), `${name}s`, ''])] = value;
    }
  }
};

const changeTree = (text: string, random: Random): string => {
  // A cloud's own answer is JSON, but for its error pages.
  const tree = parse(text);
  if (!isBranch(tree)) return text.slice(1);
  const branches: Branch[] = [];
  const collect = (node: Json): void => {
    if (!isBranch(node)) return;
    branches.push(node);
    for (const child of Object.values(node)) collect(child);
  };
  collect(tree);
  const times = random() < 0.8 ? 1 : 3;
  for (let time = 0; time < times; time += 1) changeNode(pick(random, branches), random);
  return write(tree);
};

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

const errorPages = [
  '<?xml version="1.0"?><Error><Code>InternalError</Code><Message>x</Message><RequestId>1</RequestId></Error>',
  '<Error><Code></Code></Error>',
  '<html><head><title>504</title></head><body>Gateway Time-out</body></html>',
  '{"Response":{"Error":{"Code":"UnknownCode.Dummy","Message":"x"},"RequestId":"1"}}',
  '{"Code":"UnknownCode.Dummy","Message":"x","RequestId":"1"}',
  '{"code":"Throttling","message":"x","requestId":"1"}',
  'callback({"Response":{}})',
  ")]}',\n{}",
];

const changeText = (text: string, random: Random): string => {
  const at = Math.floor(random() * text.length);
  const end = at + Math.floor(random() * 12);
  switch (pick(random, ['cut', 'splice', 'insert', 'swap', 'page', 'broken', 'twice', 'bom', 'tail'])) {
    case 'cut':
      return text.slice(0, at);
    case 'splice':
      return text.slice(0, at) + text.slice(end);
    case 'insert':
      return text.slice(0, at) + pickText(random, '{}[]",:0\\', 3) + text.slice(at);
    case 'swap':
      return text.slice(at) + text.slice(0, at);
    case 'page':
      return pick(random, errorPages);
    case 'twice':
      return text + text;
    case 'bom':
      return `\ufeff\ufeff${text}`;
    case 'tail':
      return `${text}\u0000garbage`;
    default:
      return pick(random, brokenAnswers);
  }
};

/** Bytes that are no UTF-8, in the middle of a text. */
const spoil = (bytes: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> => {
  const spoilt = bytes.slice();
  for (let time = 0; time < 3; time += 1)
    spoilt[Math.floor(random() * spoilt.length)] = pick(random, [0x00, 0x80, 0xc0, 0xf5, 0xff]);
  return spoilt;
};

const statuses = [200, 201, 203, 206, 301, 400, 401, 403, 404, 408, 409, 429, 500, 502, 503, 504];

/** @returns the answer damaged in one way: its tree, its text, its bytes or its status */
export const mutateAnswer = (answer: { status: number; text: string }, random: Random): WireAnswer => {
  const encode = (text: string) => new TextEncoder().encode(text);
  const { status, text } = answer;
  const kind = random();
  if (kind < 0.6) return { status, bytes: encode(changeTree(text, random)) };
  if (kind < 0.85) return { status, bytes: encode(changeText(text, random)) };
  if (kind < 0.92) return { status, bytes: spoil(encode(text), random) };
  const other = pick(random, statuses);
  return { status: other, bytes: encode(random() < 0.5 ? text : changeTree(text, random)) };
};
