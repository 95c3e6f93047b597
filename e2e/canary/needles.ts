/** One way in which a text that must not be found may be written. */
export interface Needle {
  /** What it is, never the text itself. */
  name: string;
  /** `token` may travel in one header to the cloud; nothing else may travel at all. */
  kind: 'secret' | 'token' | 'passphrase';
  form: string;
  bytes: Buffer;
}

/** A text that must not be found. */
export type Canary = Pick<Needle, 'name' | 'kind'> & { text: string };

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

/**
 * Base64 of bytes somewhere in a longer run: three forms, one for each place in a group of three.
 * Characters that also carry a neighbour's bits are left out.
 */
const base64Of = (bytes: Buffer, encoding: 'base64' | 'base64url'): Buffer[] =>
  [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString(encoding);
    return Buffer.from(
      text.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3)),
    );
  });

const formsOf = (text: string): [string, Buffer][] => {
  const plain = Buffer.from(text);
  const little = Buffer.from(text, 'utf16le');
  const big = swapped(little);
  const wide: [string, Buffer][] = [
    ['plain', plain],
    ['UTF-16 LE', little],
    ['UTF-16 BE', big],
  ];
  const written = wide.flatMap(([name, bytes]): [string, Buffer][] => [
    [`hex of ${name}`, Buffer.from(bytes.toString('hex'))],
    [`HEX of ${name}`, Buffer.from(bytes.toString('hex').toUpperCase())],
    ...base64Of(bytes, 'base64').map((form): [string, Buffer] => [`base64 of ${name}`, form]),
    ...base64Of(bytes, 'base64url').map((form): [string, Buffer] => [`base64url of ${name}`, form]),
  ]);
  const urls = [encodeURIComponent(text), new URLSearchParams({ x: text }).toString().slice(2)];
  return [...wide, ...written, ...urls.map((form): [string, Buffer] => ['URL-encoded', Buffer.from(form)])];
};

/** @returns every form of every text once: plain, UTF-16 both ways, each also in hex and base64, and URL-encoded */
export const needlesOf = (canaries: readonly Canary[]): Needle[] => {
  const needles = new Map<string, Needle>();
  for (const { name, kind, text } of canaries) {
    for (const [form, bytes] of formsOf(text)) {
      const written = bytes.toString('latin1');
      if (!needles.has(written)) needles.set(written, { name, kind, form, bytes });
    }
  }
  return [...needles.values()];
};
